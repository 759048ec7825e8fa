package io.aiops4j.learning.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of an instance: one engine thread, a few for runs, one for learning; named, daemons, bounded. */
final class Threads implements AutoCloseable {

    static final int RUNS = 4;
    static final int WAITING = 1_000;
    static final Duration CLOSING = Duration.ofSeconds(5);

    static final Duration POLL = Duration.ofMillis(200);

    private final @Nullable ScheduledExecutorService poller;
    private final List<ThreadPoolExecutor> own;
    private final List<Executor> executors;

    private Threads(@Nullable ScheduledExecutorService poller, List<ThreadPoolExecutor> own, List<Executor> executors) {
        this.poller = poller;
        this.own = own;
        this.executors = executors;
    }

    static Threads own() {
        List<ThreadPoolExecutor> pools = List.of(pool("engine", 1), pool("run", RUNS), pool("learning", 1));
        return new Threads(
                Executors.newSingleThreadScheduledExecutor(work -> daemon("poll", 1, work)), pools, List.copyOf(pools));
    }

    static Threads of(Executor executor) {
        return new Threads(null, List.of(), List.of(executor, executor, executor));
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                work -> daemon(name, number.incrementAndGet(), work));
    }

    private static Thread daemon(String name, int number, Runnable work) {
        Thread thread = new Thread(work, "aiops-" + name + "-" + number);
        thread.setDaemon(true);
        return thread;
    }

    /** Does this now and then, unless the work happens on somebody else's executor: what other nodes wrote is seen by it. */
    void poll(Runnable task) {
        if (poller != null) {
            // the task guards itself; the poller is shut down as a whole
            Future<?> unused =
                    poller.scheduleWithFixedDelay(task, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    Executor engine() {
        return executors.get(0);
    }

    Executor runs() {
        return executors.get(1);
    }

    Executor learning() {
        return executors.get(2);
    }

    @Override
    public void close() {
        if (poller != null) {
            poller.shutdownNow();
        }
        own.forEach(ThreadPoolExecutor::shutdown);
        long end = System.nanoTime() + CLOSING.toNanos();
        try {
            for (ThreadPoolExecutor pool : own) {
                pool.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        own.forEach(ThreadPoolExecutor::shutdownNow);
    }
}
