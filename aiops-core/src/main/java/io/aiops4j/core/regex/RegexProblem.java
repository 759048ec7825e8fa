package io.aiops4j.core.regex;

/** What is wrong with an expression and where, before it is known whose expression it is. */
final class RegexProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int FRAGMENT = 40;

    private final String text;
    private final int index;
    private final boolean limit;

    private RegexProblem(String text, int index, boolean limit) {
        super(text, null, false, false);
        this.text = text;
        this.index = index;
        this.limit = limit;
    }

    /** Not RE2's syntax, as we read it. */
    static RegexProblem syntax(String regex, int from, int to, String problem, String instead) {
        return new RegexProblem(text(regex, from, to, problem, instead), from, false);
    }

    /** Valid perhaps, but RE2/J must not even try. */
    static RegexProblem limit(String regex, int from, int to, String problem, String instead) {
        return new RegexProblem(text(regex, from, to, problem, instead), from, true);
    }

    String text() {
        return text;
    }

    int index() {
        return index;
    }

    boolean isLimit() {
        return limit;
    }

    private static String text(String regex, int from, int to, String problem, String instead) {
        String fragment = from < regex.length() ? regex.substring(from, Math.max(from + 1, to)) : regex;
        String cut = fragment.length() <= FRAGMENT ? fragment : fragment.substring(0, FRAGMENT) + "...";
        return problem + " at index " + from + ": `" + cut + "`. " + instead;
    }
}
