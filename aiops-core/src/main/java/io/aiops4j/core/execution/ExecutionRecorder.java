package io.aiops4j.core.execution;

import io.aiops4j.core.Client;
import io.aiops4j.core.Id;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records executions of the host's own code without ever getting in its way: the host's value and exception pass through
 * untouched, storing happens on a thread of its own, and when the queue is full the record is dropped and counted.
 *
 * <pre>{@code
 * int rows = recorder.record("nightly-import", importer::importAll);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class ExecutionRecorder implements AutoCloseable {

    /** The most records that wait to be stored. */
    public static final int CAPACITY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionRecorder.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int LONGEST_ERROR = 2_000;

    private final RecordStore<ExecutionResult> store;
    private final Clock clock;
    private final String node;
    private final BlockingQueue<ExecutionResult> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Duration closing;
    private final Thread writer;
    private volatile boolean closed;
    private volatile boolean abandoned;

    /** A recorder that stores here and names this node as the host. */
    public ExecutionRecorder(RecordStore<ExecutionResult> store, Clock clock, String node) {
        this(store, clock, node, CLOSING);
    }

    ExecutionRecorder(RecordStore<ExecutionResult> store, Clock clock, String node, Duration closing) {
        this.closing = closing;
        this.store = store;
        this.clock = clock;
        this.node = node;
        this.writer = new Thread(this::write, "aiops-io");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * The host's own code.
     *
     * @param <T> what it returns
     * @param <X> what it throws
     */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {

        /** Does the work. */
        T run() throws X;
    }

    /** Runs the host's code on the caller's thread and records what came of it. */
    public <T, X extends Exception> T record(String name, Work<T, X> work) throws X {
        Instant started = clock.instant();
        Throwable failure = null;
        try {
            return work.run();
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            offer(name, started, failure);
        }
    }

    // must never throw: it runs in the host's finally
    private void offer(String name, Instant started, @Nullable Throwable failure) {
        try {
            ExecutionResult result = result(name, started, clock.instant(), failure);
            boolean taken = !closed && queue.offer(result);
            // when close() gave up in that moment, nobody will take it out of the queue
            taken = taken && !(abandoned && queue.remove(result));
            (taken ? accepted : dropped).incrementAndGet();
        } catch (Throwable e) { // also what toString() of the host's exception throws
            dropped.incrementAndGet();
        }
    }

    private ExecutionResult result(String name, Instant started, Instant ended, @Nullable Throwable failure) {
        String id = Id.derived("ex", node, name, started.toString(), Long.toString(sequence.incrementAndGet()));
        StateSnapshot nothing = StateSnapshot.of(started, Map.of());
        return new ExecutionResult(
                id,
                name,
                0,
                "",
                null,
                null,
                Client.DEFAULT.id(),
                name,
                node,
                "host",
                started,
                ended,
                failure == null ? ExecutionResult.Status.COMPLETED : ExecutionResult.Status.FAILED,
                Verification.unknown("the host's own code is not verified"),
                nothing,
                nothing,
                failure == null ? null : excerpt(failure.toString()),
                null,
                List.of(),
                id);
    }

    private static String excerpt(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "...";
    }

    private void write() {
        while (!abandoned && (!closed || !queue.isEmpty())) {
            try {
                ExecutionResult next = queue.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    store(next);
                }
            } catch (InterruptedException e) {
                // close() wants it to end, which the loop sees; nobody else's interrupt may end it
            }
        }
    }

    private void store(ExecutionResult result) {
        try {
            store.save(result);
        } catch (Throwable e) { // an Error too: without this thread nothing would be stored any more
            if (dropped.getAndIncrement() == 0) {
                LOG.warn("An execution could not be stored and was dropped; further ones are only counted", e);
            }
        } finally {
            stored.incrementAndGet();
        }
    }

    /** Waits until the store was handed everything that was recorded so far, and says whether it was; see {@link #dropped()}. */
    public boolean flush(Duration deadline) throws InterruptedException {
        long target = accepted.get();
        long end = System.nanoTime() + deadline.toNanos();
        while (stored.get() < target && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return stored.get() >= target;
    }

    /** How many records were dropped. */
    public long dropped() {
        return dropped.get();
    }

    /** Stores what waits, within five seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(closing.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned = true;
        writer.interrupt();
        dropped.addAndGet(queue.drainTo(new ArrayList<>()));
    }
}
