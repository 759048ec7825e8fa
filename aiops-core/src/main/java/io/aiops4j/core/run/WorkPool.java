package io.aiops4j.core.run;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that handlers and probes run on: few, named, daemons. */
final class WorkPool implements AutoCloseable {

    static final int THREADS = 8;

    private final ScheduledThreadPoolExecutor executor;

    WorkPool() {
        AtomicInteger number = new AtomicInteger();
        this.executor = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, "aiops-action-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    <T> Future<T> submit(Callable<T> work) {
        return executor.submit(work);
    }

    <T> Future<T> submitAfter(Duration pause, Callable<T> work) {
        return executor.schedule(work, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        // what no thread took yet would leave its waiter waiting
        for (Runnable waiting : executor.shutdownNow()) {
            if (waiting instanceof Future<?> future) {
                future.cancel(false);
            }
        }
    }
}
