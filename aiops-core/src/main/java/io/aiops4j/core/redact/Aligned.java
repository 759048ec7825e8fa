package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;

/** Tables whose columns begin below each other: a head, often a line of dashes, and rows. */
final class Aligned {

    private static final int LONGEST_LINE = 400;
    private static final int MOST_ROWS = 200;

    private final String text;
    private final Values values;
    private final Search search;

    Aligned(String text, Values values, Search search) {
        this.text = text;
        this.values = values;
        this.search = search;
    }

    /** Behind the last value below the name that stands between two indexes in a line that begins there, or -1. */
    int read(int lineStart, int from, int to) {
        int headEnd = Chars.lineEnd(text, to, to + LONGEST_LINE);
        if (!Chars.isBreak(Chars.at(text, headEnd))
                || !isHead(lineStart, headEnd)
                || !search.mayRead(2 * LONGEST_LINE)) {
            return -1;
        }
        int line = Chars.nextLine(text, headEnd);
        int lineEnd = Chars.lineEnd(text, line, line + LONGEST_LINE);
        int column = from - lineStart;
        int next = next(lineStart, to, headEnd);
        boolean ruled = isRule(line, lineEnd);
        if (ruled) {
            while (column > 0 && Chars.at(text, line + column - 1) == Chars.at(text, line + column)) {
                column--;
            }
            next = next(line, Math.min(lineEnd, line + column), lineEnd);
            line = Chars.nextLine(text, lineEnd);
        }
        int end = -1;
        for (int rows = 0; rows < MOST_ROWS && line < text.length() && search.mayRead(LONGEST_LINE); rows++) {
            int stop = Chars.lineEnd(text, line, line + LONGEST_LINE);
            int at = line + column;
            if (at >= stop || (column > 0 && !Chars.isBlank(text.charAt(at - 1)))) {
                break;
            }
            int last = Math.min(stop, line + next);
            at = Chars.skipBlanks(text, at);
            if (at < last) {
                int cell = cellEnd(at, last);
                end = values.add(at, cell, ruled ? Mode.EQUALS : Mode.TOLD, false) ? cell : end;
            }
            line = Chars.nextLine(text, stop);
        }
        return end;
    }

    // a cell ends with a blank if others stand behind it
    private int cellEnd(int from, int most) {
        int end = from;
        while (end < most && !Chars.isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where the column behind a name begins, counted from the beginning of its line. */
    private int next(int lineStart, int from, int lineEnd) {
        int i = from;
        while (i < lineEnd && !Chars.isBlank(text.charAt(i))) {
            i++;
        }
        i = Chars.skipBlanks(text, i);
        return i < lineEnd ? i - lineStart : LONGEST_LINE;
    }

    // two names or more, each far from the next
    private boolean isHead(int from, int to) {
        int names = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean begins = i == from || Chars.isBlank(text.charAt(i - 1));
            if (Chars.isBlank(c)) {
                continue;
            }
            if (!Chars.isAlnum(c) && "_-.#()/".indexOf(c) < 0) {
                return false;
            }
            if (begins) {
                names++;
                if (i > from + 1 && !Chars.isBlank(text.charAt(i - 2)) && text.charAt(i - 1) != '\t') {
                    return false;
                }
            }
        }
        return names > 1;
    }

    private boolean isRule(int from, int to) {
        boolean dashes = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != '-' && c != '=' && !Chars.isBlank(c)) {
                return false;
            }
            dashes |= c == '-' || c == '=';
        }
        return dashes;
    }
}
