package io.aiops4j.core.redact;

import org.jspecify.annotations.Nullable;

/** Resolves one layer of escapes: %41 of URLs, backslashes of JSON and source code, entities of XML. */
final class Escapes {

    private static final int LONGEST_VARIABLE = 40;
    private static final String[] ENTITIES = {
        "amp;", "&", "quot;", "\"", "apos;", "'", "lt;", "<", "gt;", ">", "nbsp;", " "
    };
    private static final int LONGEST_ENTITY = 8;

    /** From here on what mixes all letters and digits is in Base64, where a plus is a digit. */
    private static final int SHORTEST_DIGITS = 16;

    private Escapes() {}

    /** The view without its escapes, or null if there are none. */
    static @Nullable View resolved(View view) {
        String text = view.text();
        if (first(text) < 0) {
            return null;
        }
        View.Maker made = new View.Maker(view);
        int wordEnd = 0;
        int digitsEnd = 0;
        boolean form = false;
        boolean digits = false;
        boolean joined = isJoined(text);
        int i = 0;
        while (i < text.length()) {
            if (i >= digitsEnd) {
                digitsEnd = Encoded.digitsEnd(text, i);
                digits = digitsEnd - i >= SHORTEST_DIGITS && isDigits(text, i, digitsEnd);
            }
            if (i >= wordEnd) {
                wordEnd = wordEnd(text, i);
                form = joined || isForm(text, i, wordEnd);
            }
            if (form && !digits && text.charAt(i) == '+') {
                made.put(' ', i, i + 1);
                i++;
                continue;
            }
            int next = switch (text.charAt(i)) {
                case '%' -> percent(text, i, made);
                case '\\' -> backslash(text, i, made);
                case '&' -> entity(text, i, made);
                default -> i;
            };
            if (next == i) {
                made.put(text.charAt(i), i, i + 1);
                next = i + 1;
            }
            i = next;
        }
        return made.length() == text.length() && !joined ? null : made.make();
    }

    /** Whether a text has a plus wherever others have a blank. */
    static boolean isJoined(String text) {
        return text.indexOf('+') > 0 && text.indexOf(' ') < 0 && text.indexOf('{') < 0 && text.indexOf('"') < 0;
    }

    // nothing but Base64: all kinds of letters mixed, and no word between two signs
    private static boolean isDigits(String text, int from, int to) {
        // what begins with a plus is indented, or comes behind a word
        if (Chars.at(text, from - 1) == '-'
                || text.charAt(from) == '+'
                || !ValueLook.isDense(text.substring(from, to))) {
            return false;
        }
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '+') {
                if (i - start > 1 && ValueLook.isWord(text.substring(start, i))) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static int wordEnd(String text, int from) {
        int i = from + 1;
        while (i < text.length() && !Chars.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Whether a word is written as forms are sent: then each plus in it is a blank. */
    private static boolean isForm(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '%' && hex(text, i + 1, 2) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int first(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '\\' || c == '&') {
                return i;
            }
        }
        return isJoined(text) ? 0 : -1;
    }

    private static int percent(String text, int i, View.Maker made) {
        int value = hex(text, i + 1, 2);
        if (value < 0 || isVariable(text, i)) {
            return i;
        }
        if (value < 0x80) {
            made.put((char) value, i, i + 3);
            return i + 3;
        }
        int more = value >= 0xF0 ? 3 : value >= 0xE0 ? 2 : 1;
        int code = value & (0x3F >> more);
        for (int n = 1; n <= more; n++) {
            int next = Chars.at(text, i + 3 * n) == '%' ? hex(text, i + 3 * n + 1, 2) : -1;
            if (next < 0x80) {
                made.put('\u00BF', i, i + 3);
                return i + 3;
            }
            code = code << 6 | (next & 0x3F);
        }
        int end = i + 3 * (more + 1);
        put(code, i, end, made);
        return end;
    }

    // %DB_PASSWORD%
    private static boolean isVariable(String text, int i) {
        int end = i + 1;
        boolean parted = false;
        while (end < i + LONGEST_VARIABLE
                && (Chars.isUpper(Chars.at(text, end))
                        || Chars.isDigit(Chars.at(text, end))
                        || Chars.at(text, end) == '_')) {
            parted |= text.charAt(end) == '_';
            end++;
        }
        return parted && Chars.at(text, end) == '%' && hex(text, end + 1, 2) < 0;
    }

    private static void put(int code, int from, int to, View.Maker made) {
        if (Character.isBmpCodePoint(code) || !Character.isValidCodePoint(code)) {
            made.put((char) code, from, to);
        } else {
            made.put(Character.highSurrogate(code), from, to);
            made.put(Character.lowSurrogate(code), from, to);
        }
    }

    private static int backslash(String text, int i, View.Maker made) {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
        switch (next) {
            case '"', '\'', '/', '\\', '`', '=', ':', '&', '@', '$', '!', '#', '?' -> {
                made.put(next, i, i + 2);
                return i + 2;
            }
            case 'n', 'r', 't' -> {
                made.put(next == 'n' ? '\n' : next == 'r' ? '\r' : '\t', i, i + 2);
                return i + 2;
            }
            case '0', 'e' -> {
                // what begins a colour
                int end = next == 'e' ? i + 2 : text.startsWith("033", i + 1) ? i + 4 : i;
                if (end == i || Chars.at(text, end) != '[') {
                    return i;
                }
                made.put('\u001B', i, end);
                return end;
            }
            case 'u', 'U', 'x' -> {
                // several u are allowed in Java
                int digits = i + 2;
                while (Chars.at(text, digits) == 'u') {
                    digits++;
                }
                int count = next == 'x' ? 2 : 4;
                int value = hex(text, digits, count);
                if (value < 0) {
                    return i;
                }
                made.put((char) value, i, digits + count);
                return digits + count;
            }
            default -> {
                return i;
            }
        }
    }

    private static int entity(String text, int i, View.Maker made) {
        for (int n = 0; n < ENTITIES.length; n += 2) {
            if (text.startsWith(ENTITIES[n], i + 1)) {
                int end = i + 1 + ENTITIES[n].length();
                made.put(ENTITIES[n + 1].charAt(0), i, end);
                return end;
            }
        }
        if (Chars.at(text, i + 1) != '#') {
            return i;
        }
        boolean hex = Chars.lower(Chars.at(text, i + 2)) == 'x';
        int value = 0;
        for (int at = i + (hex ? 3 : 2); at < i + LONGEST_ENTITY + 2; at++) {
            char c = Chars.at(text, at);
            if (c == ';' && at > i + 2 && value > 0 && value < 0xFFFF) {
                made.put((char) value, i, at + 1);
                return at + 1;
            }
            int digit = Character.digit(c, hex ? 16 : 10);
            if (digit < 0 || c >= 128) {
                return i;
            }
            value = value * (hex ? 16 : 10) + digit;
        }
        return i;
    }

    private static int hex(String text, int from, int count) {
        if (from + count > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (!Chars.isHex(c)) {
                return -1;
            }
            value = value << 4 | Character.digit(c, 16);
        }
        return value;
    }
}
