package io.aiops4j;

import java.util.Map;

/**
 * How it goes, and what is not as it should be.
 *
 * <pre>{@code
 * AiopsHealth health = aiops.health();
 * if (!health.degradations().isEmpty()) log.warn("{}", health.degradations());
 * }</pre>
 *
 * @param degradations what is not as it should be, with what to do about it; empty when all is well
 * @param figures what is counted
 */
public record AiopsHealth(Map<String, String> degradations, Map<String, Long> figures) {

    /** Copies both maps. */
    public AiopsHealth {
        degradations = Map.copyOf(degradations);
        figures = Map.copyOf(figures);
    }

    /** Whether all is well. */
    public boolean isWell() {
        return degradations.isEmpty();
    }
}
