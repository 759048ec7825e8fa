package io.aiops4j.spring;

import io.aiops4j.AiopsListener;
import io.aiops4j.core.journal.Entry;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes each entry as an event of the application, in order. The engine's thread hands over and goes on: whoever listens does so on a
 * thread of this class, and holds up nobody but those who listen too. What comes before the context is up waits until it is, when all
 * listeners are known; what comes once it closes is published no more.
 */
final class EntryEvents implements AiopsListener, SmartLifecycle {

    /** The most entries that wait. */
    static final int CAPACITY = 1_000;

    /** How long what waits has when the context closes. */
    static final Duration CLOSING = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(EntryEvents.class);
    private static final long IDLE_SECONDS = 10;

    private final ApplicationEventPublisher publisher;
    private final Queue<Entry> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile @Nullable ThreadPoolExecutor thread;
    private volatile boolean over;

    EntryEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void onEntry(Entry entry) {
        if (over) {
            return;
        }
        if (!waiting.offer(entry)) {
            if (dropped.getAndIncrement() == 0) {
                LOG.warn(
                        "More than {} entries wait for listeners; further ones are dropped and only counted", CAPACITY);
            }
        }
        nudge();
    }

    private void nudge() {
        ThreadPoolExecutor running = thread;
        if (running != null && scheduled.compareAndSet(false, true)) {
            try {
                running.execute(this::turn);
            } catch (RejectedExecutionException closing) {
                scheduled.set(false);
            }
        }
    }

    private void turn() {
        scheduled.set(false);
        for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            publish(entry);
        }
    }

    private void publish(Entry entry) {
        try {
            publisher.publishEvent(entry);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            if (failed.getAndIncrement() == 0) {
                LOG.warn("A listener for entries failed; further failures are only counted", e);
            }
        }
    }

    /** What is counted, as health would say it. */
    Map<String, Long> figures() {
        return Map.of(
                "events.waiting", (long) waiting.size(),
                "events.dropped", dropped.get(),
                "events.failed", failed.get());
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            ThreadPoolExecutor one =
                    new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                        Thread daemon = new Thread(work, "aiops-events");
                        daemon.setDaemon(true);
                        return daemon;
                    });
            one.allowCoreThreadTimeOut(true);
            over = false;
            thread = one;
            nudge();
        }
    }

    @Override
    public synchronized void stop() {
        ThreadPoolExecutor running = thread;
        if (running == null) {
            return;
        }
        over = true;
        thread = null;
        running.shutdown();
        try {
            if (!running.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
        waiting.clear();
        scheduled.set(false);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
