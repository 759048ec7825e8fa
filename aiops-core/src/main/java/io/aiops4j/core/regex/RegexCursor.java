package io.aiops4j.core.regex;

/** A place in an expression that moves forward by code points, as RE2's own does. */
final class RegexCursor {

    private final String regex;
    private int at;

    RegexCursor(String regex) {
        this.regex = regex;
    }

    boolean more() {
        return at < regex.length();
    }

    /** The next code point, or -1 at the end. */
    int peek() {
        return more() ? regex.codePointAt(at) : -1;
    }

    /** Takes the next code point; there must be one. */
    int take() {
        int c = regex.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    boolean lookingAt(String text) {
        return regex.startsWith(text, at);
    }

    /** Takes the text if it comes next. */
    boolean take(String text) {
        if (!lookingAt(text)) {
            return false;
        }
        at += text.length();
        return true;
    }

    /** Takes up to the end mark and the mark itself; gives what was before it, or the whole rest where the mark is missing. */
    String takeUntil(String end) {
        int found = find(end);
        String text = regex.substring(at, found < 0 ? regex.length() : found);
        at = found < 0 ? regex.length() : found + end.length();
        return text;
    }

    /** The index of the text from here on, or -1. */
    int find(String text) {
        return regex.indexOf(text, at);
    }

    int index() {
        return at;
    }

    void backTo(int index) {
        at = index;
    }

    /** What RE2 will not read, between an index and here. */
    RegexProblem problem(int from, String problem, String instead) {
        return RegexProblem.syntax(regex, from, at, problem, instead);
    }

    /** What RE2/J must not try, between an index and here. */
    RegexProblem limit(int from, String problem, String instead) {
        return RegexProblem.limit(regex, from, at, problem, instead);
    }
}
