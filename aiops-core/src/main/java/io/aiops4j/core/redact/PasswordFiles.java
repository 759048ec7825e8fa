package io.aiops4j.core.redact;

/** Lines of files in which only the place says what is secret: host:5432:database:user:password, as PostgreSQL reads it. */
final class PasswordFiles implements Finder {

    private static final int FIELDS = 5;
    private static final int PORT = 1;
    private static final int LONGEST_PORT = 5;
    private static final int SHORTEST = 6;

    @Override
    public void find(View view, Search search) {
        String text = view.text();
        int line = 0;
        while (line < text.length()) {
            int end = Chars.lineEnd(text, line);
            line(view, line, end, search);
            line = end + 1;
        }
    }

    private static void line(View view, int from, int to, Search search) {
        String text = view.text();
        int start = Math.max(from, lastBlank(text, from, to) + 1);
        int field = 0;
        int begin = start;
        for (int i = start; i < to && field < FIELDS - 1; i++) {
            if (text.charAt(i) == ':') {
                if (!isField(text, field, begin, i)) {
                    return;
                }
                field++;
                begin = i + 1;
            }
        }
        if (field == FIELDS - 1 && to - begin >= SHORTEST) {
            String value = text.substring(begin, to);
            if (!ValueLook.isResource(value) || ValueLook.isScrambled(value)) {
                search.spans().add(view, begin, to, "password");
            }
        }
    }

    private static int lastBlank(String text, int from, int to) {
        int last = from - 1;
        for (int i = from; i < to; i++) {
            last = Chars.isBlank(text.charAt(i)) || Chars.isQuote(text.charAt(i)) ? i : last;
        }
        return last;
    }

    private static boolean isField(String text, int field, int from, int to) {
        if (to == from + 1 && text.charAt(from) == '*') {
            return true;
        }
        boolean digits = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            digits &= Chars.isDigit(c);
            if (!Chars.isAlnum(c) && "._-".indexOf(c) < 0) {
                return false;
            }
        }
        return to > from && (field == PORT ? digits && to - from <= LONGEST_PORT && to - from > 2 : !digits);
    }
}
