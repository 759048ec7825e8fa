package io.aiops4j.core.verify;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the values of an incident's type against their limits, before and after: what was ill must be well, stay well, and be the same thing
 * still. A value that was well before the run already proves nothing about the run.
 */
final class RuleVerifier implements Verifier {

    /** All that can be asked for. */
    static final double SURE = 1;

    /** The state after was looked at once: whether it lasts is not known. */
    static final double ONE_LOOK = 0.8;

    /** A value is well, and within a twentieth of its limit. */
    static final double CLOSE = 0.8;

    /** A value that was known before is not known after. */
    static final double PARTLY = 0.8;

    /** The process was started again: whatever it had gathered is gone, and may come again. */
    static final double RESTARTED = 0.6;

    /** All was well before the first step already, or nothing is known of that. */
    static final double PROVES_LITTLE = 0.5;

    /** What was ill cannot be read any more, or what was well came nearer to its limit. */
    static final double PROVES_NOTHING = 0.3;

    private final String name;
    private final List<Measure> measures;
    private final double most;
    private final double restarted;

    /** A rule by its name, over these values; its word counts for so much at most, and for so much of that after a restart. */
    RuleVerifier(String name, List<Measure> measures, double most, double restarted) {
        this.name = name;
        this.measures = List.copyOf(measures);
        this.most = most;
        this.restarted = restarted;
    }

    List<Measure> measures() {
        return measures;
    }

    RuleVerifier with(List<Measure> others) {
        return new RuleVerifier(name, others, most, restarted);
    }

    @Override
    public Verification verify(StateSnapshot before, List<StateSnapshot> after) {
        Comparison found = new Comparison(before, after);
        for (Measure measure : measures) {
            names(measure, before, after).forEach(value -> found.take(measure, value));
        }
        if (found.isEmpty()) {
            return Verification.unknown("the state holds nothing that says whether " + name + " is over");
        }
        found.identity(restarted);
        return found.verdict(name, most);
    }

    private static Set<String> names(Measure measure, StateSnapshot before, List<StateSnapshot> after) {
        Set<String> known = new TreeSet<>(measure.names(before.values().keySet()));
        after.forEach(state -> known.addAll(measure.names(state.values().keySet())));
        return known;
    }
}
