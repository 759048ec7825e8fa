package io.aiops4j.core.run;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that handlers and probes run on: few, named, daemons. Leases are renewed by one that no handler can hold up. */
final class WorkPool implements AutoCloseable {

    static final int THREADS = 8;

    private final ScheduledThreadPoolExecutor executor;
    private final ScheduledThreadPoolExecutor keeper;

    /** Threads that this makes; they get names of ours. */
    WorkPool(ThreadFactory threads) {
        executor = executor("aiops-action-", THREADS, threads);
        keeper = executor("aiops-lease-", 1, Thread::new);
    }

    private static ScheduledThreadPoolExecutor executor(String name, int many, ThreadFactory threads) {
        AtomicInteger number = new AtomicInteger();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(many, work -> {
            Thread thread = threads.newThread(work);
            thread.setName(name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    <T> Future<T> submit(Callable<T> work) {
        return executor.submit(work);
    }

    <T> Future<T> submitAfter(Duration pause, Callable<T> work) {
        return executor.schedule(work, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** On the thread that handlers cannot hold up. */
    Future<?> later(Duration pause, Runnable work) {
        return keeper.schedule(work, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        keeper.shutdownNow();
        // what no thread took yet would leave its waiter waiting
        for (Runnable waiting : executor.shutdownNow()) {
            if (waiting instanceof Future<?> future) {
                future.cancel(false);
            }
        }
    }
}
