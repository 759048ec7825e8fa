package io.aiops4j.core.redact;

/** Links that open something for whoever has them: /reset-password/x, /invite/x, ?ticket=ST-1-x. */
final class Links {

    private static final int SHORTEST = 20;
    private static final int LONGEST = 200;
    private static final String[] TICKETS = {"=ST-", "=PT-", "=TGT-", "=PGT-"};

    private Links() {}

    /** Behind what opens something in a link, next to the word that stands between two indexes, or -1. */
    static int read(View view, int from, int to, Search search) {
        String text = view.text();
        char sign = Chars.at(text, to);
        if (sign == '=' && text.startsWith("ticket", to - 6)) {
            for (String each : TICKETS) {
                if (text.startsWith(each, to)) {
                    return token(view, to + 1, to + each.length(), search);
                }
            }
            return -1;
        }
        boolean opens = sign == '/' && Chars.at(text, from - 1) == '/' && isOpening(text.substring(from, to));
        return opens ? token(view, to + 1, to + 1, search) : -1;
    }

    private static boolean isOpening(String word) {
        return word.equals("invite")
                || (word.contains("password") && (word.startsWith("reset") || word.endsWith("reset")));
    }

    private static int token(View view, int from, int first, Search search) {
        String text = view.text();
        int end = first;
        while (end < text.length()
                && end < first + LONGEST
                && (Chars.isAlnum(text.charAt(end)) || "-_.".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        String value = text.substring(Math.min(first, end), end);
        boolean made = ValueLook.isUuid(value)
                || (value.length() >= SHORTEST && (ValueLook.isHex(value) || ValueLook.isRandom(value)));
        if (!made) {
            return -1;
        }
        search.spans().add(view, from, end, "url-token");
        return end;
    }
}
