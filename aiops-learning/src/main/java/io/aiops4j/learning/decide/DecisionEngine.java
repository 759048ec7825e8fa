package io.aiops4j.learning.decide;

import io.aiops4j.core.review.Approval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Decides, as a pure function of what is known: the same options give the same decision.
 *
 * <pre>{@code
 * Decision decision = DecisionEngine.decide(options);
 * }</pre>
 */
public final class DecisionEngine {

    private DecisionEngine() {}

    /** What is to happen, given what could run. */
    public static Decision decide(List<Decision.Option> options) {
        List<String> reasons = new ArrayList<>();
        Decision.Option best = null;
        for (Decision.Option option : sorted(options)) {
            if (option.failedHere()) {
                reasons.add(label(option) + " was tried against this incident and did not help, or not for long");
            } else if (best == null) {
                best = option;
            }
        }
        if (best == null) {
            if (options.isEmpty()) {
                reasons.add("no runbook against it is approved for this target");
            }
            return new Decision.Escalate(List.copyOf(reasons));
        }
        return decide(best, reasons);
    }

    private static Decision decide(Decision.Option option, List<String> reasons) {
        boolean vouched = option.mode() == Approval.Mode.AT_ONCE;
        boolean proven = option.mode() == Approval.Mode.WHEN_PROVEN
                && option.confidence().proven();
        reasons.add(
                switch (option.mode()) {
                    case AT_ONCE -> label(option) + " was approved to run at once";
                    case WHEN_ASKED -> label(option) + " was approved to run when asked";
                    case WHEN_PROVEN ->
                        label(option) + " was approved to run when proven; its lower bound is "
                                + percent(option.confidence().lowerBound()) + " of the "
                                + percent(option.confidence().threshold()) + " that it takes";
                });
        if (option.critical()) {
            reasons.add("its target is critical, so a person allows each run");
        }
        return (vouched || proven) && !option.critical()
                ? new Decision.AutoRun(option.version(), vouched, List.copyOf(reasons))
                : new Decision.AskHuman(option.version(), List.copyOf(reasons));
    }

    // the one that has shown most, and among equals by name, so that the order in which they are given does not matter
    private static List<Decision.Option> sorted(List<Decision.Option> options) {
        return options.stream()
                .sorted(Comparator.comparing(
                                (Decision.Option option) -> option.confidence().lowerBound())
                        .reversed()
                        .thenComparing(DecisionEngine::label))
                .toList();
    }

    private static String label(Decision.Option option) {
        return option.version().runbook().label();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
