package io.aiops4j.core.redact;

/** What stands before a value and is none of it: tags of YAML, letters that mark a string, what wraps it. */
final class Tags {

    private static final String[] WRAPPERS = {"Some(", "Just(", "Optional(", "Optional.of(", "Optional.ofNullable("};

    private static final int FAR = 1_000;
    private static final int LONGEST = 4_096;

    private Tags() {}

    /** Behind what wraps the value that begins at an index. */
    static int skip(String text, int from) {
        int at = from;
        if (Chars.at(text, at) == '!') {
            int end = at;
            while (end < text.length() && !Chars.isSpace(text.charAt(end))) {
                end++;
            }
            boolean tagged = text.startsWith("!!", at)
                    || text.startsWith("!vault", at)
                    || text.startsWith("!binary", at)
                    || text.startsWith("!Sub ", at);
            at = tagged ? Chars.skipBlanks(text, end) : at;
        }
        if (Chars.at(text, at) == '&' && Code.referenceEnd(text, at) < 0) {
            int end = at + 1;
            while (Chars.isAlnum(Chars.at(text, end)) || Chars.at(text, end) == '_' || Chars.at(text, end) == '-') {
                end++;
            }
            int next = Chars.skipBlanks(text, Math.min(end, text.length()));
            return end > at + 1 && next > end && next < text.length() && !Chars.isBreak(text.charAt(next))
                    ? next
                    : at; // an anchor
        }
        if (text.startsWith("string(", at)) {
            int close = at + 7;
            while (Chars.isDigit(Chars.at(text, close))) {
                close++;
            }
            return text.startsWith(") \"", close) ? close + 2 : at;
        }
        for (String wrapper : WRAPPERS) {
            int inner = at + wrapper.length();
            if (text.startsWith(wrapper, at) && Chars.isQuote(Chars.at(text, inner))) {
                return inner;
            }
        }
        boolean marks = "brufN@$".indexOf(Chars.at(text, at)) >= 0 && Chars.isQuote(Chars.at(text, at + 1));
        return marks ? at + 1 : at;
    }

    /** Where the value begins that stands for a parameter such as $1 further on, as databases log it, or -1. */
    static int parameter(String text, int at, Search search) {
        int end = at + 1;
        while (Chars.isDigit(Chars.at(text, end)) && end < at + 4) {
            end++;
        }
        if (Chars.at(text, at) != '$'
                || end == at + 1
                || Chars.isAlnum(Chars.at(text, end))
                || !search.mayRead(FAR / 4)) {
            return -1;
        }
        int bound = Chars.find(text, text.substring(at, end) + " = '", end, end + FAR);
        return bound < 0 ? -1 : bound + end - at + 3;
    }

    /** Where braces end that hold a value as connection strings write it: UID=app;PWD={x}; or -1. */
    static int braceEnd(String text, int nameStart, int open) {
        int close = open + 1;
        while (close < Math.min(text.length(), open + FAR)
                && "}\"':=".indexOf(text.charAt(close)) < 0
                && !Chars.isSpace(text.charAt(close))) {
            close++;
        }
        boolean listed = Chars.at(text, nameStart - 1) == ';' || Chars.at(text, close + 1) == ';';
        return listed && Chars.at(text, open - 1) == '=' && Chars.at(text, close) == '}' && close > open + 1
                ? close
                : -1;
    }

    /** Where what an element holds ends. */
    static int elementEnd(String text, int at) {
        int end = at;
        int most = Math.min(text.length(), at + LONGEST);
        while (end < most && text.charAt(end) != '<' && !text.startsWith("]]>", end)) {
            end++;
        }
        return end;
    }

    /** Where what an element holds begins. */
    static int cdata(String text, int at) {
        int i = Chars.skipSpace(text, at);
        if (text.startsWith("<value>", i)) {
            return i + 7;
        }
        if (text.startsWith("<![CDATA[", i)) {
            return i + 9;
        }
        // <property><name>password</name><value>x
        return i;
    }

    /** Whether a mark begins that says how a value is hashed, such as {SSHA}. */
    static boolean isMarked(String text, int at) {
        int end = at + 1;
        while (Chars.isUpper(Chars.at(text, end)) || Chars.isDigit(Chars.at(text, end))) {
            end++;
        }
        return end > at + 2 && Chars.at(text, end) == '}' && !Chars.isSpace(Chars.at(text, end + 1));
    }
}
