package io.aiops4j.core.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which code points a class such as <code>\p{Greek}</code> holds. RE2/J's tables are of another Unicode than the JDK's, so it
 * is asked itself, once per class and process: it takes some tens of milliseconds. There are no more classes than RE2/J knows
 * names.
 */
final class UnicodeClass {

    private static final Map<String, CodePoints> KNOWN = new ConcurrentHashMap<>();

    private UnicodeClass() {}

    /** The class with a name, perhaps with a ^ in front; null if RE2/J knows no such class. */
    static @Nullable CodePoints named(String name, boolean negated, boolean ignoreCase) {
        boolean hat = name.startsWith("^");
        CodePoints positive = find("\\p{" + (hat ? name.substring(1) : name) + "}", ignoreCase);
        return positive == null || hat == negated ? positive : positive.complement();
    }

    private static @Nullable CodePoints find(String escape, boolean ignoreCase) {
        String regex = (ignoreCase ? "(?i)" : "") + escape;
        CodePoints known = KNOWN.get(regex);
        if (known == null) {
            known = probe(regex);
            if (known != null) {
                KNOWN.put(regex, known);
            }
        }
        return known;
    }

    private static @Nullable CodePoints probe(String regex) {
        Pattern runs;
        try {
            runs = Pattern.compile("(?:" + regex + ")+");
        } catch (PatternSyntaxException e) {
            return null;
        }
        CodePoints.Builder points = CodePoints.builder();
        collect(runs, 0, Character.MIN_LOW_SURROGATE - 1, points);
        // behind a high half, a low one would make a pair of both
        collect(runs, Character.MIN_LOW_SURROGATE, Character.MAX_CODE_POINT, points);
        return points.build();
    }

    private static void collect(Pattern runs, int first, int last, CodePoints.Builder points) {
        StringBuilder all = new StringBuilder();
        for (int c = first; c <= last; c++) {
            all.appendCodePoint(c);
        }
        Matcher run = runs.matcher(all.toString());
        while (run.find()) {
            points.add(all.codePointAt(run.start()), all.codePointBefore(run.end()));
        }
    }
}
