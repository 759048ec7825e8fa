package io.aiops4j.core.verify;

import io.aiops4j.core.HostCode;
import io.aiops4j.core.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes snapshots: all probes at once, each within its own time-out if it {@linkplain StateProbe#within says one}, and within a common one
 * otherwise; one that fails, hangs or finds no thread leaves its part unknown.
 *
 * <pre>{@code
 * StateSnapshot before = new Prober(probes, pool::submit, clock).probe(target);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Prober {

    /** How long a probe that says nothing else may take, when nothing is said. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** How many characters of a value are kept. */
    public static final int LONGEST = 10_000;

    /** What runs probes, or refuses to. */
    @FunctionalInterface
    public interface Threads {

        /** Runs it some time, as {@link java.util.concurrent.ExecutorService#submit} does. */
        <T> Future<T> submit(Callable<T> work);
    }

    private final Map<String, StateProbe> probes;
    private final Threads threads;
    private final Clock clock;
    private final Duration timeout;

    /** Probes by name, the threads that they run on, and what time it is. */
    public Prober(Map<String, StateProbe> probes, Threads threads, Clock clock) {
        this(probes, threads, clock, TIMEOUT);
    }

    /** The same with another time-out. */
    public Prober(Map<String, StateProbe> probes, Threads threads, Clock clock, Duration timeout) {
        this.timeout = timeout;
        this.probes = new LinkedHashMap<>(probes);
        this.threads = threads;
        this.clock = clock;
    }

    /** The state of the target now. */
    public StateSnapshot probe(Target target) throws InterruptedException {
        Map<String, Future<Map<String, String>>> readings = new LinkedHashMap<>();
        Map<String, String> values = new HashMap<>();
        Map<String, String> unknown = new HashMap<>();
        probes.forEach((name, probe) -> {
            try {
                readings.put(name, threads.submit(HostCode.contained(() -> text(probe.read(target)))));
            } catch (RejectedExecutionException e) {
                unknown.put(name, "no thread was free");
            }
        });
        long start = System.nanoTime();
        for (Map.Entry<String, Future<Map<String, String>>> reading : readings.entrySet()) {
            Duration patience = probes.get(reading.getKey()) instanceof TimedProbe own ? own.timeout() : timeout;
            try {
                long spent = System.nanoTime() - start;
                values.putAll(reading.getValue().get(patience.toNanos() - spent, TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                reading.getValue().cancel(true);
                unknown.put(reading.getKey(), "no answer within " + patience.toMillis() + " ms");
            } catch (ExecutionException e) {
                unknown.put(reading.getKey(), HostCode.of(e));
            } catch (CancellationException e) {
                unknown.put(reading.getKey(), "closed meanwhile");
            }
        }
        return new StateSnapshot(clock.instant(), values, unknown);
    }

    private static Map<String, String> text(Map<String, ?> values) {
        Map<String, String> text = new HashMap<>();
        values.forEach((name, value) -> {
            // a value that is null is not known, and must not pass for the text "null"
            if (name != null && value != null) {
                String whole = value.toString();
                text.put(name, HostCode.cut(whole, LONGEST));
            }
        });
        return text;
    }
}
