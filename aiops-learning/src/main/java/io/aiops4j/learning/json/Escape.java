package io.aiops4j.learning.json;

/** Reads what a backslash begins. One that begins nothing that JSON knows is a letter to some readers and gone for others. */
final class Escape {

    private static final String KNOWN = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final int HEX = 4;

    private final Reply reply;
    private final String text;
    private final int from;
    private final Path path;
    private final Notes notes;

    Escape(Reply reply, int from, Path path, Notes notes) {
        this.reply = reply;
        this.text = reply.text();
        this.from = from;
        this.path = path;
        this.notes = notes;
    }

    /** Adds what is meant, and gives where it ends. */
    int read(StringBuilder value) {
        if (from + 1 >= text.length()) {
            throw refusal("the reply ends in the middle of a text", "Write the whole text.");
        }
        char c = text.charAt(from + 1);
        if (c == 'u') {
            return unicode(value);
        }
        int known = KNOWN.indexOf(c);
        if (known < 0 && c != '\'') {
            throw refusal(
                    "this backslash begins no escape of JSON", "Write \\\\ for a backslash, \\n for a line break.");
        }
        if (known < 0) {
            notes.tell(from, "the backslash in front of a single quote was left out");
        }
        value.append(known < 0 ? c : MEANT.charAt(known));
        return from + 2;
    }

    private int unicode(StringBuilder value) {
        int code = 0;
        for (int i = from + 2; i < from + 2 + HEX; i++) {
            int digit = i < text.length() && text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw refusal(
                        "\\u is not followed by four hexadecimal digits",
                        "Write the character itself, or \\u00e9 for \u00e9.");
            }
            code = code * 16 + digit;
        }
        value.append((char) code);
        return from + 2 + HEX;
    }

    private JsonRepairException refusal(String problem, String hint) {
        return reply.refusal(from, path, problem, hint);
    }
}
