package io.aiops4j.core.execution;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the executions of one runbook version, or of the host's own code under one name, add up to.
 *
 * <pre>{@code
 * ExecutionStatistics nightly = aiops.executions().statistics(Client.DEFAULT, "nightly-import");
 * System.out.println(nightly.completed() + " of " + nightly.runs() + ", usually in " + nightly.medianDuration());
 * }</pre>
 *
 * @param runs how many there were
 * @param completed how many did all that they were to do
 * @param successes how many of these were verified to have made the world better
 * @param medianDuration how long one takes usually, to within a tenth
 */
public record ExecutionStatistics(long runs, long completed, long successes, Duration medianDuration) {

    /** Under which name a tally counts successes: one that did not last is taken off again. */
    public static final String SUCCESSES = "successes";

    private static final String RUNS = "runs";
    private static final String COMPLETED = "completed";
    private static final String TOOK = "took.";

    /** Whose tally the host's own executions under this name add to. */
    public static String tallyOf(String client, String name) {
        return client + "/" + name;
    }

    /** What one execution adds to a tally. */
    public static Map<String, Long> tally(ExecutionResult.Status status, boolean success, Duration took) {
        Map<String, Long> tally = new HashMap<>();
        tally.put(RUNS, 1L);
        if (status == ExecutionResult.Status.COMPLETED) {
            tally.put(COMPLETED, 1L);
        }
        if (success) {
            tally.put(SUCCESSES, 1L);
        }
        tally.put(TOOK + Durations.bucket(took), 1L);
        return tally;
    }

    /** What a tally says. */
    public static ExecutionStatistics of(Map<String, Long> tally) {
        Durations durations = new Durations();
        tally.forEach((name, count) -> {
            if (name.startsWith(TOOK)) {
                durations.add(Integer.parseInt(name, TOOK.length(), name.length(), 10), count);
            }
        });
        return new ExecutionStatistics(
                tally.getOrDefault(RUNS, 0L),
                tally.getOrDefault(COMPLETED, 0L),
                tally.getOrDefault(SUCCESSES, 0L),
                Duration.ofNanos(durations.median()));
    }
}
