package io.aiops4j.core.run.action;

import io.aiops4j.core.redact.Redactor;

/** A statement as people may see it: what it does, without the values in it, for those are customers' data. */
final class QueryText {

    private static final int LONGEST = 200;
    private static final Redactor REDACTOR = Redactor.standard();

    private QueryText() {}

    static String of(String sql) {
        StringBuilder shape = new StringBuilder();
        int at = 0;
        while (at < sql.length() && shape.length() <= LONGEST) {
            at = next(sql, at, shape);
        }
        return Excerpt.of(REDACTOR.redact(shape.toString()).text(), LONGEST);
    }

    private static int next(String sql, int at, StringBuilder shape) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            // MariaDB takes "x" for a text, so names in quotes go too
            shape.append('?');
            return quoted(sql, at, c);
        }
        if (c == '$') {
            int tag = tagEnd(sql, at);
            if (tag > 0) {
                shape.append('?');
                int end = sql.indexOf(sql.substring(at, tag), tag);
                return end < 0 ? sql.length() : end + tag - at;
            }
        }
        if (sql.startsWith("--", at) || c == '#') {
            int line = sql.indexOf('\n', at);
            return line < 0 ? sql.length() : line;
        }
        if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        if (Character.isDigit(c)) {
            shape.append('?');
            return word(sql, at);
        }
        if (isWord(c)) {
            int end = word(sql, at);
            shape.append(sql, at, end);
            return end;
        }
        if (!Character.isWhitespace(c)) {
            shape.append(c);
        } else if (!shape.isEmpty() && shape.charAt(shape.length() - 1) != ' ') {
            shape.append(' ');
        }
        return at + 1;
    }

    // a backslash may or may not escape, by the server's settings: both ends are taken for the later one
    private static int quoted(String sql, int at, char quote) {
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\\') {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return sql.length();
    }

    // $$ or $tag$, and not the parameter $1
    private static int tagEnd(String sql, int at) {
        int i = at + 1;
        while (i < sql.length() && isWord(sql.charAt(i)) && !(i == at + 1 && Character.isDigit(sql.charAt(i)))) {
            i++;
        }
        return i < sql.length() && sql.charAt(i) == '$' ? i + 1 : 0;
    }

    private static int word(String sql, int at) {
        int i = at;
        while (i < sql.length()
                && (isWord(sql.charAt(i)) || (sql.charAt(i) == '.' && Character.isDigit(sql.charAt(at))))) {
            i++;
        }
        return i;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
