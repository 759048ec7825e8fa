package io.aiops4j.learning.json;

import java.util.List;
import java.util.Map;

/** What the characters around brackets say about them: a value, a part of something bigger, or a sentence. */
final class Surroundings {

    private static final List<String> LITERALS = List.of("true", "false", "null", "True", "False", "None");
    private static final int LONGEST_NAME = 200;
    private static final String WHOLE = "Write the whole value, with each bracket opened and closed once.";

    private final Reply reply;
    private final String text;

    Surroundings(Reply reply) {
        this.reply = reply;
        this.text = reply.text();
    }

    /** Whether what follows a bracket could be JSON, rather than a sentence. */
    boolean beginsValue(int at) {
        int next = Gaps.blanks(text, at + 1);
        if (next >= text.length() || Quote.begins(text, next) || Gaps.isComment(text, next)) {
            return next < text.length();
        }
        char c = text.charAt(next);
        if (text.charAt(at) == '{') {
            int end = BareName.end(text, next);
            int colon = Gaps.blanks(text, end);
            return c == '}' || (end > next && colon < text.length() && text.charAt(colon) == ':');
        }
        return "[]{-".indexOf(c) >= 0
                || (c >= '0' && c <= '9')
                || LITERALS.contains(text.substring(next, BareName.end(text, next)));
    }

    /** Refuses a value behind something that belongs to it. */
    void requireNothingBefore(int from) {
        int i = before(from);
        char c = i < 0 ? ' ' : text.charAt(i);
        int j = c == ',' || c == ':' ? before(i) : -1;
        char first = j < 0 ? ' ' : text.charAt(j);
        boolean name = c == ':' && Quote.of(first) != null;
        boolean value =
                c == ',' && (Quote.of(first) != null || first == '}' || first == ']' || Character.isDigit(first));
        if (c == '{' || name || value) {
            throw reply.refusal(from, "this looks like a part of a value that begins before", WHOLE);
        }
    }

    private int before(int at) {
        int i = at - 1;
        while (i >= 0 && Gaps.isBlank(text.charAt(i))) {
            i--;
        }
        return i;
    }

    /** Where the text goes on behind a value; refuses what follows if it belongs to the value. */
    int end(Find find) {
        int next = Gaps.blanks(text, find.end());
        if (find.truncated() || next >= text.length()) {
            return find.end();
        }
        char c = text.charAt(next);
        if (c == '}' || c == ']') {
            throw notOpen(next);
        }
        if (next == find.end() && (Character.isLetterOrDigit(c) || Quote.of(c) != null)) {
            throw reply.refusal(next, "the value ends before, and goes on here", WHOLE);
        }
        int name = c == ',' ? Gaps.blanks(text, next + 1) : next;
        if (name < text.length() && text.charAt(name) == '"' && isName(name)) {
            throw reply.refusal(name, "the value ends before, and goes on here", WHOLE);
        }
        return find.end();
    }

    JsonRepairException notOpen(int at) {
        return reply.refusal(at, "a bracket is closed here that is not open", WHOLE);
    }

    private boolean isName(int at) {
        int most = Math.min(text.length(), at + LONGEST_NAME);
        for (int i = at + 1; i < most; i++) {
            if (text.charAt(i) == '"') {
                int colon = Gaps.blanks(text, i + 1);
                return colon < text.length() && text.charAt(colon) == ':';
            }
        }
        return false;
    }

    /** Such as {@code [1]}, {@code [ ]} or {@code {}} in a line with other words, unless a colon leads to it and nothing follows. */
    boolean isMark(Find find) {
        boolean small = find.value() instanceof Map<?, ?> members
                ? members.isEmpty()
                : find.value() instanceof List<?> elements
                        && (elements.isEmpty() || (elements.size() == 1 && elements.get(0) instanceof Bare));
        return small && isInLine(find.at(), find.end()) && !isAnnounced(find);
    }

    private boolean isAnnounced(Find find) {
        int colon = before(find.at());
        if (colon < 0 || ":=".indexOf(text.charAt(colon)) < 0) {
            return false;
        }
        int end = lineEnd(find.end());
        return text.substring(find.end(), end).chars().noneMatch(Character::isLetterOrDigit);
    }

    private boolean isInLine(int from, int end) {
        int next = end;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return !reply.startsLine(from) || (next < text.length() && !Gaps.isBreak(text.charAt(next)));
    }

    /** Where brackets end that are opened and closed in one line, with words around; -1 for others. */
    int sketchEnd(int from) {
        int depth = 0;
        for (int i = from; i < text.length() && !Gaps.isBreak(text.charAt(i)); i++) {
            char c = text.charAt(i);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (depth == 0) {
                return isInLine(from, i + 1) ? i + 1 : -1;
            }
        }
        return -1;
    }

    /** Whether square brackets hold neither quotes nor braces. */
    boolean isWords(int from, int end) {
        boolean words = text.charAt(from) == '[';
        for (int i = from; i < end && words; i++) {
            words = text.charAt(i) != '{' && Quote.of(text.charAt(i)) == null;
        }
        return words;
    }

    int lineEnd(int at) {
        int i = at;
        while (i < text.length() && !Gaps.isBreak(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
