package io.aiops4j.spring;

import io.aiops4j.Aiops;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up, or degraded with the reasons; never down, because the application itself is not: what this library cannot do must not
 * take its host out of service.
 */
final class AiopsHealthIndicator implements HealthIndicator {

    private final Aiops aiops;
    private final @Nullable LogFeed logs;

    AiopsHealthIndicator(Aiops aiops, @Nullable LogFeed logs) {
        this.aiops = aiops;
        this.logs = logs;
    }

    @Override
    public Health health() {
        HealthDetails shown = HealthDetails.of(aiops, logs);
        return Health.status(shown.status()).withDetails(shown.details()).build();
    }
}
