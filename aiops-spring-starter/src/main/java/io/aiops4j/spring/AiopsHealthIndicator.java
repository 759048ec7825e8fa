package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsHealth;
import java.util.TreeMap;
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

    private final Aiops aiops;

    AiopsHealthIndicator(Aiops aiops) {
        this.aiops = aiops;
    }

    @Override
    public Health health() {
        try {
            return health(aiops.health());
        } catch (RuntimeException e) {
            return Health.status(DEGRADED).withException(e).build();
        }
    }

    private static Health health(AiopsHealth health) {
        Health.Builder shown = health.isWell()
                ? Health.up()
                : Health.status(DEGRADED).withDetail("degradations", new TreeMap<>(health.degradations()));
        return shown.withDetails(new TreeMap<>(health.figures())).build();
    }
}
