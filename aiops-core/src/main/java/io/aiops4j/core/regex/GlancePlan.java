package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which glances each expression of a set wants, laid out in two arrays: a line made of thousands of names asks for as many, and
 * each object that had to be looked up on the way would not be in the cache. Immutable.
 */
final class GlancePlan {

    private static final int NOTHING = -1;

    private final Glance[] all;

    /** Where in {@link #steps} an expression begins, or {@link #NOTHING}. */
    private final int[] begins;

    /** The number of alternatives, then each: the number of its glances, then their numbers. */
    private final int[] steps;

    private GlancePlan(Glance[] all, int[] begins, int[] steps) {
        this.all = all;
        this.begins = begins;
        this.steps = steps;
    }

    /** For expressions of which these literals are scanned for. */
    static GlancePlan of(List<Expression> expressions, List<Set<String>> scanned) {
        Glances maker = new Glances();
        int[] begins = new int[expressions.size()];
        List<Glance> all = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < begins.length; i++) {
            Glance[] @Nullable [] alternatives = maker.of(expressions.get(i), scanned.get(i));
            begins[i] = alternatives == null ? NOTHING : steps.size();
            if (alternatives != null) {
                steps.add(alternatives.length);
                for (Glance[] glances : alternatives) {
                    steps.add(glances.length);
                    for (Glance glance : glances) {
                        steps.add(glance.number());
                        while (all.size() <= glance.number()) {
                            all.add(glance);
                        }
                        all.set(glance.number(), glance);
                    }
                }
            }
        }
        return new GlancePlan(
                all.toArray(Glance[]::new),
                begins,
                steps.stream().mapToInt(Integer::intValue).toArray());
    }

    /** How many different glances there are. */
    int count() {
        return all.length;
    }

    /** False if an expression cannot be found in a text, of which a thread has made notes. */
    boolean mayHold(int expression, String text, Hits hits) {
        int at = begins[expression];
        if (at == NOTHING) {
            return true;
        }
        int alternatives = steps[at++];
        for (int i = 0; i < alternatives; i++) {
            int end = at + 1 + steps[at];
            if (hold(at + 1, end, text, hits)) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private boolean hold(int from, int to, String text, Hits hits) {
        for (int i = from; i < to; i++) {
            byte known = hits.answer(steps[i]);
            if (known == Hits.UNKNOWN) {
                known = all[steps[i]].look(text, hits) ? Hits.YES : Hits.NO;
                hits.answer(steps[i], known);
            }
            if (known == Hits.NO) {
                return false;
            }
        }
        return true;
    }
}
