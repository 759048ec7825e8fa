package io.aiops4j.core.redact;

import java.util.Locale;

/**
 * What stands between a name and its value.
 *
 * @param at where the value may begin
 * @param mode how the two are bound together
 */
record Gap(int at, Mode mode) {

    /** How a name and a value are bound together. */
    enum Mode {
        NONE,
        /** name=value, name => value */
        EQUALS,
        /** name: value */
        COLON,
        /** &lt;name>value&lt;/name> */
        ELEMENT,
        /** --name value */
        FLAG,
        /** name("value"), put("name", "value") */
        CALL,
        /** name is value: the value must look like one, or like a phrase that somebody made up */
        TOLD,
        /** name value: anything may follow, so the value must look like one */
        PROSE;

        /** Whether nothing but words binds the two together. */
        boolean isLoose() {
            return this == TOLD || this == PROSE;
        }
    }

    private static final Gap NONE = new Gap(0, Mode.NONE);
    private static final int LONGEST_ASIDE = 48;
    private static final int LONGEST_SPACE = 200;
    private static final String[] OPTIONS = {
        "--type SecureString --value ",
        "--value ",
        "--value=",
        "--body ",
        "--body=",
        "--secret-string ",
        "--secret-string="
    };

    /** What follows a name that stands between two indexes. */
    static Gap behind(String text, int from, int to, boolean flag) {
        char before = Chars.at(text, from - 1);
        if (before == '<' || (before == ':' && opensElement(text, from - 2))) {
            int close = elementEnd(text, to);
            return close < 0 ? NONE : new Gap(close, Mode.ELEMENT);
        }
        boolean quoted = Chars.isQuote(before) && Chars.at(text, to) == before;
        int p = Between.member(text, to, Between.closed(text, to));
        if (quoted && Chars.at(text, p) == '>') {
            return new Gap(p + 1, Mode.ELEMENT);
        }
        int q = Chars.skipBlanks(text, Math.min(p, text.length()));
        if (q == to && Chars.at(text, q) == '(' && Chars.isQuote(Chars.at(text, q + 1))) {
            return new Gap(q + 1, Mode.CALL);
        }
        int other = Between.fallback(text, q);
        if (other > q && q > p && (p > to || Chars.at(text, q) != 'o')) {
            return new Gap(other, Mode.TOLD);
        }
        q = Between.aside(text, q);
        Gap signed = sign(text, q);
        if (signed.mode != Mode.NONE) {
            return signed;
        }
        if (quoted && Chars.at(text, q) == ',' && (Chars.at(text, from - 2) == '(' || isLaterPair(text, from - 2))) {
            int value = Chars.skipSpace(text, q + 1);
            return Chars.isQuote(Chars.at(text, value)) ? new Gap(value, Mode.CALL) : NONE;
        }
        if (before == '{' && Chars.at(text, to) == ',') {
            int value = Chars.skipBlanks(text, to + 1); // {password, "x"} of Erlang
            return Chars.at(text, value) == '"' ? new Gap(value, Mode.CALL) : NONE;
        }
        if (text.startsWith("{ get;", q)) {
            int set = Chars.find(text, "} = ", q, q + LONGEST_ASIDE);
            return set < 0 || Chars.at(text, set + 4) != '"' ? NONE : new Gap(set + 4, Mode.EQUALS);
        }
        if (quoted && Chars.at(text, p) == ',' && Chars.at(text, from - 2) == '[') {
            int value = Chars.skipBlanks(text, p + 1);
            int end = Chars.isQuote(Chars.at(text, value))
                    ? BareValue.closingQuote(text, value + 1, before, LONGEST_SPACE)
                    : -1;
            // ["X-Api-Key", "x"], but not a list of names
            boolean made = end > 0 && Chars.at(text, end + 1) == ']' && Between.isMade(text.substring(value + 1, end));
            return made ? new Gap(value, Mode.CALL) : NONE;
        }
        Gap pair = flag ? Arguments.behind(text, from, to) : Pairs.behind(text, p);
        if (pair != null) {
            return pair;
        }
        if (q == to && Chars.at(text, q) == '<') {
            return new Gap(q + 1, Mode.PROSE);
        }
        if (Chars.at(text, q) == '{' && isBlock(text, from)) {
            return new Gap(q, Mode.EQUALS);
        }
        int held = Chars.at(text, q) == '(' && !flag ? held(text, q + 1) : -1;
        if (held >= 0) {
            return held == 0 ? NONE : new Gap(held, Mode.EQUALS);
        }
        if (q == p || q >= text.length()) {
            return NONE;
        }
        if (!flag && Chars.at(text, q) == '(' && isPlace(text, q)) {
            return NONE;
        }
        if (isVariable(text, from)) {
            return new Gap(q, Mode.EQUALS);
        }
        int option = flag ? q : option(text, q);
        if (flag || option > q) {
            return new Gap(option, Mode.FLAG);
        }
        if (Chars.at(text, q) == '\'' && text.regionMatches(true, from - 5, "with ", 0, 5)) {
            return new Gap(q, Mode.CALL);
        }
        return isCell(text, from, p, q) ? new Gap(q, Mode.COLON) : Prose.behind(text, q);
    }

    // AccessToken(value=x); 0 if what a function was called with follows, as debuggers print it: check_password
    // (user=0x7f)
    private static int held(String text, int from) {
        int end = from;
        while (Chars.isAlnum(Chars.at(text, end)) || Chars.at(text, end) == '_') {
            end++;
        }
        if (isTime(text, from)) {
            return 0;
        }
        if (text.startsWith("value: ", from)) {
            return end + 2;
        }
        if (end == from || Chars.at(text, end) != '=' || Chars.at(text, end + 1) == '=') {
            return -1;
        }
        String name = text.substring(from, end).toLowerCase(Locale.ROOT);
        return name.equals("value") || name.equals("tokenvalue") ? end + 1 : 0;
    }

    // TestLoginPassword (0.02s)
    private static boolean isTime(String text, int from) {
        int end = from;
        while (Chars.isDigit(Chars.at(text, end)) || Chars.at(text, end) == '.') {
            end++;
        }
        int unit = end;
        while (Chars.isLower(Chars.at(text, end)) && end < unit + 2) {
            end++;
        }
        return unit > from && end > unit && Chars.at(text, end) == ')';
    }

    // put-parameter --name /db/password --value x
    private static int option(String text, int q) {
        for (String option : OPTIONS) {
            if (text.startsWith(option, q)) {
                return Chars.skipBlanks(text, q + option.length());
            }
        }
        return q;
    }

    // variable "name" {
    private static boolean isBlock(String text, int from) {
        return Chars.isQuote(Chars.at(text, from - 1))
                && (text.startsWith("variable ", from - 10) || text.startsWith("output ", from - 8));
    }

    // ENV NAME x, setenv NAME x, set -x NAME x
    private static boolean isVariable(String text, int from) {
        if (text.startsWith("ENV ", from - 4) || text.startsWith("setenv ", from - 7)) {
            return true;
        }
        int set = Chars.find(text, "set -", from - 9, from);
        return set >= 0 && Chars.isBlank(text.charAt(from - 1)) && Chars.find(text, " ", set + 4, from) == from - 1;
    }

    // at verifyToken (auth.js:12:5)
    private static boolean isPlace(String text, int q) {
        int most = Math.min(text.length(), q + LONGEST_SPACE);
        boolean part = false;
        for (int i = q + 1; i < most && !Chars.isSpace(text.charAt(i)); i++) {
            char c = text.charAt(i);
            part |= c == '/' || c == '.' || c == '<';
            if (c == ')') {
                return part && (Chars.isDigit(text.charAt(i - 1)) || text.charAt(i - 1) == '>');
            }
        }
        return false;
    }

    // ->verify(
    private static boolean isMethod(String text, int from) {
        int i = from;
        while (Chars.isAlnum(Chars.at(text, i)) || Chars.at(text, i) == '_') {
            i++;
        }
        return i > from && Chars.at(text, i) == '(';
    }

    // a name at the beginning of its line, far behind it one word, and nothing more: a table without lines
    private static boolean isCell(String text, int from, int p, int q) {
        boolean loud = isLoud(text, from, p);
        boolean far = q - p >= 2 || Chars.at(text, p) == '\t' || loud;
        if (!far || !(Blocks.beginsLine(text, from) || (loud && from == 0))) {
            return false;
        }
        int end = BareValue.end(text, q);
        int rest = Chars.skipBlanks(text, end);
        return rest >= text.length() || Chars.isBreak(text.charAt(rest));
    }

    // SMTP_PASS
    private static boolean isLoud(String text, int from, int to) {
        boolean parted = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            parted |= c == '_';
            if (!Chars.isUpper(c) && !Chars.isDigit(c) && c != '_') {
                return false;
            }
        }
        return parted;
    }

    // Map.of("region", "eu", "password", "x")
    private static boolean isLaterPair(String text, int before) {
        int comma = before;
        while (Chars.isSpace(Chars.at(text, comma)) && comma > before - LONGEST_ASIDE) {
            comma--;
        }
        int map = Chars.at(text, comma) == ',' ? Chars.find(text, "Map.of(", before - LONGEST_SPACE, before) : -1;
        return map >= 0;
    }

    private static boolean opensElement(String text, int from) {
        int i = from;
        while (i > from - LONGEST_ASIDE && Chars.isAlnum(Chars.at(text, i))) {
            i--;
        }
        return Chars.at(text, i) == '<';
    }

    private static int elementEnd(String text, int from) {
        for (int i = from; i < Math.min(text.length(), from + LONGEST_SPACE); i++) {
            char c = text.charAt(i);
            if (c == '>') {
                return text.charAt(i - 1) == '/' ? -1 : i + 1;
            }
            if (c == '<' || (i == from && !Chars.isSpace(c))) {
                return -1;
            }
        }
        return -1;
    }

    private static Gap sign(String text, int q) {
        switch (Chars.at(text, q)) {
            case '=' -> {
                int end = q + 1;
                while (end < q + 3
                        && (Chars.at(text, end) == '=' || Chars.at(text, end) == '>' || Chars.at(text, end) == '~')) {
                    end++;
                }
                return new Gap(end, Mode.EQUALS);
            }
            case ':' -> {
                if (Chars.at(text, q + 1) == '=') {
                    return new Gap(q + 2, Mode.EQUALS);
                }
                if (text.startsWith("::", q) && Chars.find(text, "::set-output name=", q - LONGEST_ASIDE, q) >= 0) {
                    return new Gap(q + 2, Mode.EQUALS);
                }
                if (text.startsWith("** ", q + 1) || text.startsWith("__ ", q + 1)) {
                    return Between.marked(text, Chars.skipBlanks(text, q + 3));
                }
                boolean other = Chars.at(text, q + 1) == ':' || text.startsWith("//", q + 1);
                return other ? NONE : new Gap(q + 1, Mode.COLON);
            }
            case '<' -> {
                return text.startsWith("<- ", q) ? new Gap(q + 2, Mode.EQUALS) : NONE;
            }
            case '?', '+' -> {
                return Chars.at(text, q + 1) == '=' ? new Gap(q + 2, Mode.EQUALS) : NONE;
            }
            case '-' -> {
                if (text.startsWith("- [", q) && Chars.find(text, "binding parameter", q - LONGEST_SPACE, q) >= 0) {
                    return new Gap(q + 2, Mode.EQUALS);
                }
                if (text.startsWith("- ", q) && Chars.isBlank(Chars.at(text, q - 1))) {
                    return new Gap(q + 2, Mode.PROSE);
                }
                return Chars.at(text, q + 1) == '>' && !isMethod(text, q + 2) ? new Gap(q + 2, Mode.EQUALS) : NONE;
            }
            case '\u2192', '\uFF1A', '\uFF1D' -> {
                return new Gap(q + 1, Mode.EQUALS);
            }
            case '|', '\u2502' -> {
                return new Gap(Chars.skipBlanks(text, q + 1), Mode.PROSE);
            }
            default -> {
                return NONE;
            }
        }
    }
}
