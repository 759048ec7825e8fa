package io.aiops4j.learning.improve;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.llm.Models;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Drafts a better version of a runbook that did not help (SPI). A draft is checked and waits for a person like anything
 * else; an improver has no authority.
 *
 * <pre>{@code
 * Draft draft = RunbookImprover.byRules(catalogue::signature).improve(parent, result, analysis, 2);
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface RunbookImprover {

    /** A draft of this version number, or why there is none. */
    Draft improve(Runbook parent, ExecutionResult failure, Analysis analysis, int version);

    /** By rules: more time, another attempt, a wait, another order, another value within its bounds, a precondition, a longer watch or a roll-back, whichever fits the failure type. */
    static RunbookImprover byRules(Function<String, @Nullable ActionSignature> catalogue) {
        return new RuleImprover(catalogue);
    }

    /**
     * By a strong model, for what another improver has no draft for. It is told of its task, {@linkplain Models#facts facts}, the runbook and the catalogue, by the template
     * {@code draft};
     * all that was recorded is enclosed as data.
     */
    static RunbookImprover byModel(
            Models models,
            RunbookImprover first,
            Collection<ActionSignature> catalogue,
            RecordStore<ExecutionResult> executions) {
        Map<String, ActionSignature> byName =
                catalogue.stream().collect(Collectors.toMap(ActionSignature::name, Function.identity()));
        return new ModelImprover(models, first, byName::get, DraftPrompt.of(models, byName.values(), executions));
    }
}
