package io.aiops4j.core.execution;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.RecordCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executions as JSON that round-trips and tolerates unknown fields, found by runbook, version, incident, type, client,
 * target, host, status and success.
 */
final class ExecutionCodec implements RecordCodec<ExecutionResult> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    ExecutionCodec() {}

    @Override
    public String id(ExecutionResult result) {
        return result.executionId();
    }

    @Override
    public Instant time(ExecutionResult result) {
        return result.started();
    }

    @Override
    public Map<String, String> fields(ExecutionResult result) {
        Map<String, String> fields = new HashMap<>();
        fields.put("id", result.executionId());
        fields.put("runbook", result.runbookId());
        fields.put("version", Integer.toString(result.runbookVersion()));
        put(fields, "incident", result.incidentId());
        put(fields, "incidentType", result.incidentType());
        fields.put("client", result.client());
        fields.put("target", result.target());
        fields.put("host", result.host());
        fields.put("status", result.status().name().toLowerCase(Locale.ROOT));
        fields.put("success", Boolean.toString(result.success()));
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
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
