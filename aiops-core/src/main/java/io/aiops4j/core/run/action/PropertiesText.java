package io.aiops4j.core.run.action;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@link Properties}. Its bytes are taken for one character each, so that a file in any encoding stays what it is; what is
 * written is ASCII, with escapes for the rest.
 */
final class PropertiesText implements ConfigText {

    private final String file;

    PropertiesText(String file) {
        this.file = file;
    }

    /** An entry: its key, and where its value begins and ends. */
    private record Line(String key, int from, int to) {}

    @Override
    public Edited set(byte[] content, String key, String value) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Line found = null;
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            Line line = line(text, at, end);
            if (line != null && line.key().equals(key)) {
                if (found != null) {
                    throw ConfigText.unsupported(file, key, "it stands there twice");
                }
                found = line;
            }
            at = end + 1; // behind the line end
        }
        Properties before = load(content);
        if (found == null || before == null || before.getProperty(key) == null) {
            throw ConfigText.noKey(file, key);
        }
        String edited =
                text.substring(0, found.from()) + gap(text, found) + escaped(value) + text.substring(found.to());
        byte[] bytes = edited.getBytes(StandardCharsets.ISO_8859_1);
        // read as whoever uses the file will read it
        Properties after = load(bytes);
        Properties wanted = new Properties();
        wanted.putAll(before);
        wanted.setProperty(key, value);
        if (!wanted.equals(after)) {
            throw ConfigText.unsupported(file, key, "how it is written cannot be told apart from what is around it");
        }
        return new Edited(bytes, before.getProperty(key));
    }

    /** Where the logical line that begins here ends: a line whose end is behind an odd number of backslashes goes on. */
    private static int end(String text, int from) {
        boolean comment = isComment(text, from);
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && !comment) {
                boolean both = at + 2 < text.length() && text.charAt(at + 1) == '\r' && text.charAt(at + 2) == '\n';
                at += both ? 3 : 2;
            } else if (c == '\n' || c == '\r') {
                return at;
            } else {
                at++;
            }
        }
        return text.length();
    }

    private static boolean isComment(String text, int from) {
        int at = skipBlanks(text, from, text.length());
        return at < text.length() && (text.charAt(at) == '#' || text.charAt(at) == '!');
    }

    private static @Nullable Line line(String text, int from, int end) {
        int at = skipBlanks(text, from, end);
        if (at == end || isComment(text, from)) {
            return null;
        }
        int begin = at;
        while (at < end && !isBlank(text.charAt(at)) && text.charAt(at) != '=' && text.charAt(at) != ':') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        int behind = Math.min(at, end);
        int value = skipBlanks(text, behind, end);
        if (value < end && (text.charAt(value) == '=' || text.charAt(value) == ':')) {
            value = skipBlanks(text, value + 1, end);
        }
        String key = unescaped(text.substring(begin, behind));
        return key == null ? null : new Line(key, value, end);
    }

    private static int skipBlanks(String text, int from, int end) {
        int at = from;
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static @Nullable String unescaped(String key) {
        Properties one = load((key + "=").getBytes(StandardCharsets.ISO_8859_1));
        return one == null || one.size() != 1
                ? null
                : one.stringPropertyNames().iterator().next();
    }

    private static @Nullable Properties load(byte[] content) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(content));
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            return null; // an escape that is none
        }
    }

    // a key that stands alone takes a sign
    private static String gap(String text, Line line) {
        char last = text.charAt(line.from() - 1);
        return isBlank(last) || last == '=' || last == ':' ? "" : "=";
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\f' -> escaped.append("\\f");
                case ' ' -> escaped.append(i == 0 ? "\\ " : " ");
                // behind a blank alone these would be what parts key and value
                case '=', ':' -> escaped.append(i == 0 ? "\\" + c : String.valueOf(c));
                default -> escaped.append(c < ' ' || c > '~' ? Escapes.unicode(c) : String.valueOf(c));
            }
        }
        return escaped.toString();
    }
}
