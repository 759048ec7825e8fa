package io.aiops4j.core.execution;

import io.aiops4j.core.store.RecordIndex;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Executions are found by runbook, version, incident and its type, client, target,
 * host, status, success, failure type and labels, and by the words of what was said about them. What the host ran by itself is
 * tallied; for runbooks a fold over the journal knows.
 */
final class ExecutionIndex {

    private ExecutionIndex() {}

    static RecordIndex of(ExecutionResult result) {
        // in one map: an index is made of every record, and each step of a chain would copy it
        Map<String, String> fields = new HashMap<>();
        put(fields, "id", result.executionId());
        put(fields, "runbook", result.runbookId());
        put(fields, "version", Integer.toString(result.runbookVersion()));
        put(fields, "incident", result.incidentId());
        put(fields, "incidentType", result.incidentType());
        put(fields, "client", result.client());
        put(fields, "target", result.target());
        put(fields, "host", result.host());
        put(fields, "status", name(result.status()));
        put(fields, "success", Boolean.toString(result.success()));
        put(fields, "failureType", result.failureType() == null ? null : name(result.failureType()));
        result.labels().forEach((label, value) -> put(fields, "label." + label, value));
        boolean tallied = result.platform().equals(ExecutionResult.HOST_CODE) && result.runbookVersion() == 0;
        return new RecordIndex(
                result.executionId(),
                result.started(),
                fields,
                text(result),
                tallied ? ExecutionStatistics.tallyOf(result.client(), result.runbookId()) : null,
                tallied ? ExecutionStatistics.tally(result.status(), result.success(), result.duration()) : Map.of());
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
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
}
