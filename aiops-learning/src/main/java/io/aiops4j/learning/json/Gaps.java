package io.aiops4j.learning.json;

/** What stands between the parts of a value: blanks and comments. */
final class Gaps {

    private final Reply reply;
    private final String text;
    private final Notes notes;
    private boolean commentAtEnd;

    Gaps(Reply reply, Notes notes) {
        this.reply = reply;
        this.text = reply.text();
        this.notes = notes;
    }

    static boolean isComment(String text, int at) {
        return text.startsWith("//", at) || text.startsWith("/*", at) || text.startsWith("#", at);
    }

    /** Blanks of JSON, and all else that looks like one. */
    static boolean isBlank(char c) {
        return c == ' ' || isBreak(c) || c == '\t' || isOddBlank(c);
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isOddBlank(char c) {
        return c >= '\u000b'
                && c != '\r'
                && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff' || c == '\u200b');
    }

    /** Where the blanks end that begin here. */
    static int blanks(String text, int at) {
        int i = at;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean hasBreak(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isBreak(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Where blanks and comments end that begin here. */
    int skip(int at) {
        int i = at;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                if (c != ' ' && c != '\t' && isOddBlank(c)) {
                    notes.tell(i, "a blank that JSON does not know was left out");
                }
                i++;
            } else if (isComment(text, i)) {
                notes.tell(i, "a comment was left out");
                i = text.startsWith("/*", i) ? closed(i) : line(i);
            } else {
                break;
            }
        }
        return i;
    }

    private int closed(int at) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw reply.refusal(at, "a comment begins here and does not end", "Leave comments out.");
        }
        return end + 2;
    }

    private int line(int at) {
        int i = at;
        while (i < text.length() && !isBreak(text.charAt(i))) {
            i++;
        }
        commentAtEnd = i == text.length();
        return i;
    }

    /** Whether the text ends in a comment of one line, which may have swallowed what was meant to be read. */
    boolean commentAtEnd() {
        return commentAtEnd;
    }
}
