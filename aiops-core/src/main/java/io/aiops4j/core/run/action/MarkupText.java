package io.aiops4j.core.run.action;

import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Documents.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A file in YAML or JSON, of which one value on one line is written anew in the way in which it was written. */
final class MarkupText implements ConfigText {

    // what some reader of YAML takes for something else than text
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "~");
    private static final String SIGNS = "_./:+=@-";

    private final String file;
    private final boolean json;
    private final Documents documents = new Documents("configuration file", "one value");

    MarkupText(String file) {
        this.file = file;
        this.json = file.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    @Override
    public Edited set(byte[] content, String key, String value) {
        try {
            String text = documents.text(new ByteArrayInputStream(content));
            List<Value> values = documents.values(file, text);
            Value old = find(values, key);
            String source = text.substring(old.from(), old.to());
            if (old.text() == null || source.isEmpty() || source.indexOf('\n') >= 0 || source.indexOf('\r') >= 0) {
                throw ConfigText.unsupported(file, key, "it is empty, or goes over several lines");
            }
            String written = json ? json(key, old, value) : yaml(key, old, source, value);
            String edited = text.substring(0, old.from()) + written + text.substring(old.to());
            require(values, documents.values(file, edited), key, value);
            return new Edited(edited.getBytes(StandardCharsets.UTF_8), old.text());
        } catch (DocumentException | IOException e) {
            throw ConfigText.unsupported(file, key, "it cannot be read: " + e.getMessage());
        }
    }

    private Value find(List<Value> values, String key) {
        List<Value> found =
                values.stream().filter(value -> value.path().equals(key)).toList();
        if (found.isEmpty()) {
            throw ConfigText.noKey(file, key);
        }
        if (found.size() > 1) {
            throw ConfigText.unsupported(file, key, "several values have this path");
        }
        return found.get(0);
    }

    private String json(String key, Value old, String value) {
        boolean fits = switch (old.kind()) {
            case TEXT -> true;
            case BOOLEAN -> value.equals("true") || value.equals("false");
            default -> isNumber(value);
        };
        if (!fits) {
            throw Failures.wrong("'" + key + "' in '" + file + "' is a "
                    + old.kind().name().toLowerCase(Locale.ROOT) + ", and the new value is none. Correct it.");
        }
        return old.kind() == Value.Kind.TEXT ? Escapes.quoted(value) : value;
    }

    private static boolean isNumber(String value) {
        boolean signs = value.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
        return signs && !value.isEmpty(); // the rest is for the parser, which reads what was written
    }

    private String yaml(String key, Value old, String source, String value) {
        char first = source.charAt(0);
        if (first == '|' || first == '>') {
            throw ConfigText.unsupported(file, key, "it is a block");
        }
        boolean quotable = value.chars().noneMatch(Character::isISOControl);
        if (first == '\''
                && quotable
                && value.equals(new String(value.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII))) {
            return "'" + value.replace("'", "''") + "'";
        }
        boolean plain = first != '"' && first != '\'' && isPlain(value, old.kind() == Value.Kind.TEXT);
        return plain ? value : Escapes.quoted(value);
    }

    /** Whether it means itself where it stands, and, in the place of a text, nothing but a text. */
    private static boolean isPlain(String value, boolean text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean begins = letter || c == '/' || (!text && (digit || c == '-'));
            if (i == 0 ? !begins : !digit && !letter && SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        boolean word = text && WORDS.contains(value.toLowerCase(Locale.ROOT));
        return !value.isEmpty() && !word && !value.endsWith(":") && !value.equals("-");
    }

    /** Reads it as whoever uses it will: one value is another one, all others are what they were. */
    private void require(List<Value> before, List<Value> after, String key, String value) {
        boolean same = before.size() == after.size();
        for (int i = 0; same && i < before.size(); i++) {
            Value was = before.get(i);
            Value is = after.get(i);
            boolean changed = was.path().equals(key);
            boolean text = was.kind() == Value.Kind.TEXT;
            same = was.path().equals(is.path())
                    && Objects.equals(changed ? value : was.text(), is.text())
                    && (changed ? !text || is.kind() == Value.Kind.TEXT : was.kind() == is.kind());
        }
        if (!same) {
            throw ConfigText.unsupported(file, key, "the file would be read differently elsewhere, too");
        }
    }
}
