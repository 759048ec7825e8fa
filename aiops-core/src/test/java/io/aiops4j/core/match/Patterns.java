package io.aiops4j.core.match;

import io.aiops4j.core.signal.Severity;
import java.util.ArrayList;
import java.util.List;

/** Patterns of nothing but an expression, for tests. */
final class Patterns {

    private Patterns() {}

    /** Patterns with the ids 0, 1, 2 and so on. */
    static List<AlertPattern> numbered(List<String> regexes) {
        List<AlertPattern> patterns = new ArrayList<>();
        for (String regex : regexes) {
            patterns.add(AlertPattern.of(String.valueOf(patterns.size()), regex, "test", Severity.INFO));
        }
        return patterns;
    }

    static PatternSet set(String... regexes) {
        return PatternSet.of(numbered(List.of(regexes)));
    }

    static List<String> ids(PatternSet set, String line) {
        return set.match(line).stream().map(AlertPattern::id).toList();
    }
}
