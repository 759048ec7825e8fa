package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsHealth;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Up, or degraded with the reasons; never down, because the application itself is not: what this library cannot do must not
 * take its host out of service.
 */
final class AiopsHealthIndicator implements HealthIndicator {

    /** What its status is called where it is not well: one that Boot does not count as down. */
    static final String NAME = "DEGRADED";

    static final Status DEGRADED = new Status(NAME);

    private static final String DROPPED = "logs.dropped";

    private final Aiops aiops;
    private final @Nullable LogFeed logs;

    AiopsHealthIndicator(Aiops aiops, @Nullable LogFeed logs) {
        this.aiops = aiops;
        this.logs = logs;
    }

    @Override
    public Health health() {
        try {
            return health(logs == null ? aiops.health() : with(logs, aiops.health()));
        } catch (RuntimeException e) {
            return Health.status(DEGRADED).withException(e).build();
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

    private static Health health(AiopsHealth health) {
        Health.Builder shown = health.isWell()
                ? Health.up()
                : Health.status(DEGRADED).withDetail("degradations", new TreeMap<>(health.degradations()));
        return shown.withDetails(new TreeMap<>(health.figures())).build();
    }
}
