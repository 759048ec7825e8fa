package io.aiops4j.jmh.place;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Executions of an invented shop, the same on every run: two thirds of runbooks, one third of the host's own code. */
public final class SampleExecutions {

    /** How many runbooks there are. */
    public static final int RUNBOOKS = 50;

    /** How many versions each has. */
    public static final int VERSIONS = 8;

    /** A word in one of so many executions. */
    public static final int RARE = 20_000;

    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    private static final List<String> SERVICES = List.of(
            "cart", "checkout", "catalog", "payment", "shipping", "search", "mail", "session", "stock", "login");

    private static final List<String> FAILURES = List.of(
            "connection refused by the replica",
            "read timeout after thirty seconds",
            "no space left on the device",
            "too many open files in the worker",
            "deadlock detected while committing",
            "certificate has expired yesterday",
            "the queue is full and rejects",
            "version conflict on the document");

    private SampleExecutions() {}

    /** So many, from this number on. */
    public static List<ExecutionResult> some(long from, int count) {
        return LongStream.range(from, from + count)
                .mapToObj(SampleExecutions::one)
                .toList();
    }

    /** The name of a runbook. */
    public static String runbook(int number) {
        return "restart-" + SERVICES.get(number % SERVICES.size()) + "-" + number;
    }

    private static ExecutionResult one(long number) {
        Random random = new Random(number * 31);
        Instant started = FIRST.plusMillis(number * 700 + random.nextInt(700));
        boolean failed = random.nextInt(4) == 0;
        String service = SERVICES.get(random.nextInt(SERVICES.size()));
        var result = ExecutionResult.of(
                        "ex-" + Long.toHexString(number * 0x9E3779B97F4A7C15L), name(number, random, service))
                .time(started, started.plus(Duration.ofMillis(1 + random.nextInt(90_000))))
                .on("default", service + "-" + random.nextInt(200), "node-" + random.nextInt(12))
                .status(failed ? ExecutionResult.Status.FAILED : ExecutionResult.Status.COMPLETED)
                .failure(
                        failed ? FailureType.values()[random.nextInt(FailureType.values().length)] : null,
                        error(number, failed, random))
                .label("team", "team-" + random.nextInt(9))
                .label("region", "eu-" + random.nextInt(4));
        if (number % 3 != 0) {
            result.version(1 + random.nextInt(VERSIONS), "sha256:" + Long.toHexString(random.nextLong()))
                    .platform("linux")
                    .incident(
                            "inc-" + random.nextInt(100_000),
                            FAILURES.get(random.nextInt(FAILURES.size()))
                                    .substring(0, 8)
                                    .strip())
                    .steps(steps(started, service, random));
        }
        return result.build();
    }

    private static String name(long number, Random random, String service) {
        return number % 3 == 0 ? "nightly-" + service : runbook(random.nextInt(RUNBOOKS));
    }

    private static String error(long number, boolean failed, Random random) {
        String rare = number % RARE == 0 ? " quorumloss" : "";
        return (failed ? FAILURES.get(random.nextInt(FAILURES.size())) : "nothing to report") + " at shard"
                + random.nextInt(1_000) + rare;
    }

    private static List<StepResult> steps(Instant started, String service, Random random) {
        List<StepResult> steps = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            steps.add(new StepResult(
                    "step-" + i,
                    "restart_service",
                    Map.of("service", service, "grace", "30"),
                    StepResult.Status.DONE,
                    1,
                    started.plusSeconds(i),
                    Duration.ofMillis(random.nextInt(5_000)),
                    "pid " + random.nextInt(65_536)
                            + " stopped, started, and answered its probe within the time that it had",
                    null,
                    null));
        }
        return steps;
    }
}
