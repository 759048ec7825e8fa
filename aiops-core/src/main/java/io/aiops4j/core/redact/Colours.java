package io.aiops4j.core.redact;

/** What a terminal reads as a colour or a move, and nobody sees: left out of a view, so that it parts no name from its value. */
final class Colours {

    private static final char ESCAPE = '\u001B';
    private static final int LONGEST = 24;

    /** How others write the character that begins it: a terminal, and what takes logs over the net. */
    private static final String[] WRITTEN = {"^[", "#033"};

    private Colours() {}

    /** Whether a sign for a terminal begins here. */
    static boolean begins(String text, int at) {
        return end(text, at) > 0;
    }

    /** The view without what a terminal hides. */
    static View without(View view) {
        String text = view.text();
        View.Maker made = new View.Maker(view);
        int i = 0;
        while (i < text.length()) {
            int end = end(text, i);
            if (end < 0) {
                made.put(text.charAt(i), i, i + 1);
                i++;
            } else {
                i = end;
            }
        }
        return made.make();
    }

    private static int end(String text, int at) {
        char c = text.charAt(at);
        if (c == ESCAPE) {
            return sequence(text, at + 1, "mKJHfABCDGhlsu");
        }
        for (String written : WRITTEN) {
            if (c == written.charAt(0) && text.startsWith(written, at)) {
                return sequence(text, at + written.length(), "mK");
            }
        }
        return -1;
    }

    // [1;33m
    private static int sequence(String text, int at, String last) {
        if (Chars.at(text, at) != '[') {
            return -1;
        }
        for (int i = at + 1; i < Math.min(text.length(), at + LONGEST); i++) {
            char c = text.charAt(i);
            if (!Chars.isDigit(c) && c != ';' && c != ':' && c != '?') {
                return last.indexOf(c) >= 0 ? i + 1 : -1;
            }
        }
        return -1;
    }
}
