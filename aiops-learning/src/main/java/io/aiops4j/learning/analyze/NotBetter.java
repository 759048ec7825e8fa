package io.aiops4j.learning.analyze;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Effect;
import io.aiops4j.core.verify.StateSnapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why the world is not better although every step was done. What the states show comes first: harm, a moment too early, nearly there;
 * then what the declared effects explain.
 */
final class NotBetter {

    /** How much of the way to its bound a value must have gone for the bound to be what is wrong. */
    private static final double NEARLY = 0.9;

    private final ExecutionResult result;
    private final Runbook runbook;
    private final RunValues values;
    private final Function<String, @Nullable ActionSignature> catalogue;
    private final Found found;

    NotBetter(
            ExecutionResult result,
            Runbook runbook,
            RunValues values,
            Function<String, @Nullable ActionSignature> catalogue) {
        this.result = result;
        this.runbook = runbook;
        this.values = values;
        this.catalogue = catalogue;
        this.found = new Found(result);
    }

    Analysis analyze() {
        String detail = result.verification().detail();
        Check failing = first(runbook.verification(), result.after(), Check.Result.FAILS);
        if (failing == null) {
            return unseen(detail);
        }
        String place = Found.after(failing.subject());
        if (failing.test(result.before(), values) == Check.Result.HOLDS) {
            return found.of(
                    FailureType.MISSING_PRECONDITION,
                    Found.SHOWN,
                    detail + ", and before the run it did",
                    "state before and after",
                    Found.before(failing.subject()),
                    place);
        }
        if (result.watched().stream().anyMatch(look -> failing.test(look, values) == Check.Result.HOLDS)) {
            return found.of(
                    FailureType.TIMING_OR_RACE,
                    Found.SHOWN,
                    detail + ", although it did while it was watched",
                    "states watched",
                    "watched/" + failing.subject(),
                    place);
        }
        String reached = result.after().value(failing.subject());
        if (result.steps().stream().anyMatch(step -> step.parameters().containsValue(reached))) {
            return found.of(
                    FailureType.PARAMETER_WRONG,
                    Found.SHOWN,
                    detail + ", and that is the value that the runbook asked for",
                    "state after",
                    place);
        }
        return isNearly(failing)
                ? found.of(
                        FailureType.VERIFICATION_TOO_STRICT,
                        Found.LIKELY,
                        detail + ", although it went nine tenths of the way there",
                        "state before and after",
                        Found.before(failing.subject()),
                        place)
                : byEffects(failing, detail, place);
    }

    // the runbook's own conditions hold: it was the incident that came back, or its verifier that saw more
    private Analysis unseen(String detail) {
        boolean held = !runbook.verification().isEmpty()
                && runbook.verification().stream()
                        .allMatch(check -> check.test(result.after(), values) == Check.Result.HOLDS);
        return held
                ? found.of(
                        FailureType.VERIFICATION_TOO_WEAK,
                        Found.SHOWN,
                        "all that the runbook verifies held, and it did not help: " + detail,
                        "verification",
                        "verification")
                : found.unknown(detail, "verification");
    }

    private Analysis byEffects(Check failing, String detail, String place) {
        Set<String> changed = changed();
        StateSnapshot expected = runbook.simulate(result.before(), values, catalogue);
        boolean idle = !changed.isEmpty()
                && changed.stream()
                        .allMatch(subject -> Objects.equals(
                                expected.value(subject), result.before().value(subject)));
        if (idle && !changed.contains(failing.subject())) {
            return found.of(
                    FailureType.WRONG_DIAGNOSIS,
                    Found.SHOWN,
                    detail + ", and all that its steps bring about was so before: " + String.join(", ", changed),
                    "declared effects",
                    changed.stream().map(Found::before).toArray(String[]::new));
        }
        if (failing.test(expected, values) != Check.Result.HOLDS) {
            return found.of(
                    FailureType.RUNBOOK_INSUFFICIENT,
                    Found.SHOWN,
                    detail + ", although every step was done",
                    "declared effects",
                    place);
        }
        return found.of(
                FailureType.UNKNOWN,
                Found.OPEN,
                detail + ", although the steps declare that it would",
                "declared effects",
                place);
    }

    // what the declared effects of its steps change, in order
    private Set<String> changed() {
        return runbook.steps().stream()
                .map(Step::action)
                .map(catalogue)
                .filter(Objects::nonNull)
                .flatMap(signature -> signature.effects().stream())
                .map(Effect::subject)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private boolean isNearly(Check failing) {
        BigDecimal before = number(result.before().value(failing.subject()));
        BigDecimal after = number(result.after().value(failing.subject()));
        BigDecimal bound = number(failing.bound(result.after(), values));
        if (before == null || after == null || bound == null) {
            return false;
        }
        double way = bound.subtract(before).doubleValue();
        double gone = after.subtract(before).doubleValue();
        return way != 0 && gone / way >= NEARLY && gone / way < 1;
    }

    private static @Nullable BigDecimal number(@Nullable String value) {
        try {
            return value == null ? null : new BigDecimal(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable Check first(List<Check> checks, StateSnapshot state, Check.Result wanted) {
        return checks.stream()
                .filter(check -> check.test(state, values) == wanted)
                .findFirst()
                .orElse(null);
    }
}
