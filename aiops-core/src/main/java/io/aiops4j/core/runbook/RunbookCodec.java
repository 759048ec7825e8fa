package io.aiops4j.core.runbook;

import com.fasterxml.jackson.annotation.Nulls;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * Reads and writes runbooks as YAML and JSON, and gives them the one canonical form whose SHA-256 is their digest: the tag
 * {@code rb1:} and then JSON with every field in its fixed place.
 *
 * <pre>{@code
 * Runbook runbook = RunbookCodec.read(Path.of("redis-oom.yaml"));
 * System.out.println(RunbookCodec.toYaml(runbook));
 * }</pre>
 */
public final class RunbookCodec {

    /** The tag in front of the canonical form. */
    public static final String TAG = "rb1:";

    /** The largest file in bytes. */
    public static final int LARGEST = 1 << 20;

    // a list or map with a null in it is a slip of the writer, which no record of ours can hold
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new QuotedNames())
                    .build())
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final int LONGEST_MESSAGE = 1_000;

    private RunbookCodec() {}

    // an empty name, or one that begins with an invisible character, cannot be read back when it is not quoted
    private static final class QuotedNames extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteName(String name) {
            boolean plain = !name.isEmpty()
                    && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
            return !plain || super.needToQuoteName(name);
        }
    }

    /** Reads a file: JSON when its name ends so, YAML otherwise. */
    public static Runbook read(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new RunbookException(file + " has " + size + " bytes; a runbook has at most " + LARGEST + ".");
            }
            String text = Files.readString(file);
            return file.toString().endsWith(".json") ? fromJson(text) : fromYaml(text);
        } catch (IOException e) {
            throw new RunbookException("Cannot read " + file + ": " + e + ". Check the path and its permissions.", e);
        }
    }

    /** Reads YAML. */
    public static Runbook fromYaml(String yaml) {
        requireSize(yaml);
        PlainYaml.require(YAML, yaml);
        return parse(() -> YAML.readValue(new WholeCharacters(yaml), RunbookDocument.class));
    }

    /** Reads JSON. */
    public static Runbook fromJson(String json) {
        requireSize(json);
        return parse(() -> JSON.readValue(json, RunbookDocument.class));
    }

    /** Writes YAML that {@link #fromYaml} reads back as the same runbook. */
    public static String toYaml(Runbook runbook) {
        return YAML.writeValueAsString(RunbookDocument.of(runbook));
    }

    /** Writes JSON that {@link #fromJson} reads back as the same runbook. */
    public static String toJson(Runbook runbook) {
        return JSON.writeValueAsString(RunbookDocument.of(runbook));
    }

    /** The one canonical form. */
    public static String canonical(Runbook runbook) {
        return TAG + toJson(runbook);
    }

    /** Reads a canonical form. */
    public static Runbook fromCanonical(String canonical) {
        if (!canonical.startsWith(TAG)) {
            throw new RunbookException("Not a runbook in canonical form: it does not begin with " + TAG);
        }
        return fromJson(canonical.substring(TAG.length()));
    }

    /** The SHA-256 of the canonical form. */
    public static Digest digest(Runbook runbook) {
        return Digest.of(canonical(runbook).getBytes(StandardCharsets.UTF_8));
    }

    private static void requireSize(String text) {
        if (text.length() > LARGEST) {
            throw new RunbookException(
                    "The text has " + text.length() + " characters; a runbook has at most " + LARGEST + ".");
        }
    }

    private static Runbook parse(Supplier<@Nullable RunbookDocument> text) {
        try {
            RunbookDocument document = text.get();
            if (document == null) {
                throw new RunbookException(
                        "The text is empty. Write at least id, incidentTypes, steps and verification.");
            }
            return document.toRunbook();
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw unreadable(e.getOriginalMessage() + where, e);
        } catch (RunbookException e) {
            throw e;
        } catch (AiopsException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    // what is wrong with a file may quote the file, and a log has no use for a megabyte
    static RunbookException unreadable(String why, Exception cause) {
        String excerpt = why.length() <= LONGEST_MESSAGE ? why : why.substring(0, LONGEST_MESSAGE) + "...";
        return new RunbookException("Not a runbook: " + excerpt, cause);
    }
}
