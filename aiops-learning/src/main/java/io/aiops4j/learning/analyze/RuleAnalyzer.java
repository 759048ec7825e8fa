package io.aiops4j.learning.analyze;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules, from what is plainest to what must be reasoned out. */
final class RuleAnalyzer implements FailureAnalyzer {

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

    private final Function<String, @Nullable ActionSignature> catalogue;

    RuleAnalyzer(Function<String, @Nullable ActionSignature> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Analysis analyze(ExecutionResult result, Runbook runbook) {
        return switch (result.status()) {
            case NOT_STARTED ->
                // a precondition did not hold; or it might not start, which says nothing of the runbook
                result.failureType() == null
                        ? said(result, FailureType.UNKNOWN, String.valueOf(result.error()), "refusal")
                        : said(result, result.failureType(), String.valueOf(result.error()), "precondition");
            case FAILED, ROLLED_BACK -> failedStep(result);
            case STOPPED, CANCELLED, IN_DOUBT ->
                said(result, FailureType.UNKNOWN, String.valueOf(result.error()), "stopped");
            case COMPLETED ->
                result.verification().outcome() == Verification.Outcome.NOT_PASSED
                        ? notEnough(result, runbook)
                        : said(
                                result,
                                FailureType.UNKNOWN,
                                result.verification().detail(),
                                "verification");
        };
    }

    private static Analysis failedStep(ExecutionResult result) {
        String error = String.valueOf(result.error());
        boolean late = result.steps().stream().anyMatch(step -> step.status() == StepResult.Status.TIMED_OUT);
        if (late) {
            return said(result, FailureType.TIMING_OR_RACE, error, "step time-out");
        }
        String lower = error.toLowerCase(Locale.ROOT);
        for (Words words : ERRORS) {
            if (words.phrases().stream().anyMatch(lower::contains)) {
                return said(result, words.type(), error, "step error");
            }
        }
        return said(result, FailureType.UNKNOWN, error, "step error");
    }

    // all steps were done and the world is not better: do the declared effects explain it?
    private Analysis notEnough(ExecutionResult result, Runbook runbook) {
        Check failing = failing(runbook, result.after(), values(result, runbook));
        String detail = result.verification().detail();
        if (failing == null) {
            return said(result, FailureType.UNKNOWN, detail, "verification");
        }
        String reached = result.after().value(failing.subject());
        boolean asAsked =
                result.steps().stream().anyMatch(step -> step.parameters().containsValue(reached));
        if (asAsked) {
            return said(
                    result,
                    FailureType.PARAMETER_WRONG,
                    detail + ", and that is the value that the runbook asked for",
                    "state after");
        }
        StateSnapshot expected = runbook.simulate(result.before(), values(result, runbook), catalogue);
        boolean explained = failing.test(expected, values(result, runbook)) != Check.Result.HOLDS;
        return explained
                ? said(
                        result,
                        FailureType.RUNBOOK_INSUFFICIENT,
                        detail + ", although every step was done",
                        "declared effects")
                : said(
                        result,
                        FailureType.UNKNOWN,
                        detail + ", although the steps declare that it would",
                        "declared effects");
    }

    private static @Nullable Check failing(Runbook runbook, StateSnapshot after, RunValues values) {
        return runbook.verification().stream()
                .filter(check -> check.test(after, values) == Check.Result.FAILS)
                .findFirst()
                .orElse(null);
    }

    private static RunValues values(ExecutionResult result, Runbook runbook) {
        Map<String, String> presets = new HashMap<>();
        return RunValues.of(runbook, presets, Client.of(result.client()), Target.parse(result.target()));
    }

    private static Analysis said(ExecutionResult result, FailureType type, String cause, String rule) {
        return new Analysis(type, cause, result.evidenceId(), "rule: " + rule);
    }
}
