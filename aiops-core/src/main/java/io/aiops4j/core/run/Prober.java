package io.aiops4j.core.run;

import io.aiops4j.core.Target;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes snapshots: all probes at once, each with a time-out; one that fails leaves its part unknown. */
final class Prober {

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, StateProbe> probes;
    private final WorkPool pool;
    private final Clock clock;
    private final Duration timeout;

    Prober(Map<String, StateProbe> probes, WorkPool pool, Clock clock) {
        this(probes, pool, clock, TIMEOUT);
    }

    Prober(Map<String, StateProbe> probes, WorkPool pool, Clock clock, Duration timeout) {
        this.timeout = timeout;
        this.probes = new LinkedHashMap<>(probes);
        this.pool = pool;
        this.clock = clock;
    }

    StateSnapshot probe(Target target) throws InterruptedException {
        Map<String, Future<Map<String, String>>> readings = new LinkedHashMap<>();
        Map<String, String> values = new HashMap<>();
        Map<String, String> unknown = new HashMap<>();
        probes.forEach((name, probe) -> {
            try {
                readings.put(name, pool.submit(Failures.contained(() -> text(probe.read(target)))));
            } catch (RejectedExecutionException e) {
                unknown.put(name, "no thread was free");
            }
        });
        long end = System.nanoTime() + timeout.toNanos();
        for (Map.Entry<String, Future<Map<String, String>>> reading : readings.entrySet()) {
            try {
                values.putAll(reading.getValue().get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                reading.getValue().cancel(true);
                unknown.put(reading.getKey(), "no answer within " + timeout.toMillis() + " ms");
            } catch (ExecutionException e) {
                unknown.put(reading.getKey(), Failures.of(e));
            } catch (CancellationException e) {
                unknown.put(reading.getKey(), "the runner is closed");
            }
        }
        return new StateSnapshot(clock.instant(), values, unknown);
    }

    private static Map<String, String> text(Map<String, ?> values) {
        Map<String, String> text = new HashMap<>();
        values.forEach((name, value) -> {
            // a value that is null is not known, and must not pass for the text "null"
            if (name != null && value != null) {
                text.put(name, value.toString());
            }
        });
        return text;
    }
}
