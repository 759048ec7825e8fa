package io.aiops4j.learning.analyze;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.learning.llm.Models;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why an execution did not help (SPI).
 *
 * <pre>{@code
 * FailureAnalyzer analyzer = FailureAnalyzer.byModel(Models.of(chatModel), FailureAnalyzer.byRules(catalogue::signature));
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface FailureAnalyzer {

    /** Why this execution of this runbook did not help. */
    Analysis analyze(ExecutionResult result, Runbook runbook);

    /** By rules over errors, step results, states and declared effects. */
    static FailureAnalyzer byRules(Function<String, @Nullable ActionSignature> catalogue) {
        return new RuleAnalyzer(catalogue);
    }

    /** By a model, for what another analyzer leaves unknown. Only our own words and figures reach the model, no text. */
    static FailureAnalyzer byModel(Models models, FailureAnalyzer first) {
        return new ModelAnalyzer(models, first);
    }
}
