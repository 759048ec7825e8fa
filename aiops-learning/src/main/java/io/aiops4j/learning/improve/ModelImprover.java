package io.aiops4j.learning.improve;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.llm.Enclosure;
import io.aiops4j.learning.llm.ModelCall;
import io.aiops4j.learning.llm.Models;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets a strong model draft what rules know nothing for. Whatever it answers is read as data: steps out of catalogued actions, with values
 * that the parent used already or that an action bounds, and evidence that it was shown.
 */
final class ModelImprover implements RunbookImprover {

    private final Models models;
    private final RunbookImprover first;
    private final Function<String, @Nullable ActionSignature> catalogue;
    private final DraftPrompt prompt;

    ModelImprover(
            Models models,
            RunbookImprover first,
            Function<String, @Nullable ActionSignature> catalogue,
            DraftPrompt prompt) {
        this.models = models;
        this.first = first;
        this.catalogue = catalogue;
        this.prompt = prompt;
    }

    @Override
    public Draft improve(Runbook parent, ExecutionResult failure, Analysis analysis, int version) {
        Draft byRules = first.improve(parent, failure, analysis, version);
        if (byRules.runbook().isPresent()) {
            return byRules;
        }
        Enclosure data = prompt.data(parent, failure, analysis);
        List<String> findings = data.findings();
        try {
            ModelCall.Answer answer = models.ask(ModelCall.Question.draft(
                    failure.executionId(), prompt.system(), prompt.user(parent, analysis, data), DraftReply.SCHEMA));
            DraftReader reader = new DraftReader(parent, catalogue, analysis.evidence(), answer::restore);
            return reader.read(answer.as(DraftReply.class), version, "model").with(findings);
        } catch (ModelCall.NoAnswerException e) {
            return Draft.none(byRules.why() + "; the model was of no help: " + e.getMessage())
                    .with(findings);
        }
    }
}
