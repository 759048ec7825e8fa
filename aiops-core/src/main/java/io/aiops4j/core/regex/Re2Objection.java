package io.aiops4j.core.regex;

import com.google.re2j.PatternSyntaxException;

/** What only RE2/J finds wrong, in our words: it names the fragment but neither its place nor a way out. */
final class Re2Objection {

    private Re2Objection() {}

    static RegexProblem explain(String regex, PatternSyntaxException objection) {
        String fragment = objection.getPattern();
        int from = Math.max(0, regex.indexOf(fragment));
        return RegexProblem.syntax(
                regex,
                from,
                Math.min(regex.length(), from + fragment.length()),
                objection.getDescription(),
                instead(fragment, objection.getDescription()));
    }

    private static String instead(String fragment, String description) {
        if (fragment.startsWith("\\p") || fragment.startsWith("\\P")) {
            return "RE2 knows general categories such as \\p{L} and scripts such as \\p{Greek}.";
        }
        if (fragment.startsWith("[:")) {
            return "RE2 knows [:alnum:], [:alpha:], [:digit:], [:space:], [:punct:] and their like.";
        }
        if (description.contains("capture")) {
            return "Give each group a name of its own, of letters, digits and underscores.";
        }
        return "RE2's syntax is described at https://github.com/google/re2/wiki/Syntax";
    }
}
