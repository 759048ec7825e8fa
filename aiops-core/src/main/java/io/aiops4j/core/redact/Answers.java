package io.aiops4j.core.redact;

/**
 * What stands alone in a line below one that asked for it: what a command printed that was told to show a secret, and what an
 * installer says to sign in with.
 */
final class Answers {

    private static final String[] PROMPTS = {"$ ", "# ", "> ", "% ", "+ ", "PS "};
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST = 4_096;
    private static final int SHORTEST = 8;

    private Answers() {}

    /** Behind the answer to the line that a name stands in, or -1. */
    static int below(View view, int from, int to, KeyName name, Search search) {
        String text = view.text();
        int end = Chars.lineEnd(text, to, to + LONGEST_LINE);
        if (end >= text.length() || !Chars.isBreak(text.charAt(end)) || !search.mayRead(LONGEST_LINE)) {
            return -1;
        }
        if (Chars.at(text, lastOf(text, end)) != ':' && !isCommand(text, from)) {
            return -1;
        }
        int at = Chars.skipSpace(text, end);
        int last = at;
        while (last < Math.min(text.length(), at + LONGEST) && !Chars.isSpace(text.charAt(last))) {
            last++;
        }
        boolean alone = last == text.length() || Chars.isBreak(Chars.at(text, Chars.skipBlanks(text, last)));
        if (!alone || last - at < SHORTEST || !isSecret(text.substring(at, last))) {
            return -1;
        }
        search.spans().add(view, at, last, name.kind());
        return last;
    }

    private static int lastOf(String text, int end) {
        int i = end - 1;
        while (i > 0 && Chars.isBlank(text.charAt(i))) {
            i--;
        }
        return i;
    }

    // a sum says which version of something it is, and opens nothing
    private static boolean isSecret(String value) {
        boolean sum = ValueLook.isHex(value) && (value.length() == 40 || value.length() == 64);
        if (sum || ValueLook.isReference(value)) {
            return false;
        }
        int sign = value.indexOf('=');
        boolean whole = value.indexOf("://") < 0 && (sign < 0 || sign >= value.length() - 2);
        return ValueLook.isDense(value) || (whole && ValueLook.isRandom(value));
    }

    private static boolean isCommand(String text, int from) {
        int line = from;
        while (line > Math.max(0, from - LONGEST_LINE) && !Chars.isBreak(text.charAt(line - 1))) {
            line--;
        }
        for (String prompt : PROMPTS) {
            int at = Chars.find(text, prompt, line, Math.min(from, line + LONGEST / 4));
            if (at >= 0 && (at == line || !Chars.isBlank(text.charAt(at - 1)))) {
                return true;
            }
        }
        return false;
    }
}
