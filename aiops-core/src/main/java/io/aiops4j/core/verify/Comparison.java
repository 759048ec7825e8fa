package io.aiops4j.core.verify;

import io.aiops4j.core.verify.Measure.Health;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each value of a rule between the state before a run and those after it, and what that comes to. */
final class Comparison {

    private static final BigDecimal TWENTIETH = new BigDecimal("0.05");

    private final StateSnapshot before;
    private final List<StateSnapshot> after;
    private final StateSnapshot last;
    private final List<String> looked = new ArrayList<>();
    private final List<String> against = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private boolean recovered;
    private boolean wasIll;
    private boolean wasWell;
    private double confidence = RuleVerifier.SURE;
    private double least = RuleVerifier.PROVES_LITTLE;
    // the first look at which all that is known was well
    private int wellSince;

    Comparison(StateSnapshot before, List<StateSnapshot> after) {
        this.before = before;
        this.after = after;
        this.last = after.get(after.size() - 1);
    }

    /** Takes a value in; one that no look could read says nothing. */
    void take(Measure measure, String name) {
        Health first = measure.health(before, name);
        List<Health> since =
                after.stream().map(state -> measure.health(state, name)).toList();
        Health end = since.get(since.size() - 1);
        if (first == Health.UNKNOWN && since.stream().allMatch(health -> health == Health.UNKNOWN)) {
            return;
        }
        looked.add(measure.condition(name));
        wasIll |= first == Health.ILL;
        wasWell |= first == Health.WELL;
        wellSince = Math.max(wellSince, firstWell(since));
        if (end == Health.ILL) {
            against.add(measure.condition(name) + " does not hold (" + last.value(name) + ", before "
                    + before.value(name) + ")");
        } else if (isFlapping(since)) {
            against.add(name + " was well and was not again while it was watched");
        } else if (end == Health.UNKNOWN) {
            lose(name, first);
        } else {
            well(measure, name, first, since);
        }
    }

    private static int firstWell(List<Health> since) {
        int first = since.indexOf(Health.WELL);
        return first < 0 ? since.size() : first;
    }

    private static boolean isFlapping(List<Health> since) {
        int first = since.indexOf(Health.WELL);
        return first >= 0 && since.subList(first, since.size()).contains(Health.ILL);
    }

    private void lose(String name, Health first) {
        String what = name + " cannot be told after it (" + last.value(name) + ")";
        if (first == Health.ILL) {
            lost.add(what + ", and was not well before");
        } else {
            doubt(what, RuleVerifier.PARTLY);
        }
    }

    private void well(Measure measure, String name, Health first, List<Health> since) {
        recovered |= first == Health.ILL;
        if (since.contains(Health.UNKNOWN)) {
            doubt(name + " could not be told at each look", RuleVerifier.PARTLY);
        }
        BigDecimal limit = measure.limit();
        BigDecimal margin = measure.margin(last, name);
        if (limit == null || margin == null || limit.signum() == 0) {
            return;
        }
        BigDecimal narrow = limit.abs().multiply(TWENTIETH);
        if (margin.compareTo(narrow) < 0) {
            doubt(name + " is close to its limit (" + last.value(name) + ")", RuleVerifier.CLOSE);
        }
        BigDecimal earlier = measure.margin(before, name);
        if (first == Health.WELL && earlier != null && earlier.subtract(margin).compareTo(narrow) > 0) {
            doubts.add(name + " came nearer to its limit (" + before.value(name) + " to " + last.value(name) + ")");
            least = RuleVerifier.PROVES_NOTHING;
        }
    }

    private void doubt(String why, double factor) {
        doubts.add(why);
        confidence *= factor;
    }

    /** Whether it is the same thing still: another instance that is well says nothing about this one. */
    void identity(double factor) {
        StateSnapshot earlier = before;
        boolean restarted = false;
        for (int i = 0; i < after.size(); i++) {
            StateSnapshot state = after.get(i);
            if (Identity.isAnother(earlier, state)) {
                lost.add("another instance answered than before (" + state.value(Identity.INSTANCE) + ")");
                return;
            }
            if (Identity.isRestarted(earlier, state)) {
                restarted = true;
                if (i > wellSince) {
                    against.add("it was started again after it had been well");
                    return;
                }
            }
            earlier = Identity.later(earlier, state);
        }
        if (restarted && factor < RuleVerifier.SURE) {
            doubt("the process was started again, so what it had gathered is gone and may come again", factor);
        }
    }

    boolean isEmpty() {
        return looked.isEmpty();
    }

    Verification verdict(String rule, double most) {
        String method = rule + ": " + String.join(" and ", looked);
        if (!against.isEmpty()) {
            double sure = wasIll || wasWell ? RuleVerifier.SURE : RuleVerifier.ONE_LOOK;
            return new Verification(Verification.Outcome.NOT_PASSED, method, sure, String.join("; ", against));
        }
        if (!lost.isEmpty()) {
            return unknown(method, RuleVerifier.PROVES_NOTHING, lost, null);
        }
        if (!recovered) {
            String why = wasWell
                    ? "it was well before the first step already, so the run proves little"
                    : "nothing is known of the state before, so the run proves little";
            return unknown(method, Math.min(least, confidence), doubts, why);
        }
        double looks = after.size() > 1 ? confidence : confidence * RuleVerifier.ONE_LOOK;
        return new Verification(Verification.Outcome.PASSED, method, Math.min(most, looks), String.join("; ", doubts));
    }

    private static Verification unknown(
            String method, double confidence, List<String> reasons, @Nullable String first) {
        List<String> all = new ArrayList<>();
        if (first != null) {
            all.add(first);
        }
        all.addAll(reasons);
        return new Verification(Verification.Outcome.UNKNOWN, method, confidence, String.join("; ", all));
    }
}
