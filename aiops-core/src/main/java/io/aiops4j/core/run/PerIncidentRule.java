package io.aiops4j.core.run;

import org.jspecify.annotations.Nullable;

/** So many runs may start by themselves against one incident, however long it lasts. */
record PerIncidentRule(int most) implements Rule {

    @Override
    public @Nullable Refusal refusal(Start start, RunHistory past) {
        String incident = start.request().incidentId();
        if (incident == null) {
            return null;
        }
        int started = past.startsAgainst(incident);
        return started < most
                ? null
                : Refusal.over(
                        GuardrailException.PER_INCIDENT,
                        started + " runs started by themselves against " + incident + ", and " + most + " is the most",
                        null);
    }
}
