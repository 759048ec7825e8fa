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
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || Chars.isSpace(text.charAt(i)) || text.charAt(i) == '"') {
                boolean last = i == text.length()
                        || !Chars.isBlank(text.charAt(i))
                        || Chars.at(text, Chars.skipBlanks(text, i)) == '#';
                if (last && i - from > SHORTEST) {
                    word(view, from, i, search);
                }
                from = i + 1;
            }
        }
    }

    private static void word(View view, int from, int to, Search search) {
        String text = view.text();
        int field = 0;
        int begin = from;
        for (int i = from; i < to && field < FIELDS - 1; i++) {
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
