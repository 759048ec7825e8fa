package io.aiops4j.learning.loop;

import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns when there is something to do: signals that were observed are handed on, then every follower sees what is new in the
 * journal. Observing never waits: when the queue is full the signal is dropped and counted.
 *
 * <pre>{@code
 * engine.onSignal(incidents::feed);
 * engine.follow("listener", entry -> System.out.println(entry.type()));
 * engine.offer(signal);
 * }</pre>
 *
 * <p>Safe for use by many threads; turns never overlap.
 */
final class Engine {

    /** The most signals that wait. */
    public static final int CAPACITY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final JournalReader journal;
    private final Work work;
    private final Executor executor;
    private final Queue<Noticed> signals = new ArrayBlockingQueue<>(CAPACITY);
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    // by name: as how it failed last, until it works again
    private final Map<String, String> failing = new ConcurrentHashMap<>();
    private volatile @Nullable Function<Signal, Incident> feeder;
    private volatile long position;
    private boolean turning;

    /** An engine that starts where the journal ends now and turns on this executor. */
    public Engine(Journal journal, Executor executor) {
        this.journal = new JournalReader(journal);
        this.position = journal.head().position();
        this.executor = executor;
        this.work = new Work();
    }

    private record Follower(String name, Consumer<Entry> consumer) {}

    /** What to do with a signal. */
    public void onSignal(Function<Signal, Incident> takes) {
        feeder = takes;
    }

    /** Lets a follower see every further entry, in order. One that throws is counted and goes on with the next entry. */
    public void follow(String name, Consumer<Entry> consumer) {
        followers.add(new Follower(name, consumer));
    }

    /** Takes a signal without waiting, if there is room. */
    public Noticed offer(Signal signal) {
        Noticed noticed = new Noticed(signal);
        if (!signals.offer(noticed)) {
            noticed.isOver(null);
            if (dropped.getAndIncrement() == 0) {
                LOG.warn("More than {} signals wait; further ones are dropped and only counted", CAPACITY);
            }
            return noticed;
        }
        nudge();
        return noticed;
    }

    /** Says that something may be new. */
    public void nudge() {
        if (scheduled.compareAndSet(false, true)) {
            work.begin();
            try {
                executor.execute(this::turn);
            } catch (RejectedExecutionException closed) {
                work.end();
            }
        }
    }

    /**
     * Runs something elsewhere and counts it as work of this engine, so that {@link #awaitIdle} waits for it; false when there is no
     * room, or the engine is closed.
     */
    public boolean dispatch(String name, Executor elsewhere, Runnable task) {
        work.begin();
        try {
            elsewhere.execute(() -> {
                try {
                    guarded(name, task);
                } finally {
                    work.end();
                }
            });
            return true;
        } catch (RejectedExecutionException full) {
            work.end();
            failures.incrementAndGet();
            LOG.warn("No room for {}: too much is under way, or the engine is closed", name);
            return false;
        }
    }

    private void turn() {
        try {
            turnOnce();
        } finally {
            work.end();
        }
    }

    private synchronized void turnOnce() {
        scheduled.set(false);
        if (turning) {
            return; // the executor runs things at once, and this came from within a turn, which goes on anyway
        }
        turning = true;
        try {
            do {
                for (Noticed noticed = signals.poll(); noticed != null; noticed = signals.poll()) {
                    correlate(noticed);
                }
                guarded("following the journal", () -> position = journal.follow(position, this::deliver));
            } while (!signals.isEmpty());
        } finally {
            turning = false;
        }
    }

    private void correlate(Noticed noticed) {
        Incident[] fed = new Incident[1];
        Function<Signal, Incident> takes = feeder;
        if (takes != null) {
            guarded("correlation", () -> fed[0] = takes.apply(noticed.signal()));
        }
        noticed.isOver(fed[0]);
    }

    private void deliver(Entry entry) {
        for (Follower follower : followers) {
            guarded(follower.name(), () -> follower.consumer().accept(entry));
        }
        position = entry.position();
    }

    /** Does something that may fail without hurting the engine: each failure is counted, and logged until it is the same again. */
    void guarded(String name, Runnable task) {
        try {
            task.run();
            if (!failing.isEmpty() && failing.remove(name) != null) {
                LOG.info("{} works again", name);
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.incrementAndGet();
            // a store that is away fails five times a second
            if (e.toString().equals(failing.put(name, e.toString()))) {
                LOG.debug("{} failed again: {}", name, e.toString());
            } else {
                LOG.warn("{} failed; the engine goes on, and the same again is only counted", name, e);
            }
        }
    }

    /** Says that something may be new if the journal goes on behind what was seen: another node may have written. */
    void poll() {
        guarded("polling the journal", () -> {
            if (journal.lag(position) > 0) {
                nudge();
            }
        });
    }

    /** How many entries were not seen yet. */
    long lag() {
        return journal.lag(position);
    }

    /** Waits until nothing is left to do, and says whether that was so in time. */
    public boolean awaitIdle(Duration deadline) throws InterruptedException {
        return work.awaitNone(deadline);
    }

    /** How many signals were dropped because too many waited. */
    public long dropped() {
        return dropped.get();
    }

    /** How often a follower or a piece of work failed. */
    public long failures() {
        return failures.get();
    }

    /** How many signals wait. */
    public int waiting() {
        return signals.size();
    }
}
