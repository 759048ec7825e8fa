package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Results that are recorded one after the other: all of it follows from its token.
 *
 * @param token unique in the evaluation, with a number at its end
 * @param results what is recorded
 */
record LoadBurst(String token, List<ExecutionResult> results) {

    /** What they are recorded under. */
    static final String NAME = "burst";

    /** The label of all results of several bursts; it can be queried for. */
    static final String GROUP = "group";

    private static final int BURSTS = 10;
    private static final int MOST = 40;

    static LoadBurst of(String token) {
        Random random = new Random(token.hashCode());
        return new LoadBurst(
                token,
                IntStream.rangeClosed(0, random.nextInt(MOST))
                        .mapToObj(i -> result(token, i, random))
                        .toList());
    }

    private static ExecutionResult result(String token, int part, Random random) {
        Instant started = Instant.ofEpochSecond(1_000_000_000L + random.nextInt(1_000_000));
        return ExecutionResult.of(token + "/" + part, NAME)
                .time(started, started.plus(Duration.ofMillis(random.nextInt(60_000))))
                .status(ExecutionResult.Status.COMPLETED)
                .failure(null, "e".repeat(random.nextInt(200)))
                .label(GROUP, group(token))
                .build();
    }

    /** What the results of this burst, and of its neighbours, are labelled with. */
    static String group(String token) {
        int number = token.lastIndexOf('-') + 1;
        return token.substring(0, number) + "g" + Integer.parseInt(token.substring(number)) / BURSTS;
    }
}
