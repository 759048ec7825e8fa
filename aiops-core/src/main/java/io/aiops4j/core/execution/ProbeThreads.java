package io.aiops4j.core.execution;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that the recorder's probes run on: few, named, daemons, and gone when nobody probes. */
final class ProbeThreads implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int MOST = 8;

    private final ThreadPoolExecutor threads;

    ProbeThreads() {
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "aiops-probe-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    <T> Future<T> submit(Callable<T> work) {
        return threads.submit(work);
    }

    /** The state of what has this name, or that it is unknown; never throws. */
    @Nullable
    StateSnapshot probe(Prober prober, String target, Clock clock) {
        try {
            return prober.probe(Target.parse(target));
        } catch (AiopsException e) {
            return unknown(clock, "this is no target's name: " + target);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(clock, "the thread was interrupted");
        } catch (Throwable e) {
            return unknown(clock, e.getClass().getName());
        }
    }

    private static @Nullable StateSnapshot unknown(Clock clock, String why) {
        try {
            return new StateSnapshot(clock.instant(), Map.of(), Map.of("all", why));
        } catch (Throwable alsoFailed) {
            return null;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
