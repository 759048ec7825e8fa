package io.aiops4j.learning.improve;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.learning.analyze.Analysis;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Drafts a better version of a runbook that did not help (SPI). A draft is checked and waits for a person like anything
 * else; an improver has no authority.
 *
 * <pre>{@code
 * Optional<Runbook> draft = RunbookImprover.byRules(catalogue::signature).improve(parent, result, analysis, 2);
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface RunbookImprover {

    /** A draft of this version number, or nothing when no better one is known. */
    Optional<Runbook> improve(Runbook parent, ExecutionResult failure, Analysis analysis, int version);

    /** By rules: more time, another attempt, a wait, another order, another value within its bounds, a precondition, a longer watch or a roll-back, whichever fits the failure type. */
    static RunbookImprover byRules(Function<String, @Nullable ActionSignature> catalogue) {
        return new RuleImprover(catalogue);
    }
}
