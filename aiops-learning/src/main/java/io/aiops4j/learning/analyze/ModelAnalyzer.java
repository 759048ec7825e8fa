package io.aiops4j.learning.analyze;

import dev.langchain4j.model.chat.ChatModel;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.Runbook;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a model choose one of our failure types where rules could not. The prompt holds names from the approved runbook and
 * outcomes from our own lists, no error text and no log line, so there is nothing to redact and nothing to inject through;
 * the answer is one word of our list or is not heard.
 */
final class ModelAnalyzer implements FailureAnalyzer {

    private static final Logger LOG = LoggerFactory.getLogger(ModelAnalyzer.class);

    // a word of a list, without reasons: enough to draft by, and less than any rule
    private static final double CONFIDENCE = 0.5;

    private final ChatModel model;
    private final FailureAnalyzer first;

    ModelAnalyzer(ChatModel model, FailureAnalyzer first) {
        this.model = model;
        this.first = first;
    }

    @Override
    public Analysis analyze(ExecutionResult result, Runbook runbook) {
        Analysis byRules = first.analyze(result, runbook);
        if (byRules.type() != FailureType.UNKNOWN) {
            return byRules;
        }
        try {
            FailureType chosen = choose(model.chat(prompt(result)));
            return chosen == FailureType.UNKNOWN
                    ? byRules
                    : new Analysis(
                            chosen,
                            byRules.cause(),
                            byRules.evidence(),
                            CONFIDENCE,
                            "model, where rules could not tell");
        } catch (RuntimeException e) {
            LOG.warn("The model could not be asked about {}; rules alone decide", result.executionId(), e);
            return byRules;
        }
    }

    private static String prompt(ExecutionResult result) {
        String steps = result.steps().stream().map(ModelAnalyzer::line).collect(Collectors.joining("\n"));
        return """
                A runbook was run and did not help. Choose the one failure type that fits best.
                Answer with one word of this list and nothing else: %s

                Incident type: %s
                Run: %s
                Verification: %s
                Steps:
                %s
                """.formatted(
                        Arrays.toString(FailureType.values()),
                        result.incidentType(),
                        result.status(),
                        result.verification().outcome(),
                        steps);
    }

    private static String line(StepResult step) {
        return "- " + step.action() + ": " + step.status() + " after " + step.attempts() + " attempts";
    }

    private static FailureType choose(String answer) {
        String word = answer.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(FailureType.values())
                .filter(type -> type.name().equals(word))
                .findFirst()
                .orElse(FailureType.UNKNOWN);
    }
}
