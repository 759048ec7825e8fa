package io.aiops4j.core.runbook;

import io.aiops4j.core.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.StreamReadFeature;
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

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new QuotedNames())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int LONGEST_LINE = 256 << 10;

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

    /** Reads a file in UTF-8: JSON when its name ends so, YAML otherwise. One file holds one runbook. */
    public static Runbook read(Path file) {
        String text;
        try (InputStream bytes = Files.newInputStream(file)) {
            text = text(bytes);
        } catch (RunbookException e) {
            throw e.in(file.toString());
        } catch (IOException e) {
            throw new RunbookException("Cannot read " + file + ": " + e + ". Check the path and its permissions.", e);
        }
        try {
            return required(reading(file.toString(), text));
        } catch (RunbookException e) {
            throw e.in(file.toString());
        }
    }

    /** Reads YAML. */
    public static Runbook fromYaml(String yaml) {
        return required(readingYaml(yaml));
    }

    /** Reads JSON. */
    public static Runbook fromJson(String json) {
        return required(readingJson(json));
    }

    /** What stands in a file of this name, faulty or not. */
    static RunbookReader.Reading reading(String file, String text) {
        return file.toLowerCase(Locale.ROOT).endsWith(".json") ? readingJson(text) : readingYaml(text);
    }

    private static RunbookReader.Reading readingYaml(String yaml) {
        requirePlain(yaml);
        requireShortLines(yaml);
        return RunbookReader.read(Outline.read(YAML.createParser(new WholeCharacters(yaml))));
    }

    private static RunbookReader.Reading readingJson(String json) {
        requirePlain(json);
        return RunbookReader.read(Outline.read(JSON.createParser(json)));
    }

    private static Runbook required(RunbookReader.Reading reading) {
        if (!reading.faults().isEmpty()) {
            throw new RunbookException(reading.faults());
        }
        return reading.runbook();
    }

    /** The text of a file, of which no more is read than a runbook may have. */
    static String text(InputStream file) throws IOException {
        byte[] bytes = file.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new RunbookException("The file has more than " + LARGEST + " bytes, and a runbook has at most that."
                    + " Split it into several runbooks.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RunbookException("The file is not in UTF-8. Save it in that encoding.", e);
        }
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

    // the parser takes seconds for a line of a megabyte on a busy machine
    private static void requireShortLines(String yaml) {
        int from = 0;
        for (int i = 0; i <= yaml.length(); i++) {
            if (i == yaml.length() || yaml.charAt(i) == '\n') {
                if (i - from > LONGEST_LINE) {
                    throw new RunbookException("Not a runbook: a line has " + (i - from) + " characters, and "
                            + LONGEST_LINE + " is the most. Break it.");
                }
                from = i + 1;
            }
        }
    }

    private static void requirePlain(String text) {
        if (text.length() > LARGEST) {
            throw new RunbookException(
                    "The text has " + text.length() + " characters; a runbook has at most " + LARGEST + ".");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw new RunbookException(
                    "Not a runbook: it begins with a byte order mark. Save it in UTF-8 without one.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new RunbookException(
                    "Not a runbook: it has a character of value 0, as other encodings have. Save it in" + " UTF-8.");
        }
    }

    // what is wrong with a file may quote the file, and a log has no use for a megabyte
    static RunbookException unreadable(String why, Exception cause) {
        String excerpt = why.length() <= LONGEST_MESSAGE ? why : why.substring(0, LONGEST_MESSAGE) + "...";
        return new RunbookException("Not a runbook: " + excerpt, cause);
    }
}
