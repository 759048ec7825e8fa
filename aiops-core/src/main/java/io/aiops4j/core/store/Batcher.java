package io.aiops4j.core.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many threads hand something in, one thread takes it out in batches: while one batch is dealt with, the next gathers. Handing in
 * never waits, takes no lock, allocates nothing and wakes nobody who lingers; where there is no room it says so.
 *
 * <pre>{@code
 * Batcher<Job> jobs = Batcher.named("jobs").capacity(1_024).start(batch -> table.insert(batch));
 * if (!jobs.offer(job)) dropped.increment();
 * }</pre>
 *
 * <p>Safe for use by many threads.
 *
 * @param <T> what is handed in
 */
public final class Batcher<T> {

    /** How many things wait at most, when nothing is said. */
    public static final int DEFAULT_CAPACITY = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);
    private static final Object TAKEN_BACK = new Object();
    private static final long GLANCE_NANOS = 100_000;

    /** What is done with a batch, on the one thread; what it throws is logged, and the next batch comes all the same. */
    @FunctionalInterface
    public interface Sink<T> {

        /** Deals with what was handed in, in that order. */
        void take(List<T> batch) throws InterruptedException;

        /** Nothing came for a while. */
        default void idle() {}

        /** Nothing comes any more; the thread ends. */
        default void end() {}
    }

    private final Sink<T> sink;
    private final AtomicReferenceArray<@Nullable Object> slots;
    private final int capacity;
    private final int mostAtOnce;
    private final long lingerNanos;
    private final long idleNanos;
    private final Thread thread;

    // how many were handed in, taken out, and dealt with, from the start on
    private final AtomicLong in = new AtomicLong();
    private volatile long out;
    private volatile long done;
    private volatile boolean asleep;
    private volatile boolean closed;
    private boolean abandoned;

    private Batcher(Setup setup, Sink<T> sink) {
        this.sink = sink;
        this.capacity = setup.capacity;
        this.slots = new AtomicReferenceArray<>(Integer.highestOneBit(setup.capacity - 1) << 1);
        this.mostAtOnce = setup.mostAtOnce;
        this.lingerNanos = setup.linger.toNanos();
        this.idleNanos = setup.idle.toNanos();
        this.thread = new Thread(this::work, setup.name);
        thread.setDaemon(true);
    }

    /** Begins one whose thread has this name. */
    public static Setup named(String thread) {
        return new Setup(thread);
    }

    /** How a batcher is to be. Used by one thread. */
    public static final class Setup {

        private final String name;
        private int capacity = DEFAULT_CAPACITY;
        private int mostAtOnce = Integer.MAX_VALUE;
        private Duration linger = Duration.ZERO;
        private Duration idle = Duration.ofSeconds(1);

        private Setup(String name) {
            this.name = name;
        }

        /** How many things wait at most. */
        public Setup capacity(int most) {
            capacity = Math.max(2, most);
            return this;
        }

        /** How many things are in a batch at most. */
        public Setup mostAtOnce(int most) {
            mostAtOnce = most;
            return this;
        }

        /** How long the thread lets things gather before it looks: then handing in costs nothing but the handing in. */
        public Setup linger(Duration pause) {
            linger = pause;
            return this;
        }

        /** After how long without anything the sink is told that it is idle. */
        public Setup idle(Duration pause) {
            idle = pause;
            return this;
        }

        /** Starts the thread. */
        public <T> Batcher<T> start(Sink<T> sink) {
            Batcher<T> batcher = new Batcher<>(this, sink);
            batcher.thread.start();
            return batcher;
        }
    }

    /** Hands something in; false when there is no room, or it is closed. Never waits. */
    public boolean offer(T thing) {
        long ticket;
        do {
            ticket = in.get();
            if (closed || ticket - out >= capacity) {
                return false;
            }
        } while (!in.compareAndSet(ticket, ticket + 1));
        // the thread, which sees the count before it sees this, waits the moment until it is there
        slots.lazySet(slot(ticket), thing);
        if (asleep) {
            LockSupport.unpark(thread);
        }
        // the thread may have ended without having seen the count; then it is taken back
        return !closed || !slots.compareAndSet(slot(ticket), thing, TAKEN_BACK);
    }

    private int slot(long ticket) {
        return (int) ticket & slots.length() - 1;
    }

    /** Hands something in and waits for room if there is none; false when none came in time, or it is closed. */
    public boolean offer(T thing, Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        while (!offer(thing)) {
            if (closed || System.nanoTime() - end >= 0) {
                return false;
            }
            glance();
        }
        return true;
    }

    /** Waits until what was handed in so far was dealt with, and says whether it was. */
    public boolean flush(Duration deadline) throws InterruptedException {
        long target = in.get();
        long end = System.nanoTime() + deadline.toNanos();
        while (done < target && thread.isAlive() && System.nanoTime() - end < 0) {
            LockSupport.unpark(thread);
            glance();
        }
        return done >= target;
    }

    private static void glance() throws InterruptedException {
        LockSupport.parkNanos(GLANCE_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Whether the thread has ended, so that nothing is dealt with any more. */
    public boolean hasEnded() {
        return !thread.isAlive();
    }

    /** How many things wait. */
    public int waiting() {
        return (int) Math.max(0, in.get() - out);
    }

    private void work() {
        List<T> batch = new ArrayList<>();
        long last = System.nanoTime();
        boolean told = false;
        while ((!closed || waiting() > 0) && drain(batch, mostAtOnce)) {
            if (!batch.isEmpty()) {
                guarded(() -> sink.take(batch));
                batch.clear();
                done = out;
                last = System.nanoTime();
                told = false;
                continue;
            }
            boolean quiet = System.nanoTime() - last > idleNanos;
            if (quiet && !told) {
                guarded(sink::idle);
                told = true;
            }
            rest(quiet);
        }
        guarded(sink::end);
    }

    // under the lock, so that whoever gives up can take over what is left
    private synchronized boolean drain(List<T> into, int most) {
        if (abandoned) {
            return false;
        }
        long next = out;
        long end = Math.min(in.get(), next + most);
        while (next < end) {
            Object thing = slots.getAndSet(slot(next), null);
            if (thing == null) {
                Thread.onSpinWait();
                continue;
            }
            if (thing != TAKEN_BACK) {
                into.add(thing(thing));
            }
            next++;
        }
        out = next;
        return true;
    }

    @SuppressWarnings("unchecked")
    private T thing(Object of) {
        return (T) of;
    }

    /** Lingers without being woken; after a while without anything it sleeps until it is. */
    private void rest(boolean quiet) {
        if (lingerNanos > 0 && !quiet) {
            LockSupport.parkNanos(lingerNanos);
        } else {
            asleep = true;
            // whoever counted up before this was set did not see it, but is seen here
            if (in.get() == out && !closed) {
                LockSupport.parkNanos(idleNanos);
            }
            asleep = false;
        }
        // nobody of us interrupts it; whoever did cannot mean that what was handed in should be lost
        if (Thread.interrupted()) {
            LOG.debug("{} was interrupted and goes on", thread.getName());
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void guarded(Step step) {
        try {
            step.run();
        } catch (Throwable e) { // an Error too: without this thread nothing would be dealt with any more
            LOG.warn("{} goes on after a batch failed", thread.getName(), e);
        }
    }

    /**
     * Takes nothing more and lets what was handed in be dealt with. What was not taken out within the deadline is given back and
     * will not be dealt with. Then the thread ends, or will when its last batch does.
     */
    public List<T> close(Duration deadline) {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Math.max(1, deadline.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<T> left = new ArrayList<>();
        synchronized (this) {
            drain(left, Integer.MAX_VALUE);
            abandoned = true;
        }
        return left;
    }
}
