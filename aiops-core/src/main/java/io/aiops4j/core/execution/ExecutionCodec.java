package io.aiops4j.core.execution;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executions as JSON that round-trips and tolerates unknown fields, found by runbook, version, incident and its type, client, target,
 * host, status, success, failure type and labels, and by the words of what was said about them. What the host ran by itself is
 * tallied; for runbooks a fold over the journal knows.
 */
final class ExecutionCodec implements RecordCodec<ExecutionResult> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    ExecutionCodec() {}

    @Override
    public RecordIndex index(ExecutionResult result) {
        RecordIndex index = RecordIndex.of(result.executionId(), result.started())
                .with("id", result.executionId())
                .with("runbook", result.runbookId())
                .with("version", Integer.toString(result.runbookVersion()))
                .with("incident", result.incidentId())
                .with("incidentType", result.incidentType())
                .with("client", result.client())
                .with("target", result.target())
                .with("host", result.host())
                .with("status", name(result.status()))
                .with("success", Boolean.toString(result.success()))
                .with("failureType", result.failureType() == null ? null : name(result.failureType()))
                .text(text(result));
        for (Map.Entry<String, String> label : result.labels().entrySet()) {
            index = index.with("label." + label.getKey(), label.getValue());
        }
        return result.platform().equals(ExecutionResult.HOST_CODE) && result.runbookVersion() == 0
                ? index.tally(
                        ExecutionStatistics.tallyOf(result.client(), result.runbookId()),
                        ExecutionStatistics.tally(result.status(), result.success(), result.duration()))
                : index;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    // what is asked for most goes first: only so many words are kept
    private static String text(ExecutionResult result) {
        StringJoiner text = new StringJoiner(" ");
        add(text, result.runbookId());
        add(text, result.incidentType());
        add(text, result.error());
        result.labels().values().forEach(value -> add(text, value));
        add(text, result.verification().detail());
        for (StepResult step : result.steps()) {
            add(text, step.name());
            add(text, step.action());
            add(text, step.error());
        }
        return text.toString();
    }

    private static void add(StringJoiner text, @Nullable String part) {
        if (part != null) {
            text.add(part);
        }
    }

    @Override
    public String encode(ExecutionResult result) {
        return JSON.writeValueAsString(result);
    }

    @Override
    public ExecutionResult decode(String text) {
        try {
            ExecutionResult result = JSON.readValue(text, ExecutionResult.class);
            if (result == null) {
                throw new AiopsException("Not an execution: it is null.");
            }
            return result;
        } catch (JacksonException e) {
            throw new AiopsException("Not an execution: " + e.getOriginalMessage(), e);
        }
    }
}
