package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;

/** What belongs to a name, or says something about it, before the sign or the words behind which its value stands. */
final class Between {

    private static final int LONGEST_ASIDE = 48;
    private static final int MOST_CLOSERS = 4;
    private static final String CLOSERS = "\"'`]*)}";

    /** Before what stands for a value that is not there. */
    private static final String[] OTHERS = {"||", "??", "?:", "or "};

    private Between() {}

    // ["password":protected]=>, [password:Db:private] =>, as PHP prints what is in an object
    static int member(String text, int to, int p) {
        int colon = Chars.isQuote(Chars.at(text, to)) ? to + 1 : to;
        if (Chars.at(text, colon) != ':') {
            return p;
        }
        int end = colon;
        while (end < colon + LONGEST_ASIDE
                && (Chars.isAlnum(Chars.at(text, end)) || ":\"_\\".indexOf(Chars.at(text, end)) >= 0)) {
            end++;
        }
        boolean hidden = text.startsWith("private", end - 7) || text.startsWith("protected", end - 9);
        return hidden && Chars.at(text, end) == ']' ? end + 1 : p;
    }

    // process.env.PASSWORD || "x", os.environ.get("PASSWORD") or "x": where what stands for it begins
    static int fallback(String text, int q) {
        for (String or : OTHERS) {
            int next = Chars.skipBlanks(text, Math.min(text.length(), q + or.length()));
            if (text.startsWith(or, q) && Chars.isQuote(Chars.at(text, next))) {
                return next;
            }
        }
        return q;
    }

    static boolean isMade(String value) {
        return ValueLook.isRandom(value) || (value.length() >= FirstLook.RUN_LENGTH && ValueLook.isHex(value));
    }

    // quotes, brackets and stars that belong to the name
    static int closed(String text, int from) {
        int p = from;
        if (Chars.at(text, p) == '[') {
            int close = p + 1;
            while (Chars.isDigit(Chars.at(text, close))) {
                close++;
            }
            p = Chars.at(text, close) == ']' ? close + 1 : p;
        }
        int most = p + MOST_CLOSERS;
        while (p < most && p < text.length() && CLOSERS.indexOf(text.charAt(p)) >= 0) {
            p++;
        }
        return p;
    }

    // **Password:** x, and nothing else in its line
    static Gap marked(String text, int at) {
        int end = Chars.skipBlanks(text, BareValue.end(text, at));
        boolean alone = end >= text.length() || Chars.isBreak(text.charAt(end)) || Chars.isQuote(Chars.at(text, at));
        return new Gap(at, alone ? Mode.COLON : Mode.TOLD);
    }

    // password (again):
    static int aside(String text, int q) {
        if (text.startsWith("number: ", q)) {
            return q + "number".length();
        }
        if (text.startsWith(".:", q)) {
            return q + 1; // Tel.:
        }
        if (text.startsWith("..", q)) {
            return dots(text, q);
        }
        if (Chars.at(text, q) != '(') {
            return q;
        }
        for (int i = q; i < Math.min(text.length(), q + LONGEST_ASIDE) && !Chars.isBreak(text.charAt(i)); i++) {
            if (text.charAt(i) == ')') {
                int next = Chars.skipBlanks(text, i + 1);
                return Chars.at(text, next) == ':' || Chars.at(text, next) == '=' ? next : q;
            }
        }
        return q;
    }

    // Password........: x
    private static int dots(String text, int q) {
        int end = q;
        while (end < q + LONGEST_ASIDE && Chars.at(text, end) == '.') {
            end++;
        }
        int sign = Chars.skipBlanks(text, Math.min(end, text.length()));
        return Chars.at(text, sign) == ':' ? sign : q;
    }
}
