package io.aiops4j.core.redact;

/** What kinds of characters there are. */
final class Chars {

    /** Stands where a placeholder stood: part of no word, no value and no number. It is no character of Unicode. */
    static final char HOLE = '\uFFFF';

    private Chars() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isAlnum(char c) {
        return isLower(c) || isUpper(c) || isDigit(c);
    }

    static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** A letter of any script. */
    static boolean isLetter(char c) {
        return isLower(c) || isUpper(c) || (c >= 128 && Character.isLetter(c));
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00A0';
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isSpace(char c) {
        return isBlank(c) || isBreak(c);
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static char lower(char c) {
        return isUpper(c) ? (char) (c | 0x20) : c;
    }

    /** The character there, or a blank outside of the text. */
    static char at(String text, int index) {
        return index < 0 || index >= text.length() ? ' ' : text.charAt(index);
    }

    /** Where the blanks from here end. */
    static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where the blanks and line breaks from here end. */
    static int skipSpace(String text, int from) {
        int i = from;
        while (i < text.length() && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where this line ends. */
    static int lineEnd(String text, int from) {
        int i = from;
        while (i < text.length() && !isBreak(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where this line ends, or an index if that comes first: so that what is asked for often costs little. */
    static int lineEnd(String text, int from, int most) {
        int i = from;
        while (i < most && i < text.length() && !isBreak(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where something stands between two indexes, or -1. */
    static int find(String text, String what, int from, int to) {
        for (int i = Math.max(0, from); i < to && i + what.length() <= text.length(); i++) {
            if (text.startsWith(what, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the next line begins: behind a line break of one or two characters. */
    static int nextLine(String text, int from) {
        int i = lineEnd(text, from);
        if (i + 1 < text.length() && text.charAt(i) == '\r' && text.charAt(i + 1) == '\n') {
            return i + 2;
        }
        return Math.min(i + 1, text.length());
    }
}
