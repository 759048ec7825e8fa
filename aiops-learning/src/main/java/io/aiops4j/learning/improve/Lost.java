package io.aiops4j.learning.improve;

import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a draft no longer asks for: a version must not look better because less is looked at. */
final class Lost {

    private Lost() {}

    /** What is asked for no more, in words, or null. */
    static @Nullable String between(@Nullable Runbook parent, Runbook draft) {
        if (draft.verification().isEmpty()) {
            return "it verifies nothing";
        }
        if (parent == null) {
            return null;
        }
        String lost = first("verification", parent.verification(), draft.verification());
        lost = lost == null ? first("precondition", parent.preconditions(), draft.preconditions()) : lost;
        for (Step step : parent.steps()) {
            lost = lost == null ? check(step, draft) : lost;
        }
        return lost != null || draft.watch().compareTo(parent.watch()) >= 0
                ? lost
                : "the state is watched for a shorter time after it";
    }

    private static @Nullable String first(String what, List<Check> before, List<Check> after) {
        return before.stream()
                .filter(check -> !after.contains(check))
                .findFirst()
                .map(check -> "the " + what + " '" + check.text() + "' is no longer asked for")
                .orElse(null);
    }

    // a step that is gone takes its check along, and a check that moved to the end of the run is still asked for
    private static @Nullable String check(Step step, Runbook draft) {
        Check check = step.check();
        boolean kept = check == null
                || draft.verification().contains(check)
                || draft.steps().stream()
                        .filter(other -> other.name().equals(step.name()))
                        .allMatch(other -> check.equals(other.check()));
        return kept ? null : "the check of step '" + step.name() + "' is no longer asked for";
    }
}
