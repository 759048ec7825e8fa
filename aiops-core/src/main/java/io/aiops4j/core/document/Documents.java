package io.aiops4j.core.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads the documents of one kind, as YAML or JSON, and refuses fast what is none: beyond a megabyte, in another encoding, with deep
 * nesting, aliases or tags.
 *
 * <pre>{@code
 * Documents runbooks = new Documents("runbook", "id and steps");
 * Node root = runbooks.yaml("id: redis-oom");
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Documents {

    /** The largest document in bytes. */
    public static final int LARGEST = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int LONGEST_LINE = 256 << 10;
    private static final int LONGEST_MESSAGE = 1_000;

    private final String what;
    private final String least;

    /** For documents that are called so and have at least these fields. */
    public Documents(String what, String least) {
        this.what = what;
        this.least = least;
    }

    /** Reads YAML. */
    public Node yaml(String text) {
        requirePlain(text);
        requireShortLines(text);
        return Outline.read(YAML.createParser(new WholeCharacters(text)), what, least);
    }

    /** Reads JSON. */
    public Node json(String text) {
        requirePlain(text);
        return Outline.read(JSON.createParser(text), what, least);
    }

    /** Reads what stands in a file: JSON when its name ends so, YAML otherwise. */
    public Node named(String file, String text) {
        return isJson(file) ? json(text) : yaml(text);
    }

    private static boolean isJson(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /**
     * A single value of a document, and where it stands in the text.
     *
     * @param path its name and those around it, such as {@code server.ports[0]}
     * @param text its letters, or null for what was left empty
     * @param kind what it is taken for
     * @param from where it begins in the text, its quotes included
     * @param to where it ends
     */
    public record Value(String path, @Nullable String text, Kind kind, int from, int to) {

        /** What a value is taken for. */
        public enum Kind {
            /** Text. */
            TEXT,
            /** A number. */
            NUMBER,
            /** True or false. */
            BOOLEAN,
            /** Nothing. */
            EMPTY
        }
    }

    /** Every single value of what stands in a file, in order: JSON when its name ends so, YAML otherwise. */
    public List<Value> values(String file, String text) {
        named(file, text); // refuses what is none
        boolean json = isJson(file);
        return Values.of(json ? JSON.createParser(text) : YAML.createParser(new WholeCharacters(text)), text, !json);
    }

    /** The text of a file in UTF-8, of which no more is read than a document may have. */
    public String text(InputStream file) throws IOException {
        byte[] bytes = file.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new DocumentException("The file has more than " + LARGEST + " bytes, and a " + what
                    + " has at most that. Split it into several files.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DocumentException("The file is not in UTF-8. Save it in that encoding.", e);
        }
    }

    // the parser takes seconds for a line of a megabyte on a busy machine
    private void requireShortLines(String yaml) {
        int from = 0;
        for (int i = 0; i <= yaml.length(); i++) {
            if (i == yaml.length() || yaml.charAt(i) == '\n') {
                if (i - from > LONGEST_LINE) {
                    throw new DocumentException("Not a " + what + ": a line has " + (i - from) + " characters, and "
                            + LONGEST_LINE + " is the most. Break it.");
                }
                from = i + 1;
            }
        }
    }

    private void requirePlain(String text) {
        if (text.length() > LARGEST) {
            throw new DocumentException(
                    "The text has " + text.length() + " characters; a " + what + " has at most " + LARGEST + ".");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            throw new DocumentException(
                    "Not a " + what + ": it begins with a byte order mark. Save it in UTF-8 without one.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new DocumentException(
                    "Not a " + what + ": it has a character of value 0, as other encodings have. Save it in UTF-8.");
        }
    }

    // what is wrong with a document may quote it, and a log has no use for a megabyte
    static DocumentException unreadable(String what, String why, Exception cause) {
        String excerpt = why.length() <= LONGEST_MESSAGE ? why : why.substring(0, LONGEST_MESSAGE) + "...";
        return new DocumentException("Not a " + what + ": " + excerpt, cause);
    }
}
