package io.aiops4j.core.regex;

/** Conditions on a place between two characters, as bits, and how they follow from the kinds of the two. As in RE2/J. */
final class Edge {

    static final int TEXT_BEGIN = 1;
    static final int LINE_BEGIN = 2;
    static final int TEXT_END = 4;
    static final int LINE_END = 8;
    static final int WORD = 16;
    static final int NO_WORD = 32;

    /** A character that no condition asks about. */
    static final int OTHER = 0;

    static final int LETTER = 1;
    static final int NEWLINE = 2;

    /** No character: before the text, or behind it. */
    static final int NONE = 3;

    private Edge() {}

    /** What holds between two characters. */
    static int between(int before, int behind) {
        int edge = (before == LETTER) != (behind == LETTER) ? WORD : NO_WORD;
        if (before == NONE) {
            edge |= TEXT_BEGIN | LINE_BEGIN;
        } else if (before == NEWLINE) {
            edge |= LINE_BEGIN;
        }
        if (behind == NONE) {
            edge |= TEXT_END | LINE_END;
        } else if (behind == NEWLINE) {
            edge |= LINE_END;
        }
        return edge;
    }

    /** The kind of a code point, as far as conditions ask about it. */
    static int kind(int c, int conditions) {
        if (c == '\n') {
            return (conditions & (LINE_BEGIN | LINE_END)) == 0 ? OTHER : NEWLINE;
        }
        return (conditions & (WORD | NO_WORD)) != 0 && isLetter(c) ? LETTER : OTHER;
    }

    /** Word characters are ASCII, in RE2. */
    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
