package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import java.util.Locale;

/** Values that stand below the name of their column: in tables with a head, and in rows that are inserted into a database. */
final class Columns {

    private static final int LONGEST_LIST = 2_000;
    private static final int LONGEST_HEAD = 1_000;
    private static final int LONGEST_CELL = 64;
    private static final int MOST_ROWS = 200;
    private static final int INTO = 200;
    private static final String SEPARATORS = "|,;\t";

    private final String text;
    private final Values values;
    private final Search search;
    private char closing = '\n';

    Columns(View view, int from, KeyName name, Search search) {
        this.text = view.text();
        this.values = new Values(view, search, name, from);
        this.search = search;
    }

    /** Behind the last value of the column whose name stands between two indexes, or -1 if it is none. */
    int read(int from, int to) {
        int after = to;
        while (after < text.length() && (Chars.isQuote(text.charAt(after)) || text.charAt(after) == ']')) {
            after++;
        }
        int tab = after;
        after = Chars.skipBlanks(text, after);
        tab = Chars.find(text, "\t", tab, after);
        if (tab >= 0) {
            after = tab;
        }
        while (tab < 0
                && after < text.length()
                && (Chars.isDigit(text.charAt(after)) || Chars.isBlank(text.charAt(after)))) {
            after++; // key 1, key 2
        }
        char next = Chars.at(text, after);
        boolean list = next == ')' || next == ',';
        int end = list ? inserted(from, after) : -1;
        if (end >= 0) {
            return end;
        }
        if ((search.bits() & FirstLook.BREAK) == 0) {
            return SEPARATORS.indexOf(next) >= 0 && after < text.length() ? beside(from, after) : -1;
        }
        boolean last = after >= text.length() || Chars.isBreak(next);
        int table =
                last || after > to || tab >= 0 ? new Aligned(text, values, search).read(lineStart(from), from, to) : -1;
        if (table >= 0) {
            return table;
        }
        table = last || SEPARATORS.indexOf(next) >= 0 ? below(from, after) : -1;
        return table < 0 && SEPARATORS.indexOf(next) >= 0 ? beside(from, after) : table;
    }

    // shop,db_password,x: a table whose rows name what they hold
    private int beside(int from, int after) {
        char separator = text.charAt(after);
        char before = Chars.at(text, from - 1);
        int end = Chars.lineEnd(text, after + 1, after + LONGEST_CELL * 2);
        if (before != separator && from > 0 && !Chars.isBreak(before) && !(separator == '|' && before == ' ')) {
            return -1;
        }
        int stop = Chars.find(text, String.valueOf(separator), after + 1, end);
        int at = Chars.skipBlanks(text, after + 1);
        int to = stop < 0 ? BareValue.end(text, at) : stop;
        String cell = text.substring(at, Math.max(at, to)).strip();
        boolean row = separator == '|' && stop > 0 && (before == '|' || Chars.at(text, from - 2) == '|');
        if (row && cell.indexOf(' ') < 0 && values.add(at, at + cell.length(), Mode.TOLD, false)) {
            return to;
        }
        boolean made = ValueLook.isRandom(cell) || ValueLook.isUuid(cell) || ValueLook.isPhrase(cell);
        return made && cell.indexOf(' ') < 0 && values.add(at, at + cell.length(), Mode.EQUALS, true) ? to : -1;
    }

    // insert into users (name, password) values ('bob', 'x'), ('carol', 'y')
    private int inserted(int from, int after) {
        if (!search.mayRead(LONGEST_LIST / 4)) {
            return -1;
        }
        int index = 0;
        int open = from - 1;
        int least = Math.max(0, from - LONGEST_LIST);
        while (open > least && text.charAt(open) != '(' && text.charAt(open) != ')') {
            index += text.charAt(open) == ',' ? 1 : 0;
            open--;
        }
        if (open < least || text.charAt(open) != '(' || !isInto(open)) {
            return -1;
        }
        int close = Chars.find(text, ")", after, after + LONGEST_LIST);
        if (close < 0) {
            return -1;
        }
        int at = Chars.skipSpace(text, close + 1);
        if (text.regionMatches(true, at, "from stdin", 0, 10)) {
            return copied(Chars.nextLine(text, at), index);
        }
        if (!text.regionMatches(true, at, "values", 0, 6)) {
            return -1;
        }
        at = Chars.skipSpace(text, at + 6);
        int end = -1;
        for (int rows = 0; rows < MOST_ROWS && Chars.at(text, at) == '('; rows++) {
            if (!search.mayRead(LONGEST_LIST / 4)) {
                break;
            }
            at = row(at + 1, index);
            end = at;
            at = Chars.skipSpace(text, at);
            at = Chars.at(text, at) == ',' ? Chars.skipSpace(text, at + 1) : at;
        }
        return end;
    }

    // copy users (name, password) from stdin; and rows of cells that tabs part
    private int copied(int from, int index) {
        int end = -1;
        int line = from;
        for (int rows = 0; rows < MOST_ROWS && line < text.length() && text.charAt(line) != '\\'; rows++) {
            int stop = Chars.lineEnd(text, line, line + LONGEST_LIST);
            if (!search.mayRead(stop - line)) {
                break;
            }
            end = Math.max(end, cell(line, stop, index, '\t'));
            line = Chars.nextLine(text, stop);
        }
        return end;
    }

    private boolean isInto(int open) {
        String before = text.substring(Math.max(0, open - INTO), open).toLowerCase(Locale.ROOT);
        return before.contains("into ") || before.contains("copy ");
    }

    private int row(int from, int index) {
        int column = 0;
        int depth = 0;
        int start = from;
        int most = Math.min(text.length(), from + LONGEST_LIST);
        int i = from;
        for (; i < most; i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                int close = BareValue.closingQuote(text, i + 1, c, LONGEST_LIST);
                if (close < 0) {
                    return i;
                }
                if (column == index) {
                    values.add(i + 1, close, Mode.EQUALS, true);
                }
                i = close;
            } else if (c == '(') {
                depth++;
            } else if ((c == ',' || c == ')') && depth == 0) {
                if (column == index
                        && ValueLook.isDigits(text.substring(start, i).strip())) {
                    values.add(start, i, Mode.EQUALS, false);
                }
                column++;
                start = i + 1;
                if (c == ')') {
                    return i + 1;
                }
            } else if (c == ')') {
                depth--;
            }
        }
        return i;
    }

    // name,password and below it bob,x; also with | between, and a line under the head
    private int below(int from, int after) {
        int lineStart = lineStart(from);
        // in a quoted text the table ends with it
        char open = Chars.at(text, lineStart - 1);
        closing = Chars.isQuote(open) && text.charAt(lineStart) != open ? open : '\n';
        int lineEnd = lineEnd(after, LONGEST_HEAD);
        if (!search.mayRead(lineEnd - lineStart)) {
            return -1;
        }
        char separator = separator(lineStart, lineEnd);
        if (separator == 0 || !isHead(lineStart, lineEnd, separator)) {
            return -1;
        }
        int index = count(lineStart, from, separator);
        int all = count(lineStart, lineEnd, separator);
        int end = -1;
        int line = Chars.nextLine(text, lineEnd);
        for (int rows = 0; rows < MOST_ROWS && line < text.length(); rows++) {
            int stop = lineEnd(line, LONGEST_LIST);
            if (!search.mayRead(stop - line)) {
                break;
            }
            if (!isRule(line, stop)) {
                if (count(line, stop, separator) != all) {
                    break;
                }
                end = Math.max(end, cell(line, stop, index, separator));
            }
            if (!Chars.isBreak(Chars.at(text, stop))) {
                break;
            }
            line = Chars.nextLine(text, stop);
        }
        return end;
    }

    private int lineStart(int from) {
        int lineStart = from;
        while (lineStart > 0 && from - lineStart < LONGEST_HEAD && !opens(lineStart - 1)) {
            lineStart--;
        }
        return lineStart;
    }

    // a line break, or the quote with which a text begins that holds the table
    private boolean opens(int at) {
        char c = text.charAt(at);
        char before = Chars.at(text, at - 1);
        return Chars.isBreak(c)
                || (Chars.isQuote(c)
                        && (before == ':' || before == '=' || before == '(' || before == ' ')
                        && !isCell(at));
    }

    // "id","user": the quote belongs to a cell alone
    private boolean isCell(int at) {
        int close = at + 1;
        while (close < at + LONGEST_CELL && (Chars.isAlnum(Chars.at(text, close)) || Chars.at(text, close) == '_')) {
            close++;
        }
        char next = Chars.at(text, close + 1);
        return Chars.at(text, close) == text.charAt(at) && (SEPARATORS.indexOf(next) >= 0 || Chars.isBreak(next));
    }

    private int lineEnd(int from, int longest) {
        int end = Chars.lineEnd(text, from, from + longest);
        int quote = closing == '\n' ? -1 : Chars.find(text, String.valueOf(closing), from, end);
        return quote < 0 ? end : quote;
    }

    private char separator(int from, int to) {
        for (int i = 0; i < SEPARATORS.length(); i++) {
            if (count(from, to, SEPARATORS.charAt(i)) > 0) {
                return SEPARATORS.charAt(i);
            }
        }
        return 0;
    }

    private boolean isHead(int from, int to, char separator) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == separator) {
                if (i - start > LONGEST_CELL) {
                    return false;
                }
                start = i + 1;
            } else if (!Chars.isAlnum(text.charAt(i)) && "_- .\"'`\t".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        // behind a comma of prose stands a blank
        return separator != ',' || Chars.find(text, ", ", from, to) < 0;
    }

    // |---|:--:|, +----+, and nothing at all
    private boolean isRule(int from, int to) {
        for (int i = from; i < to; i++) {
            if ("-+|: =".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** How many separators stand between two indexes, outside of quotes. */
    private int count(int from, int to, char separator) {
        int count = 0;
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            quoted ^= text.charAt(i) == '"';
            count += text.charAt(i) == separator && !quoted ? 1 : 0;
        }
        return count;
    }

    private int cell(int from, int to, int index, char separator) {
        int column = 0;
        boolean quoted = false;
        int start = from;
        for (int i = from; i <= to; i++) {
            quoted ^= i < to && text.charAt(i) == '"';
            if (i == to || (text.charAt(i) == separator && !quoted)) {
                if (column++ == index) {
                    int at = Chars.skipBlanks(text, start);
                    int end = i;
                    while (end > at && Chars.isSpace(text.charAt(end - 1))) {
                        end--;
                    }
                    boolean marked =
                            end - at > 1 && Chars.isQuote(text.charAt(at)) && text.charAt(end - 1) == text.charAt(at);
                    return values.add(at + (marked ? 1 : 0), end - (marked ? 1 : 0), Mode.EQUALS, marked) ? end : -1;
                }
                start = i + 1;
            }
        }
        return -1;
    }
}
