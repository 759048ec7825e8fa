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
 */
public record Guardrails(int perHour) {

    /** How many runs may start by themselves within an hour when nothing is said. */
    public static final int DEFAULT_PER_HOUR = 60;

    /** What holds when nothing is said. */
    public static final Guardrails DEFAULT = new Guardrails(DEFAULT_PER_HOUR);

    /** Refuses a limit below nothing. */
    public Guardrails {
        if (perHour < 0) {
            throw new AiopsException("At most " + perHour + " runs an hour is no limit. Use 0 or more.");
        }
    }

    /** The same with another hourly limit. */
    public Guardrails perHour(int most) {
        return new Guardrails(most);
    }
}
