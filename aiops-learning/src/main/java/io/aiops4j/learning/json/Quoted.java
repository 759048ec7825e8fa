package io.aiops4j.learning.json;

import java.util.Objects;

/**
 * Reads one text in quotes. A quote inside it is taken for a part of it only if it cannot be its end, and those in front of a
 * word and behind it come in pairs; whatever else could be read in two ways is refused.
 */
final class Quoted {

    private static final String WRITE_ESCAPED = "Write \\\" for a quote inside a text.";

    private static final String BEHIND_A_WORD = ".!?;)'-";

    private final Reply reply;
    private final String text;
    private final Notes notes;
    private final Place place;
    private final Path path;
    private final int from;
    private final Quote quote;
    private final StringBuilder value = new StringBuilder();

    private int at;
    private int inner; // quotes that were taken for a part of the text
    private int open; // curly ones of them that are not closed
    private int lineBreaks;
    private int controls;

    Quoted(Reply reply, int from, Place place, Path path, Notes notes) {
        this.reply = reply;
        this.text = reply.text();
        this.from = from;
        this.place = place;
        this.path = path;
        this.notes = notes;
        this.quote = Objects.requireNonNull(Quote.of(text.charAt(from)));
        this.at = from + 1;
    }

    /** The text without its quotes. */
    String read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at = new Escape(reply, at, path, notes).read(value);
            } else if (isMark(c) && ends(c)) {
                at++;
                return whole();
            } else {
                control(c);
                value.append(c);
                at++;
            }
        }
        throw refusal(from, "a text begins here and does not end", "Write the whole text, in double quotes.");
    }

    /** Where the text ends, behind its last quote. */
    int end() {
        return at;
    }

    boolean hasLineBreaks() {
        return lineBreaks > 0;
    }

    private boolean isMark(char c) {
        return quote.has(c) || (quote == Quote.CURLY && c == '"');
    }

    private boolean ends(char c) {
        return switch (quote) {
            case DOUBLE -> endsDouble();
            case SINGLE, CURLY_SINGLE -> endsSingle();
            case CURLY -> c == '"' ? endsMixed() : endsCurly(c);
        };
    }

    private boolean endsDouble() {
        int next = Gaps.blanks(text, at + 1);
        if (place.allows(text, next) || place == Place.NAME || place == Place.ROOT) {
            return true;
        }
        boolean part = inner % 2 == 0 ? opensWord() : closesWord(next);
        if (!part) {
            return true; // what follows is refused, or a comma is missing
        }
        inner++;
        return false;
    }

    private boolean opensWord() {
        char last = text.charAt(at - 1);
        return at > from + 1 && (last == '(' || Gaps.isBlank(last)) && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private boolean closesWord(int next) {
        char first = text.charAt(at + 1);
        return !Gaps.isBlank(text.charAt(at - 1))
                && ((BEHIND_A_WORD.indexOf(first) >= 0)
                        || (Character.isLetterOrDigit(text.charAt(next)) && !Gaps.hasBreak(text, at + 1, next))
                        || (first == '"' && place.allows(text, Gaps.blanks(text, at + 2))));
    }

    private boolean endsSingle() {
        int next = Gaps.blanks(text, at + 1);
        if (next >= text.length()) {
            throw refusal(
                    at, "the reply ends behind what may be an apostrophe", "Use double quotes and close all brackets.");
        }
        if (place.allows(text, next)) {
            return true;
        }
        if (Character.isLetterOrDigit(text.charAt(at - 1)) && Character.isLetterOrDigit(text.charAt(at + 1))) {
            return false; // it's
        }
        throw refusal(at, "a single quote inside a text in single quotes may be its end or not", "Use double quotes.");
    }

    private boolean endsMixed() {
        if (place.allows(text, Gaps.blanks(text, at + 1))) {
            throw refusal(at, "a straight quote may end a text that a curly one begins, or not", WRITE_ESCAPED);
        }
        return false;
    }

    private boolean endsCurly(char c) {
        boolean mayEnd = place.allows(text, Gaps.blanks(text, at + 1));
        if (mayEnd && open == 0) {
            return true;
        }
        if (mayEnd || (Quote.isClosing(c) && open == 0)) {
            throw refusal(
                    at,
                    "a curly quote may end the text or be a part of it",
                    "Use straight double quotes. " + WRITE_ESCAPED);
        }
        open += Quote.isClosing(c) ? -1 : 1;
        return false;
    }

    private void control(char c) {
        if (Gaps.isBreak(c)) {
            lineBreaks++;
        }
        if (c < ' ' && controls++ == 0) {
            notes.tell(
                    at,
                    Gaps.isBreak(c)
                            ? "a line break inside a text was written as \\n"
                            : "a control character inside a text was written as an escape");
        }
    }

    private String whole() {
        if (inner % 2 != 0 || (inner > 0 && lineBreaks > 0)) {
            throw refusal(from, "quotes inside this text may as well end it", WRITE_ESCAPED);
        }
        if (lineBreaks > 0 && place == Place.NAME) {
            throw refusal(from, "there is a line break inside a name", "Write the name in one line, in double quotes.");
        }
        requirePairs();
        if (inner > 0) {
            notes.tell(from, inner + " quotes inside a text were escaped");
        }
        if (quote != Quote.DOUBLE) {
            notes.tell(
                    from,
                    (quote.isSingle() ? "single" : "curly") + " quotes around a text were replaced by double ones");
        }
        return value.toString();
    }

    private void requirePairs() {
        for (int i = 0; i < value.length(); i++) {
            boolean pair = i + 1 < value.length() && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1));
            if (!pair && Character.isSurrogate(value.charAt(i))) {
                throw refusal(
                        from, "a text holds half a character (one surrogate of a pair)", "Write the whole character.");
            }
            i += pair ? 1 : 0;
        }
    }

    private JsonRepairException refusal(int place, String problem, String hint) {
        return reply.refusal(place, path, problem, hint);
    }
}
