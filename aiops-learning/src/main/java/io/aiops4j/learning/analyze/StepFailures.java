package io.aiops4j.learning.analyze;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a step failed: what its action said of it first, then whether it only came too early, then the words of its error. */
final class StepFailures {

    private record Words(FailureType type, List<String> phrases) {}

    // the first that is found decides; plain words, because a handler's error is nobody's syntax
    private static final List<Words> ERRORS = List.of(
            new Words(FailureType.ACTION_UNSUPPORTED, List.of("there is no action", "unsupportedoperation")),
            new Words(FailureType.PARAMETER_WRONG, List.of("parameter '")),
            new Words(
                    FailureType.ENVIRONMENT_OR_PERMISSION,
                    List.of("permission", "access denied", "not permitted", "forbidden", "unauthorized", "read-only")),
            new Words(
                    FailureType.EXTERNAL_DEPENDENCY,
                    List.of("connection refused", "unknownhost", "unreachable", "bad gateway", "service unavailable")),
            new Words(
                    FailureType.TRANSIENT,
                    List.of(
                            "in use",
                            "try again",
                            "temporar",
                            "busy",
                            "locked",
                            "timed out",
                            "timeout",
                            "reset by peer")));

    private final ExecutionResult result;
    private final Runbook runbook;
    private final RunValues values;
    private final Found found;

    StepFailures(ExecutionResult result, Runbook runbook, RunValues values) {
        this.result = result;
        this.runbook = runbook;
        this.values = values;
        this.found = new Found(result);
    }

    Analysis analyze() {
        String error = String.valueOf(result.error());
        Optional<StepResult> failed =
                result.steps().stream().filter(step -> !step.done()).findFirst();
        if (failed.isEmpty()) {
            return byWords(error, null);
        }
        StepResult step = failed.get();
        String place = Found.step(step.name());
        if (step.status() == StepResult.Status.TIMED_OUT) {
            return found.of(FailureType.TIMING_OR_RACE, Found.SAID, error, "step time-out", place);
        }
        if (step.failure() != null) {
            return found.of(step.failure(), Found.SAID, error, "what the action said", place);
        }
        Check check = check(step);
        if (check != null
                && String.valueOf(step.error()).contains("check does not hold")
                && check.test(result.after(), values) == Check.Result.HOLDS) {
            return found.of(
                    FailureType.TIMING_OR_RACE,
                    Found.SHOWN,
                    error + ", and a moment later it did: " + check,
                    "state after",
                    place,
                    Found.after(check.subject()));
        }
        return byWords(error, place);
    }

    private @Nullable Check check(StepResult failed) {
        return runbook.steps().stream()
                .filter(step -> step.name().equals(failed.name()))
                .findFirst()
                .map(Step::check)
                .orElse(null);
    }

    private Analysis byWords(String error, @Nullable String place) {
        String[] places = place == null ? new String[0] : new String[] {place};
        String lower = error.toLowerCase(Locale.ROOT);
        for (Words words : ERRORS) {
            if (words.phrases().stream().anyMatch(lower::contains)) {
                return found.of(words.type(), Found.LIKELY, error, "step error", places);
            }
        }
        return found.of(FailureType.UNKNOWN, Found.OPEN, error, "step error", places);
    }
}
