package io.aiops4j.core.redact;

import java.util.Set;

/** The private parts of JSON web keys: a symmetric key, or the numbers that only the owner of a pair has. */
final class WebKeys {

    private static final Set<String> PARTS = Set.of("k", "d", "p", "q", "dp", "dq", "qi");
    private static final int LONGEST = 4_096;
    private static final int LONGEST_NAME = 3;
    private static final int SHORTEST = 16;

    private WebKeys() {}

    /** Whether the type of a key stands between two indexes. */
    static boolean isType(String text, int from, int to) {
        return to == from + 3 && text.startsWith("kty", from) && Chars.isQuote(Chars.at(text, to));
    }

    /** Adds the parts of the object in which the type of a key stands. */
    static void parts(View view, int type, Search search) {
        String text = view.text();
        if (!search.mayRead(LONGEST / 8)) {
            return;
        }
        int from = type;
        while (from > Math.max(0, type - LONGEST) && text.charAt(from) != '{') {
            from--;
        }
        int most = Math.min(text.length(), type + LONGEST);
        for (int i = from; i < most && text.charAt(i) != '}'; i++) {
            int end = Chars.isQuote(text.charAt(i)) ? nameEnd(text, i + 1) : -1;
            if (end > 0 && PARTS.contains(text.substring(i + 1, end))) {
                i = value(view, end + 1, search);
            }
        }
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < from + LONGEST_NAME && Chars.isLower(Chars.at(text, end))) {
            end++;
        }
        return Chars.isQuote(Chars.at(text, end)) ? end : -1;
    }

    private static int value(View view, int from, Search search) {
        String text = view.text();
        int at = Chars.skipSpace(text, from);
        int open = Chars.at(text, at) == ':' ? Chars.skipSpace(text, at + 1) : text.length();
        if (!Chars.isQuote(Chars.at(text, open))) {
            return from;
        }
        int end = BareValue.closingQuote(text, open + 1, text.charAt(open), LONGEST);
        if (end - open > SHORTEST) {
            search.spans().add(view, open + 1, end, "private-key");
        }
        return Math.max(from, end);
    }
}
