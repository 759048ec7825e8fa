package io.aiops4j.learning.analyze;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.verify.Verification;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules, from what is plainest to what must be reasoned out. */
final class RuleAnalyzer implements FailureAnalyzer {

    private final Function<String, @Nullable ActionSignature> catalogue;

    RuleAnalyzer(Function<String, @Nullable ActionSignature> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Analysis analyze(ExecutionResult result, Runbook runbook) {
        Found found = new Found(result);
        String error = String.valueOf(result.error());
        RunValues values = RunValues.of(runbook, Map.of(), Client.of(result.client()), Target.parse(result.target()));
        return switch (result.status()) {
            case NOT_STARTED ->
                // a precondition did not hold; or it might not start, which says nothing of the runbook
                result.failureType() == null
                        ? found.unknown(error, "refusal")
                        : found.of(result.failureType(), Found.SAID, error, "precondition", "before");
            case FAILED, ROLLED_BACK -> new StepFailures(result, runbook, values).analyze();
            case STOPPED, CANCELLED, IN_DOUBT -> found.unknown(error, "stopped");
            case COMPLETED ->
                result.verification().outcome() == Verification.Outcome.NOT_PASSED
                        ? new NotBetter(result, runbook, values, catalogue).analyze()
                        : found.unknown(result.verification().detail(), "verification");
        };
    }
}
