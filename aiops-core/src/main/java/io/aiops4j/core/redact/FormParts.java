package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;

/** Fields of forms that are sent in parts: the name in a header of its part, the value below the next empty line. */
final class FormParts {

    private static final String NAME = "name=\"";
    private static final int MOST_HEADERS = 4;
    private static final int LONGEST_HEADER = 200;
    private static final int LONGEST = 4_096;

    private FormParts() {}

    /** Behind the value of a field whose name stands between two indexes, or -1. */
    static int value(View view, int from, int to, KeyName name, Search search) {
        String text = view.text();
        if (!text.startsWith(NAME, from - NAME.length()) || Chars.at(text, to) != '"') {
            return -1;
        }
        int line = next(text, to);
        for (int headers = 0; headers < MOST_HEADERS && line >= 0 && search.mayRead(LONGEST_HEADER); headers++) {
            if (Chars.isBreak(Chars.at(text, line))) {
                return body(view, Chars.nextLine(text, line), name, search);
            }
            line = next(text, line);
        }
        return -1;
    }

    private static int next(String text, int from) {
        int end = Chars.lineEnd(text, from, from + LONGEST_HEADER);
        return Chars.isBreak(Chars.at(text, end)) ? Chars.nextLine(text, end) : -1;
    }

    private static int body(View view, int from, KeyName name, Search search) {
        String text = view.text();
        int end = from;
        int most = Math.min(text.length(), from + LONGEST);
        while (end < most && !(Chars.isBreak(text.charAt(end)) && text.startsWith("--", Chars.nextLine(text, end)))) {
            end++;
        }
        return new Values(view, search, name, from).add(from, end, Mode.EQUALS, true) ? end : -1;
    }
}
