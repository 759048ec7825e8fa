package io.aiops4j.learning.loop;

import io.aiops4j.core.store.RecordIndex;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What was learned is found by execution, client, runbook, incident, outcome, failure type and what was proposed. */
final class LearnedIndex {

    private LearnedIndex() {}

    static RecordIndex of(Learned learned) {
        Map<String, String> fields = new HashMap<>();
        fields.put("id", learned.executionId());
        fields.put("client", learned.client());
        fields.put("runbook", learned.runbook());
        fields.put("outcome", name(learned.outcome()));
        if (learned.incidentId() != null) {
            fields.put("incident", learned.incidentId());
        }
        if (learned.outcome() == Learned.Outcome.PROPOSED) {
            fields.put("proposal", learned.detail());
        }
        if (learned.analysis() != null) {
            fields.put("failureType", name(learned.analysis().type()));
        }
        return new RecordIndex(
                learned.executionId(),
                learned.time(),
                fields,
                learned.runbook() + " " + learned.detail(),
                null,
                Map.of());
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
