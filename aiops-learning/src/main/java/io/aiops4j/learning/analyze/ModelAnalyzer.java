package io.aiops4j.learning.analyze;

import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.learning.llm.ModelCall;
import io.aiops4j.learning.llm.Models;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a cheap model choose one of our failure types where rules could not, and the strong one if it is unsure. The prompt holds names from
 * the approved runbook and outcomes from our own lists, no error text and no log line, so there is nothing to inject through; the answer is
 * one word of our list or is not heard.
 */
final class ModelAnalyzer implements FailureAnalyzer {

    private static final Logger LOG = LoggerFactory.getLogger(ModelAnalyzer.class);

    // a word of a list, without reasons: enough to draft by, and less than any rule; what a model says of itself counts
    // for nothing
    private static final double CONFIDENCE = 0.5;

    private static final List<String> TYPES =
            Arrays.stream(FailureType.values()).map(Enum::name).toList();

    private static final JsonSchema SCHEMA = JsonSchema.builder()
            .name("failure_type")
            .rootElement(JsonObjectSchema.builder()
                    .addStringProperty("type", "one of " + String.join(", ", TYPES))
                    .addNumberProperty(Models.CONFIDENCE, "how sure you are, from 0 to 1")
                    .required("type")
                    .build())
            .build();

    private static final String SYSTEM = """
            A runbook was run and did not help. Choose the one failure type that fits best:
            %s""".formatted(String.join(", ", TYPES));

    private final Models models;
    private final FailureAnalyzer first;

    ModelAnalyzer(Models models, FailureAnalyzer first) {
        this.models = models;
        this.first = first;
    }

    /** What is read of the answer. */
    record Choice(@Nullable String type) {}

    @Override
    public Analysis analyze(ExecutionResult result, Runbook runbook) {
        Analysis byRules = first.analyze(result, runbook);
        if (byRules.type() != FailureType.UNKNOWN) {
            return byRules;
        }
        try {
            ModelCall.Answer answer =
                    models.ask(ModelCall.Question.classify(result.executionId(), SYSTEM, words(result), SCHEMA));
            FailureType chosen = chosen(answer.as(Choice.class));
            String source = answer.isEscalated()
                    ? "strong model, where rules and a cheap one could not tell"
                    : "model, where rules could not tell";
            return chosen == FailureType.UNKNOWN
                    ? byRules
                    : new Analysis(chosen, byRules.cause(), byRules.evidence(), CONFIDENCE, source);
        } catch (RuntimeException e) {
            LOG.warn("The model could not be asked about {}; rules alone decide", result.executionId(), e);
            return byRules;
        }
    }

    private static String words(ExecutionResult result) {
        String steps = result.steps().stream().map(ModelAnalyzer::line).collect(Collectors.joining("\n"));
        return """
                Incident type: %s
                Run: %s
                Verification: %s
                Steps:
                %s
                """.formatted(
                result.incidentType(), result.status(), result.verification().outcome(), steps);
    }

    private static String line(StepResult step) {
        return "- " + step.action() + ": " + step.status() + " after " + step.attempts() + " attempts";
    }

    private static FailureType chosen(Choice choice) {
        String word = String.valueOf(choice.type()).strip().toUpperCase(Locale.ROOT);
        return TYPES.contains(word) ? FailureType.valueOf(word) : FailureType.UNKNOWN;
    }
}
