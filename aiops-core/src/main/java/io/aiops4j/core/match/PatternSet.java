package io.aiops4j.core.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many patterns, compiled once and looked for in a line all at the same time. Immutable and safe for any number of threads.
 *
 * <p>Which patterns match is what RE2 finds, pattern by pattern. One pass over the line looks for literals that must stand in
 * it; only the patterns whose literals it sees are confirmed. The cost is linear in the line, whatever patterns and line: no
 * backtracking engine ever sees it.
 *
 * <pre>{@code
 * PatternSet known = PatternSet.of(PatternLibrary.builtIn());
 * for (AlertPattern pattern : known.match("OutOfMemoryError: heap space exhausted")) {
 *     System.out.println(pattern.incidentType());            // out_of_memory
 * }
 * }</pre>
 */
public final class PatternSet {

    private final List<AlertPattern> patterns;
    private final List<Expression> expressions;
    private final LiteralScan scan;

    private PatternSet(List<AlertPattern> patterns) {
        this.patterns = patterns;
        this.expressions = patterns.stream().map(Expression::of).toList();
        this.scan = LiteralScan.of(LiteralChoice.choose(expressions));
    }

    /**
     * Compiles patterns.
     *
     * @throws PatternException if one of them cannot be used, or if two have the same id
     */
    public static PatternSet of(Collection<AlertPattern> patterns) {
        List<AlertPattern> copy = List.copyOf(patterns);
        Set<String> ids = new HashSet<>();
        for (AlertPattern pattern : copy) {
            if (!ids.add(pattern.id())) {
                throw new PatternException(
                        pattern.id(), -1, "another one in the set has this id too. Give each an id of its own.");
            }
        }
        return new PatternSet(copy);
    }

    /**
     * Compiles patterns.
     *
     * @throws PatternException if one of them cannot be used, or if two have the same id
     */
    public static PatternSet of(AlertPattern... patterns) {
        return of(List.of(patterns));
    }

    /** The patterns that are found in the line, in the set's order. Unless RE2 must confirm one, it costs no memory. */
    public List<AlertPattern> match(String line) {
        Hits candidates = scan.scan(line);
        if (candidates == null) {
            return List.of();
        }
        List<AlertPattern> found = confirmed(candidates, line);
        scan.giveBack(candidates);
        return found == null ? List.of() : List.copyOf(found);
    }

    private @Nullable List<AlertPattern> confirmed(Hits candidates, String line) {
        List<AlertPattern> found = null;
        for (int i = candidates.next(0); i >= 0; i = candidates.next(i + 1)) {
            if (expressions.get(i).find(line)) {
                found = found == null ? new ArrayList<>() : found;
                found.add(patterns.get(i));
            }
        }
        return found;
    }

    /** How many patterns there are. */
    public int size() {
        return patterns.size();
    }

    /** The patterns, in the set's order. */
    public List<AlertPattern> patterns() {
        return patterns;
    }
}
