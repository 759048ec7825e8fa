package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;

/** Values in the lines behind their name: in YAML, in printed JSON, in lists. */
final class Blocks {

    private static final int LONGEST_QUOTED = 4_096;
    private static final int LONGEST_LIST = 4_000;
    private static final int MOST_ITEMS = 100;
    private static final int LONGEST_NAME = 200;

    private static final int SHORTEST_ALONE = 8;

    /** Below the name, above the value: how the data of a ConfigMap are described. */
    private static final String RULE = "----";

    private final String text;
    private final int nameStart;
    private final Values values;

    Blocks(String text, int nameStart, Values values) {
        this.text = text;
        this.nameStart = nameStart;
        this.values = values;
    }

    /** Whether nothing but blanks, a dash or an export stands before a name in its line. */
    static boolean beginsLine(String text, int nameStart) {
        int i = nameStart - 1;
        while (i >= 0 && (Chars.isBlank(text.charAt(i)) || text.charAt(i) == '-')) {
            i--;
        }
        return (i >= 0 && Chars.isBreak(text.charAt(i)))
                || (i < 0 && text.indexOf('\n') > 0)
                || ends(text, i, "export")
                || ends(text, i, "ENV");
    }

    private static boolean ends(String text, int last, String word) {
        return last >= word.length() - 1 && text.startsWith(word, last - word.length() + 1);
    }

    private int indent(int lineStart) {
        return Chars.skipBlanks(text, lineStart) - lineStart;
    }

    private int lineStart(int at) {
        int i = at;
        while (i > 0 && !Chars.isBreak(text.charAt(i - 1)) && at - i < LONGEST_LIST) {
            i--;
        }
        return i;
    }

    /** A value in the line behind the name. */
    void nextLine(int at, Mode mode) {
        int next = Chars.nextLine(text, at);
        int first = Tags.skip(text, Chars.skipBlanks(text, next));
        char c = Chars.at(text, first);
        if (c == '-' && Chars.isBlank(Chars.at(text, first + 1))) {
            items(next);
        } else if (Chars.isQuote(c)) {
            int end = BareValue.closingQuote(text, first + 1, c, LONGEST_QUOTED);
            char after = end < 0 ? ' ' : Chars.at(text, Chars.skipBlanks(text, end + 1));
            if (after != ':' && after != '=') {
                values.quoted(first, mode);
            }
        } else if (first - next > indent(lineStart(nameStart)) && isPair(first)) {
            children(next, indent(lineStart(nameStart)), Mode.PROSE);
        } else if (first - next > indent(lineStart(nameStart))) {
            int end = BareValue.end(text, first);
            char after = Chars.at(text, Chars.skipBlanks(text, end));
            if (Chars.at(text, Math.max(first, end - 1)) != ':' && after != ':' && after != '=') {
                values.add(first, end, mode, true);
                values.further(end, mode);
            }
        } else if (first == next && mode == Mode.COLON && isRule(next)) {
            ruled(Chars.nextLine(text, next));
        } else if (first == next) {
            alone(first, mode);
        }
    }

    private boolean isRule(int at) {
        return text.startsWith(RULE, at)
                && at + RULE.length() < text.length()
                && Chars.isBreak(text.charAt(at + RULE.length()));
    }

    // DB_PASSWORD:, a line of dashes, and one with nothing but the value
    private void ruled(int first) {
        int end = BareValue.end(text, first);
        if (end == text.length() || Chars.isBreak(Chars.at(text, end))) {
            values.add(first, end, Mode.EQUALS, true);
        }
    }

    // password=, and in the next line nothing but what a generator makes
    private void alone(int first, Mode mode) {
        int end = BareValue.end(text, first);
        boolean all = end == text.length() || Chars.isBreak(text.charAt(end));
        if (all && end - first >= SHORTEST_ALONE && ValueLook.isRandom(text.substring(first, end))) {
            values.add(first, end, mode, true);
        }
    }

    /** Whether a sign of YAML stands here after which a block begins. */
    static boolean isBlock(String text, int at) {
        int i = at + 1;
        while (i < at + 4
                && (Chars.at(text, i) == '-' || Chars.at(text, i) == '+' || Chars.isDigit(Chars.at(text, i)))) {
            i++;
        }
        i = Chars.skipBlanks(text, Math.min(i, text.length()));
        return i < text.length() && Chars.isBreak(text.charAt(i));
    }

    /** The indented lines of a block. */
    void block(int at) {
        int indent = indent(lineStart(nameStart));
        int first = Chars.nextLine(text, at);
        int line = first;
        int end = first;
        while (line < text.length()) {
            int lineEnd = Chars.lineEnd(text, line);
            if (lineEnd > line && indent(line) <= indent && Chars.skipBlanks(text, line) < lineEnd) {
                break;
            }
            end = lineEnd;
            line = Chars.nextLine(text, line);
        }
        values.add(Chars.skipSpace(text, first), end, Mode.EQUALS, true);
    }

    private void items(int from) {
        int line = from;
        for (int items = 0; items < MOST_ITEMS && line < text.length(); items++) {
            int first = Chars.skipBlanks(text, line);
            if (Chars.at(text, first) != '-' || !Chars.isBlank(Chars.at(text, first + 1))) {
                return;
            }
            int at = Chars.skipBlanks(text, first + 1);
            if (at < text.length() && Chars.isQuote(text.charAt(at))) {
                values.quoted(at, Mode.EQUALS);
            } else {
                int end = BareValue.end(text, at);
                // words that go on are a sentence about it
                boolean sentence = Chars.isLetter(Chars.at(text, Chars.skipBlanks(text, end)));
                if (Chars.at(text, end) != ':' && !sentence) {
                    values.add(at, end, Mode.EQUALS, true);
                }
            }
            line = Chars.nextLine(text, line);
        }
    }

    /** The values between brackets. */
    void list(int from) {
        int at = Chars.skipSpace(text, from);
        int most = Math.min(text.length(), from + LONGEST_LIST);
        while (at < most && text.charAt(at) != ']') {
            int end;
            if (Chars.isQuote(text.charAt(at))) {
                end = BareValue.closingQuote(text, at + 1, text.charAt(at), LONGEST_LIST);
                if (end < 0) {
                    return;
                }
                values.add(at + 1, end, Mode.EQUALS, true);
                end++;
            } else {
                end = at;
                while (end < most && ",]\n".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                values.add(at, end, Mode.EQUALS, false);
            }
            at = Chars.skipSpace(text, end);
            while (at < most && (text.charAt(at) == ',' || Chars.isSpace(text.charAt(at)))) {
                at++;
            }
            if (at <= end && at < most && text.charAt(at) != ']') {
                return;
            }
        }
    }

    private boolean isPair(int first) {
        int end = Chars.lineEnd(text, first, first + LONGEST_NAME);
        return Chars.find(text, ": ", first + 1, end) > 0;
    }

    /** The values of the names that stand below one, further to the right. */
    void children(int from, int indent, Mode mode) {
        int line = from;
        while (line < Math.min(text.length(), from + LONGEST_LIST) && indent(line) > indent) {
            int first = Chars.skipBlanks(text, line);
            int end = Chars.lineEnd(text, first, first + LONGEST_NAME);
            int colon = Chars.find(text, ": ", first + 1, end);
            if (colon > 0) {
                int at = Chars.skipBlanks(text, colon + 1);
                if (Chars.isQuote(Chars.at(text, at))) {
                    values.quoted(at, mode);
                } else if (!isBlock(text, at)) {
                    values.add(at, BareValue.end(text, at), mode, false);
                }
            }
            line = Chars.nextLine(text, line);
        }
    }

    /** What stands in the data of a secret that is written as JSON, before its kind or behind it. */
    static void object(View view, int at, Search search) {
        String text = view.text();
        KeyName name = new KeyName(KeyName.Strength.PASSWORD, "kubernetes-secret", false);
        Values values = new Values(view, search, name, at);
        for (String section : new String[] {"\"data\"", "\"stringData\""}) {
            int data = search.mayRead(LONGEST_LIST / 4)
                    ? Chars.find(text, section, at - LONGEST_LIST, at + LONGEST_LIST)
                    : -1;
            int open = data < 0 ? -1 : Chars.find(text, "{", data, data + section.length() + 4);
            int close = open < 0 ? -1 : Chars.find(text, "}", open, open + LONGEST_LIST);
            int i = open;
            while (i >= 0 && i < close) {
                int colon = Chars.find(text, ":", i, close);
                int value = colon < 0 ? close : Chars.skipSpace(text, colon + 1);
                if (value < close && Chars.isQuote(text.charAt(value))) {
                    values.quoted(value, Mode.EQUALS);
                    int end = BareValue.closingQuote(text, value + 1, text.charAt(value), LONGEST_QUOTED);
                    value = end < 0 ? close : end;
                }
                i = value + 1;
            }
        }
    }

    /** What stands under data in a manifest of a secret; the kind of the manifest ends at an index. */
    static void manifest(View view, int from, Search search) {
        String text = view.text();
        for (String section : new String[] {"\ndata:", "\nstringData:"}) {
            int at = Chars.find(text, section, from, from + LONGEST_LIST);
            if (at >= 0) {
                KeyName name = new KeyName(KeyName.Strength.PASSWORD, "kubernetes-secret", false);
                Values values = new Values(view, search, name, at + 1);
                values.children(Chars.nextLine(text, at + 1));
            }
        }
    }
}
