package io.aiops4j.core.runbook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts as a reviewer must see them: on one line, with everything written out that hides, turns the reading direction or looks
 * like a blank, and in quotes where they could pass for a part of the difference.
 */
final class Shown {

    private Shown() {}

    /** One line. */
    static String line(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isHidden(c)) {
                shown.append(String.format(c > 0xffff ? "\\u{%x}" : "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Whether every character of it can be seen for what it is. */
    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Shown::isHidden);
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            // letters without a shape, and what changes the one before
            default ->
                c == 0x115f
                        || c == 0x1160
                        || c == 0x2800
                        || c == 0x3164
                        || c == 0xffa0
                        || (c >= 0xfe00 && c <= 0xfe0f)
                        || (c >= 0xe0100 && c <= 0xe01ef);
        };
    }

    /** A value within a line: in quotes where its end could be mistaken. */
    static String value(@Nullable String text) {
        if (text == null) {
            return "(none)";
        }
        return isWord(text) ? line(text) : quoted(text);
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
        return quoted.append('"').toString();
    }

    // one word without a sign of ours
    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.chars()
                        .noneMatch(c -> c <= ' ' || c == '"' || c == '\\' || c == '[' || c == ']' || c == ','
                                || c == '(' || c == ')' || c == ':')
                && !text.contains("->");
    }

    /** All fields of something, but those that have their default. */
    static String fields(Map<String, @Nullable String> fields) {
        StringBuilder shown = new StringBuilder();
        fields.forEach((name, value) -> shown.append(shown.isEmpty() ? "" : ", ")
                .append(name)
                .append('=')
                .append(value(value)));
        return shown.toString();
    }
}
