package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;

/**
 * Limits that hold whatever was approved. They sit in the runner, where nobody walks round them.
 *
 * <pre>{@code
 * Aiops.builder().guardrails(Guardrails.DEFAULT.perHour(20));
 * }</pre>
 *
 * @param perHour how many runs may start by themselves within an hour, for each client, on all nodes together; what a person asked
 *     for or allowed is not counted
 * @param threshold the lower bound of its confidence from which a version may run by itself, where that was approved
 */
public record Guardrails(int perHour, double threshold) {

    /** How many runs may start by themselves within an hour when nothing is said. */
    public static final int DEFAULT_PER_HOUR = 60;

    /** The lower bound of its confidence from which a version may run by itself, when nothing is said. */
    public static final double DEFAULT_THRESHOLD = 0.7;

    /** What holds when nothing is said. */
    public static final Guardrails DEFAULT = new Guardrails(DEFAULT_PER_HOUR, DEFAULT_THRESHOLD);

    /** Refuses a limit below nothing. */
    public Guardrails {
        if (perHour < 0) {
            throw new AiopsException("At most " + perHour + " runs an hour is no limit. Use 0 or more.");
        }
        if (!(threshold > 0 && threshold < 1)) {
            throw new AiopsException("The threshold must lie between 0 and 1, not at " + threshold + ". "
                    + DEFAULT_THRESHOLD + " is the default.");
        }
    }

    /** The same with another hourly limit. */
    public Guardrails perHour(int most) {
        return new Guardrails(most, threshold);
    }

    /** The same with another lower bound of confidence from which a version may run by itself, where that was approved. */
    public Guardrails threshold(double lowerBound) {
        return new Guardrails(perHour, lowerBound);
    }
}
