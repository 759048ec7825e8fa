package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import java.util.Locale;

/**
 * Values that are bound to the question marks of a statement, and logged behind it: {@code update t set password = ?}, and then
 * {@code binding parameter (1:VARCHAR) <- [x]} or {@code Parameters: x(String)}.
 */
final class Binds {

    private static final String[] VERBS = {"insert ", "update ", "select ", "delete ", "merge "};
    private static final int LONGEST = 2_000;
    private static final int LONGEST_VALUE = 400;
    private static final int MOST_LINES = 30;
    private static final int NONE = -1;

    private Binds() {}

    /** Behind the name of the column that ends at an index, if what is bound to it stands further on, or -1. */
    static int read(View view, int from, int to, KeyName name, Search search) {
        String text = view.text();
        int at = Chars.at(text, to) == '`' || Chars.at(text, to) == '"' ? to + 1 : to;
        at = Chars.skipBlanks(text, Math.min(at, text.length()));
        char c = Chars.at(text, at);
        if ((c != '=' && c != ',' && c != ')' && !Chars.isBreak(c)) || !search.mayRead(LONGEST / 8)) {
            return NONE;
        }
        boolean equal = c == '=' && Chars.at(text, Chars.skipBlanks(text, at + 1)) == '?';
        if (c == '=' && !equal) {
            return NONE;
        }
        // only where something is bound at all the statement is worth its reading
        int bound = Chars.find(text, "arameter", at, at + LONGEST);
        if (bound < 0 || !search.mayRead(2 * LONGEST)) {
            return NONE;
        }
        int mark = equal ? Chars.skipBlanks(text, at + 1) : inserted(text, from, at, bound);
        int number = mark < 0 ? NONE : number(text, mark);
        if (number < 0) {
            return NONE;
        }
        int lines = Chars.find(text, "Parameters: ", mark, mark + LONGEST);
        Values values = new Values(view, search, name, from);
        return lines >= 0 ? listed(text, lines + 12, number, values, to) : single(text, mark, number, values, to);
    }

    // of insert into t (a, password) values (?, ?) the second one
    private static int inserted(String text, int from, int to, int most) {
        int open = from;
        int commas = 0;
        while (open > Math.max(0, from - LONGEST) && text.charAt(open) != '(') {
            commas += text.charAt(open) == ',' ? 1 : 0;
            open--;
        }
        int close = Chars.find(text, ")", to, most);
        int list =
                close < 0 || text.charAt(open) != '(' ? NONE : Chars.find(text, "(", close, close + LONGEST_VALUE / 8);
        if (list < 0 || !text.substring(close, list).toLowerCase(Locale.ROOT).contains("values")) {
            return NONE;
        }
        int at = list + 1;
        for (int depth = 0; at < most && (commas > 0 || depth > 0); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            commas -= c == ',' && depth == 0 ? 1 : 0;
        }
        at = Chars.skipSpace(text, at);
        return Chars.at(text, at) == '?' ? at : NONE;
    }

    /** The how manieth of its statement a question mark is. */
    private static int number(String text, int mark) {
        int marks = 1;
        int end = mark;
        for (int lines = 0; lines < MOST_LINES && end > mark - LONGEST && end >= 0; lines++) {
            int start = end;
            while (start > Math.max(0, mark - LONGEST) && !Chars.isBreak(text.charAt(start - 1))) {
                start--;
            }
            for (int i = start; i < end; i++) {
                marks += text.charAt(i) == '?' ? 1 : 0;
            }
            String line = text.substring(start, Math.max(start, end)).toLowerCase(Locale.ROOT);
            for (String verb : VERBS) {
                if (line.contains(verb)) {
                    return marks;
                }
            }
            end = start - 1;
        }
        return NONE;
    }

    // Parameters: bob(String), x(String)
    private static int listed(String text, int from, int number, Values values, int to) {
        int most = Chars.lineEnd(text, from, from + LONGEST);
        int at = from;
        for (int i = 1; i < number; i++) {
            int next = Chars.find(text, ", ", at, most);
            if (next < 0) {
                return NONE;
            }
            at = next + 2;
        }
        int end = Chars.find(text, ", ", at, most);
        end = end < 0 ? most : end;
        int type = text.lastIndexOf('(', end - 1);
        return type > at && values.add(at, type, Mode.EQUALS, true) ? to : NONE;
    }

    // binding parameter (2:VARCHAR) <- [x], binding parameter [2] as [VARCHAR] - [x]
    private static int single(String text, int from, int number, Values values, int to) {
        String later = "parameter (" + number + ":";
        String older = "parameter [" + number + "]";
        int most = Math.min(text.length(), from + LONGEST);
        int at = Chars.find(text, later, from, most);
        at = at < 0 ? Chars.find(text, older, from, most) : at;
        int line = at < 0 ? NONE : Chars.lineEnd(text, at, at + LONGEST_VALUE);
        int value = at < 0 ? NONE : Chars.find(text, "- [", at, line);
        if (value < 0) {
            return NONE;
        }
        int end = text.lastIndexOf(']', line - 1);
        return end > value + 3 && values.add(value + 3, end, Mode.EQUALS, true) ? to : NONE;
    }
}
