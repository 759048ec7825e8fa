package io.aiops4j.core.regex;

import com.google.re2j.Matcher;
import io.aiops4j.core.AiopsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Many expressions in RE2 syntax, looked for in a text all at the same time. Immutable and safe for any number of threads.
 *
 * <p>Which of them are found is what RE2/J finds, expression by expression, and is decided without it: one pass looks for
 * literals that must stand in the text; what remains is decided by automata that grow as they are used. The cost is linear in
 * the text, whatever expressions and text. Positions and groups come from RE2/J.
 *
 * <pre>{@code
 * RegexSet set = RegexSet.of(List.of("(?i)disk.*full", "user=(\\w+)"));
 * String line = "user=alice: Disk is full";
 * for (int index : set.find(line)) {                             // 0, 1
 *     for (RegexSet.Found found : set.findAll(index, line)) {
 *         System.out.println(line.substring(found.start(), found.end()));
 *     }
 * }
 * }</pre>
 */
public final class RegexSet {

    /** All tables together may grow to so many cells of two bytes, but for {@link #FEWEST_CELLS} that each may have. */
    private static final int ALL_CELLS = 32 << 20;

    private static final int FEWEST_CELLS = 4_096;

    private static final int MOST_CELLS = 65_000;

    /** All programs together, in RE2/J's instructions. */
    static final int LARGEST_SET = 2_000_000;

    private static final int[] NONE = {};

    private final List<Expression> expressions;
    private final LiteralScan scan;
    private final GlancePlan glances;
    private final Spares spares;

    private RegexSet(List<Expression> expressions) {
        this.expressions = expressions;
        List<Set<String>> scanned = LiteralChoice.choose(expressions);
        this.scan = LiteralScan.of(scanned);
        this.glances = GlancePlan.of(expressions, scanned);
        this.spares = new Spares(scan, glances.count());
    }

    /**
     * Compiles expressions.
     *
     * @throws UnusableException if one of them cannot be used, or if all together are too much
     */
    public static RegexSet of(List<String> regexes) {
        int cells = Math.max(FEWEST_CELLS, Math.min(MOST_CELLS, ALL_CELLS / Math.max(1, regexes.size())));
        List<Expression> expressions = new ArrayList<>(regexes.size());
        long size = 0;
        for (String regex : regexes) {
            Expression expression;
            try {
                expression = Expression.of(regex, cells);
            } catch (RegexProblem problem) {
                throw new UnusableException(expressions.size(), problem.index(), problem.text());
            }
            size += expression.size();
            if (size > LARGEST_SET) {
                throw new UnusableException(
                        expressions.size(),
                        0,
                        "with it, the set has more than " + LARGEST_SET
                                + " steps. Use smaller counts, or split the set in two.");
            }
            expressions.add(expression);
        }
        return new RegexSet(List.copyOf(expressions));
    }

    /** How many expressions there are. */
    public int size() {
        return expressions.size();
    }

    /** The indexes of the expressions that are found in a text, ascending. Once warm, an empty answer costs no memory. */
    public int[] find(String text) {
        Hits hits = spares.borrow();
        try {
            scan.scan(text, hits);
            return hits.count() == 0 ? NONE : confirmed(hits, text);
        } finally {
            spares.giveBack(hits);
        }
    }

    private int[] confirmed(Hits hits, String text) {
        int count = hits.count();
        hits.sort();
        int[] found = NONE;
        int filled = 0;
        for (int i = 0; i < count; i++) {
            int index = hits.get(i);
            if (glances.mayHold(index, text, hits) && expressions.get(index).find(text)) {
                found = filled == 0 ? new int[count - i] : found;
                found[filled++] = index;
            }
        }
        return filled == found.length ? found : Arrays.copyOf(found, filled);
    }

    /**
     * Where one of them is found: each time behind the time before, as RE2/J finds it.
     *
     * @param index which expression
     * @param text where to look
     */
    public List<Found> findAll(int index, String text) {
        Matcher matcher = expressions.get(index).re2().matcher(text);
        List<Found> all = new ArrayList<>();
        while (matcher.find()) {
            all.add(found(matcher));
        }
        return List.copyOf(all);
    }

    /**
     * Where one of them, of which {@link #find} says that it is there, is found first. In one line there may be thousands of places.
     *
     * @param index which expression
     * @param text where to look
     */
    public Found findFirst(int index, String text) {
        Matcher matcher = expressions.get(index).re2().matcher(text);
        if (!matcher.find()) {
            throw new AiopsException("Expression " + index + " is not found in this text. Ask find first.");
        }
        return found(matcher);
    }

    private static Found found(Matcher matcher) {
        int[] bounds = new int[2 * (matcher.groupCount() + 1)];
        for (int group = 0; group <= matcher.groupCount(); group++) {
            bounds[2 * group] = matcher.start(group);
            bounds[2 * group + 1] = matcher.end(group);
        }
        return new Found(bounds);
    }

    /** The numbers of the groups of an expression that have names. */
    public Map<String, Integer> groups(int index) {
        return Map.copyOf(expressions.get(index).re2().namedGroups());
    }

    /** One place in a text where an expression is found. */
    public static final class Found {

        private final int[] bounds;

        private Found(int[] bounds) {
            this.bounds = bounds;
        }

        /** The index of its first character. */
        public int start() {
            return bounds[0];
        }

        /** The index behind its last character. */
        public int end() {
            return bounds[1];
        }

        /** How many groups there are. */
        public int groups() {
            return bounds.length / 2 - 1;
        }

        /** The index of the first character of a group, from 1; -1 if the group had no part in it. */
        public int start(int group) {
            return bounds[2 * group];
        }

        /** The index behind the last character of a group; -1 if the group had no part in it. */
        public int end(int group) {
            return bounds[2 * group + 1];
        }
    }

    /**
     * An expression that cannot be used. The message says which one, where the trouble is and what to write instead.
     *
     * <pre>{@code
     * try {
     *     RegexSet.of(List.of("disk", "query (?=took)"));
     * } catch (RegexSet.UnusableException unusable) {
     *     System.out.println(unusable.regex() + ": " + unusable.problem());
     *     // 1: RE2 has no look-ahead at index 6: `(?=`. Write what must follow as part of the pattern.
     * }
     * }</pre>
     */
    public static final class UnusableException extends AiopsException {

        private static final long serialVersionUID = 1L;

        private final int regex;
        private final int index;
        private final String problem;

        private UnusableException(int regex, int index, String problem) {
            super("Expression " + regex + " cannot be used: " + problem);
            this.regex = regex;
            this.index = index;
            this.problem = problem;
        }

        /** Which expression: its index in the list. */
        public int regex() {
            return regex;
        }

        /** The index in the expression at which the trouble begins. */
        public int index() {
            return index;
        }

        /** What is wrong, where, and what to write instead, without the number of the expression. */
        public String problem() {
            return problem;
        }
    }
}
