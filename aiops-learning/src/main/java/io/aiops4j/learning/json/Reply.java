package io.aiops4j.learning.json;

import io.aiops4j.core.HostCode;

/** The reply as it came, and how one speaks of a place in it. */
final class Reply {

    private static final int SHOWN = 30;
    private static final String AGAIN = " Send the whole answer again, as one JSON value and nothing else.";

    private final String text;

    Reply(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    JsonRepairException refusal(int at, String problem, String hint) {
        return refusal(at, new Path(), problem, hint);
    }

    /** A refusal that names a place, what is wrong there and what to write instead. */
    JsonRepairException refusal(int at, Path path, String problem, String hint) {
        String where = place(at) + (path.size() == 0 ? "" : ", in " + path) + shown(at);
        String message = "The reply cannot be read as JSON: " + where + ": " + problem + ". " + hint + AGAIN;
        return new JsonRepairException(message, text, line(at), column(at));
    }

    String place(int at) {
        return "line " + line(at) + ", column " + column(at);
    }

    /** Whether nothing but blanks stand before it in its line. */
    boolean startsLine(int at) {
        int i = at - 1;
        while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '\ufeff')) {
            i--;
        }
        return i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r';
    }

    private int line(int at) {
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
            line++;
        }
        return line;
    }

    private int column(int at) {
        return at == 0 ? 1 : at - text.lastIndexOf('\n', at - 1);
    }

    private String shown(int at) {
        if (at >= text.length()) {
            return ", at the end";
        }
        return ", at `" + HostCode.line(text.substring(at, Math.min(text.length(), at + SHOWN + 1)), SHOWN) + "`";
    }
}
