package io.aiops4j.core.redact;

/** What stands before a value and says how it is written. */
final class Marks {

    private Marks() {}

    /** Where a value begins before which there may be a tag or an anchor of YAML, a type, or a letter that marks a string. */
    static int skip(String text, int from) {
        int at = from;
        if (Chars.at(text, at) == '!') {
            int end = at;
            while (end < text.length() && !Chars.isSpace(text.charAt(end))) {
                end++;
            }
            boolean tagged =
                    text.startsWith("!!", at) || text.startsWith("!vault", at) || text.startsWith("!binary", at);
            at = tagged ? Chars.skipBlanks(text, end) : at;
        }
        if (Chars.at(text, at) == '&') {
            int end = at + 1;
            while (Chars.isAlnum(Chars.at(text, end)) || Chars.at(text, end) == '_' || Chars.at(text, end) == '-') {
                end++;
            }
            int value = Chars.skipBlanks(text, Math.min(end, text.length()));
            return end > at + 1 && value > end && value < text.length() ? value : at; // an anchor
        }
        if (text.startsWith("string(", at)) {
            int close = at + 7;
            while (Chars.isDigit(Chars.at(text, close))) {
                close++;
            }
            return text.startsWith(") \"", close) ? close + 2 : at;
        }
        if (text.startsWith("Some(", at) && Chars.isQuote(Chars.at(text, at + 5))) {
            return at + 5;
        }
        boolean marks = "brufN@$".indexOf(Chars.at(text, at)) >= 0 && Chars.isQuote(Chars.at(text, at + 1));
        return marks ? at + 1 : at;
    }
}
