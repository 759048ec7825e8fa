package io.aiops4j.learning.llm;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Transcripts in one text of JSON lines: what it is, the calls in their order, and last the digest of each line, of all of them, and
 * the seal. Digests are taken over the very bytes, so a blank more is tampering too.
 */
final class TranscriptFile {

    static final String FORMAT = "aiops-transcripts/1";

    /** The most calls in one file. */
    static final int MOST = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Head(String format, String about, int calls) {}

    private record Foot(List<String> lines, String sha256, String seal) {}

    private TranscriptFile() {}

    /** All calls about something, in their order. */
    static List<ModelCall> of(String about, RecordStore<ModelCall> store) {
        List<ModelCall> calls = new ArrayList<>();
        Query query = Query.all().where(TranscriptIndex.ABOUT, about).limit(Query.GREATEST_LIMIT);
        String cursor = null;
        do {
            Page<ModelCall> page = store.find(query.after(cursor));
            calls.addAll(page.records());
            cursor = page.next();
        } while (cursor != null && calls.size() <= MOST);
        if (calls.isEmpty() || calls.size() > MOST) {
            throw new AiopsException(
                    (calls.isEmpty() ? "No call" : "More than " + MOST + " calls") + " about '" + about
                            + "' cannot be exported. Name an execution, an incident or a runbook that a model was asked about.");
        }
        calls.sort(Comparator.comparing(ModelCall::time).thenComparing(ModelCall::ordinal));
        return calls;
    }

    static String write(String about, List<ModelCall> calls, Seal seal) {
        List<String> lines = new ArrayList<>();
        lines.add(JSON.writeValueAsString(new Head(FORMAT, about, calls.size())));
        calls.forEach(call -> lines.add(ModelCall.CODEC.encode(call)));
        Foot foot = foot(lines, seal);
        lines.add(JSON.writeValueAsString(foot));
        return String.join("\n", lines) + "\n";
    }

    private static Foot foot(List<String> lines, Seal seal) {
        String all = digest(String.join("\n", lines));
        return new Foot(lines.stream().map(TranscriptFile::digest).toList(), all, seal.sign(FORMAT, all));
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    static List<ModelCall> read(String file, Seal seal) {
        List<String> lines = new ArrayList<>(file.lines().toList());
        if (lines.size() < 2 || !file.endsWith("\n") || file.indexOf('\r') >= 0) {
            throw tampered("it does not end as it was written");
        }
        Foot foot = read(lines.remove(lines.size() - 1), Foot.class, "its last line");
        for (int i = 0; i < Math.min(lines.size(), foot.lines().size()); i++) {
            if (!digest(lines.get(i)).equals(foot.lines().get(i))) {
                throw tampered("line " + (i + 1) + " is not the one that was written");
            }
        }
        if (lines.size() != foot.lines().size()) {
            throw tampered("it has " + lines.size() + " lines before the last one, and "
                    + foot.lines().size() + " were" + " written");
        }
        String all = digest(String.join("\n", lines));
        if (!all.equals(foot.sha256())) {
            throw tampered("its content has the digest " + all + ", and its last line says " + foot.sha256());
        }
        if (!seal.signed(foot.seal(), FORMAT, all)) {
            throw tampered("it bears no seal of this host's key");
        }
        Head head = read(lines.get(0), Head.class, "line 1");
        if (!head.format().equals(FORMAT) || head.calls() != lines.size() - 1) {
            throw tampered("it is of the format '" + HostCode.line(head.format(), 40) + "' with " + head.calls()
                    + " calls; this version reads " + FORMAT);
        }
        return lines.stream().skip(1).map(ModelCall.CODEC::decode).toList();
    }

    private static <T> T read(String line, Class<T> type, String where) {
        T value;
        try {
            value = JSON.readValue(line, type);
        } catch (JacksonException e) {
            throw tampered(where + " cannot be read: " + e.getOriginalMessage());
        }
        if (value == null || hasHole(value)) {
            throw tampered(where + " lacks something");
        }
        return value;
    }

    private static boolean hasHole(@Nullable Object value) {
        return value instanceof Foot foot
                ? foot.lines() == null || foot.sha256() == null || foot.seal() == null
                : value instanceof Head head && (head.format() == null || head.about() == null);
    }

    private static ModelCall.NoAnswerException tampered(String how) {
        return new ModelCall.NoAnswerException(
                Reason.TAMPERED, "The transcript is refused: " + how + ". Export it again where it was recorded.");
    }
}
