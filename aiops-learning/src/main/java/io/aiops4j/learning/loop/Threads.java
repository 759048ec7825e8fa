package io.aiops4j.learning.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of an instance: one engine thread, a few for runs, one for learning, one for what is over; named, daemons, bounded. */
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

    /** Threads of our own; runs and learning, which wait for others most of the time, on such as this makes. */
    static Threads own(ThreadFactory factory) {
        List<ThreadPoolExecutor> pools = List.of(
                pool("engine", 1, Thread::new),
                pool("run", RUNS, factory),
                pool("learning", 1, factory),
                pool("history", 1, factory));
        return new Threads(
                Executors.newSingleThreadScheduledExecutor(work -> daemon("poll", 1, work, Thread::new)),
                pools,
                List.copyOf(pools));
    }

    static Threads of(Executor executor) {
        return new Threads(null, List.of(), List.of(executor, executor, executor, executor));
    }

    private static ThreadPoolExecutor pool(String name, int threads, ThreadFactory factory) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                work -> daemon(name, number.incrementAndGet(), work, factory));
    }

    private static Thread daemon(String name, int number, Runnable work, ThreadFactory factory) {
        Thread thread = factory.newThread(work);
        thread.setName("aiops-" + name + "-" + number);
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

    /** Where learning waits for a model, what is over is filed all the same. */
    Executor filing() {
        return executors.get(3);
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
