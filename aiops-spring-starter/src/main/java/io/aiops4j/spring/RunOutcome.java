package io.aiops4j.spring;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.verify.Verification;
import java.util.Locale;

/** How a run ended, in one word: whether it helped, or else why not. */
final class RunOutcome {

    private RunOutcome() {}

    static String of(RunEntries.Ended ended) {
        if (ended.success()) {
            return "helped";
        }
        if (ended.status() != ExecutionResult.Status.COMPLETED) {
            return ended.status().name().toLowerCase(Locale.ROOT);
        }
        return ended.verification() == Verification.Outcome.UNKNOWN ? "unknown" : "not_better";
    }
}
