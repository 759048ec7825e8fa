package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsHealth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What health shows, whichever types the host's Boot has for it.
 *
 * @param status up, or one that Boot does not count as down
 * @param details degradations first, then figures
 */
record HealthDetails(String status, Map<String, Object> details) {

    /** Its status where something is not as it should be: never down, because the application itself is not. */
    static final String DEGRADED = "DEGRADED";

    private static final String UP = "UP";
    private static final String DROPPED = "logs.dropped";

    static HealthDetails of(Aiops aiops, @Nullable LogFeed logs) {
        Map<String, Object> details = new LinkedHashMap<>();
        try {
            AiopsHealth health = logs == null ? aiops.health() : with(logs, aiops.health());
            if (!health.isWell()) {
                details.put("degradations", new TreeMap<>(health.degradations()));
            }
            details.putAll(new TreeMap<>(health.figures()));
            return new HealthDetails(health.isWell() ? UP : DEGRADED, details);
        } catch (RuntimeException e) {
            details.put("error", e.getClass().getName() + ": " + e.getMessage());
            return new HealthDetails(DEGRADED, details);
        }
    }

    // what lies between the application's log and its Aiops, which knows nothing of it
    private static AiopsHealth with(LogFeed logs, AiopsHealth health) {
        Map<String, Long> figures = new HashMap<>(health.figures());
        Map<String, String> degradations = new HashMap<>(health.degradations());
        long dropped = logs.dropped();
        figures.put("logs.waiting", (long) logs.waiting());
        figures.put(DROPPED, dropped);
        if (dropped > 0) {
            degradations.put(
                    DROPPED,
                    dropped + ": lines of the log were not looked at, most likely because too many came at once");
        }
        return new AiopsHealth(degradations, figures);
    }
}
