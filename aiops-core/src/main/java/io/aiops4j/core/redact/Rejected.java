package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;

/**
 * Values of fields that were not accepted, as validators report them: {@code on field 'password': rejected value [x]},
 * {@code input_value='x'} in the line below the field, and {@code {"loc": ["body", "password"], "input": "x"}}.
 */
final class Rejected {

    private static final String[] FIELDS = {"param", "path", "field", "property", "attribute"};
    private static final String[] VALUES = {"value", "input", "rejectedValue", "invalidValue"};
    private static final String SAID = "rejected value [";
    private static final String GIVEN = "input_value=";
    private static final int LONGEST = 400;
    private static final int LEAD = 48;

    private Rejected() {}

    /** Behind the value of the field whose name stands between two indexes, or -1. */
    static int read(View view, int from, int to, KeyName name, Search search) {
        String text = view.text();
        if (to >= text.length()) {
            return -1;
        }
        Values values = new Values(view, search, name, from);
        if (Chars.isBreak(text.charAt(to))) {
            return below(text, from, to, values, search);
        }
        if (!Chars.isQuote(text.charAt(to))) {
            return -1;
        }
        int said = Chars.find(text, SAID, to, to + LEAD);
        if (said >= 0) {
            int value = said + SAID.length();
            int line = Chars.lineEnd(text, value, value + LONGEST);
            int end = Chars.find(text, "]; ", value, line);
            end = end < 0 ? Chars.find(text, "]", value, line) : end;
            return end > value && values.add(value, end, Mode.EQUALS, true) ? end : -1;
        }
        return isField(text, from, to) && search.mayRead(2 * LONGEST) ? object(text, from, to, values) : -1;
    }

    private static int below(String text, int from, int to, Values values, Search search) {
        if ((from > 0 && !Chars.isBreak(text.charAt(from - 1))) || !search.mayRead(LONGEST)) {
            return -1;
        }
        int next = Chars.nextLine(text, to);
        int end = Chars.lineEnd(text, next, next + LONGEST);
        int given = Chars.find(text, GIVEN, next, end);
        int value = given + GIVEN.length();
        if (given < 0 || !Chars.isQuote(Chars.at(text, value))) {
            return -1;
        }
        values.quoted(value, Mode.EQUALS);
        return value;
    }

    // "param": "password", "loc": ["body", "password"]
    private static boolean isField(String text, int from, int to) {
        char quote = text.charAt(to);
        if (Chars.at(text, from - 1) != quote) {
            return false;
        }
        int least = from - 1;
        while (least > Math.max(0, from - LEAD) && "{}".indexOf(text.charAt(least)) < 0) {
            least--;
        }
        if (Chars.find(text, quote + "loc" + quote, least, from) >= 0) {
            char next = Chars.at(text, to + 1);
            return next == ']' || next == ')';
        }
        int at = from - 2;
        while (at > least && (Chars.isBlank(text.charAt(at)) || text.charAt(at) == ':')) {
            at--;
        }
        for (String field : FIELDS) {
            if (text.startsWith(quote + field + quote, at - field.length() - 1)) {
                return true;
            }
        }
        return false;
    }

    private static int object(String text, int from, int to, Values values) {
        int open = from;
        while (open > Math.max(0, from - LONGEST) && text.charAt(open) != '{') {
            open--;
        }
        int close = Chars.find(text, "}", to, to + LONGEST);
        char quote = text.charAt(to);
        for (String each : VALUES) {
            String key = quote + each + quote;
            int at = Chars.find(text, key, open, close < 0 ? to + LONGEST : close);
            int sign = at < 0 ? -1 : Chars.skipBlanks(text, at + key.length());
            int value = sign < 0 || Chars.at(text, sign) != ':' ? -1 : Chars.skipBlanks(text, sign + 1);
            if (value >= 0 && Chars.isQuote(Chars.at(text, value))) {
                values.quoted(value, Mode.EQUALS);
                return to;
            }
        }
        return -1;
    }
}
