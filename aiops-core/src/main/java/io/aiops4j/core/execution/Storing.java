package io.aiops4j.core.execution;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.store.Encoded;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordRefusedException;
import io.aiops4j.core.store.RecordStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that calls the store, on one thread of its own, which nobody interrupts: a store may hang, and another may close its
 * file when it is interrupted. Behind it stands the spill, which the same thread empties into the store, in order, once that
 * answers again. A record that is handed over twice is stored once, by its id.
 *
 * @param <T> what is stored
 */
final class Storing<T> {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionRecorder.class);
    private static final long FIRST_BACKOFF = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_BACKOFF = TimeUnit.SECONDS.toNanos(5);
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int MOST_AT_ONCE = 500;
    private static final long MOST_BYTES_AT_ONCE = 4 << 20;

    private final RecordStore<T> store;
    private final RecordCodec<T> codec;
    private final @Nullable Spill spill;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, Storing::daemon);
    private final Object lock = new Object(); // the spill's
    private volatile boolean spilling;
    private volatile boolean failing;
    private boolean full;
    private boolean closed;
    private long backoff = FIRST_BACKOFF; // the replay's

    Storing(RecordStore<T> store, RecordCodec<T> codec, @Nullable Spill spill) {
        this.store = store;
        this.codec = codec;
        this.spill = spill;
        if (spill != null && !spill.isEmpty()) {
            spilling = true;
            thread.execute(this::replay);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "aiops-recorder-store");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Stores or spills these, and says for each why it could not, or null. Returns within the patience where a spill has room, and
     * sooner when more is waiting than is good, else when the store took them or nobody wants to wait any longer.
     */
    List<@Nullable RuntimeException> store(
            List<T> records, Duration patience, BooleanSupplier pressed, BooleanSupplier givenUp) {
        Future<List<@Nullable RuntimeException>> pending = null;
        long pause = FIRST_BACKOFF;
        while (true) {
            try {
                if (pending == null && !spilling) {
                    pending = thread.submit(() -> save(records));
                }
                if (pending != null) {
                    List<@Nullable RuntimeException> refusals = await(pending, patience, pressed, givenUp);
                    answered();
                    return refusals;
                }
            } catch (ExecutionException e) {
                failed(e.getCause());
                pending = null;
            } catch (TimeoutException e) {
                failed(new AiopsException("no answer within " + patience.toMillis() + " ms, or too many wait for one"));
            } catch (InterruptedException e) {
                LOG.debug("Storing was interrupted and goes on"); // nobody of us does that
            } catch (RejectedExecutionException e) {
                return lost(records);
            }
            if (spill(records)) {
                return Collections.nCopies(records.size(), null);
            }
            if (givenUp.getAsBoolean()) {
                if (pending != null) {
                    pending.cancel(false); // what has not begun will not: it is said to be lost
                }
                return lost(records);
            }
            if (pending == null) {
                pause(pause);
                pause = Math.min(2 * pause, LONGEST_BACKOFF);
            }
        }
    }

    // in small steps: a store that answers, but takes less than comes in, must not let the queue overflow beside a
    // spill
    private <V> V await(Future<V> pending, Duration patience, BooleanSupplier pressed, BooleanSupplier givenUp)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            try {
                return pending.get(Math.min(left, GLANCE), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= GLANCE || givenUp.getAsBoolean() || (spill != null && pressed.getAsBoolean())) {
                    throw e;
                }
            }
        }
    }

    private List<@Nullable RuntimeException> lost(List<T> records) {
        return Collections.nCopies(
                records.size(), new AiopsException("The record was not stored before the recorder was closed."));
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(200)));
        } catch (InterruptedException e) {
            LOG.debug("Storing was interrupted and goes on");
        }
    }

    private List<@Nullable RuntimeException> save(List<T> records) {
        try {
            store.save(records);
            return Collections.nCopies(records.size(), null);
        } catch (RecordRefusedException e) {
            if (records.size() == 1) {
                return List.of(e);
            }
            // some of them are at fault; the others shall not suffer
            List<@Nullable RuntimeException> refusals = new ArrayList<>();
            records.forEach(record -> refusals.addAll(save(List.of(record))));
            return refusals;
        }
    }

    private void failed(@Nullable Throwable why) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "The store does not take records: {}. They {} until it does.",
                    HostCode.describe(why),
                    spill == null ? "wait in memory" : "are spilled to " + spill);
        }
    }

    private void answered() {
        if (failing) {
            failing = false;
            LOG.info("The store takes records again");
        }
    }

    private boolean spill(List<T> records) {
        synchronized (lock) {
            if (spill == null || closed) {
                return false;
            }
            try {
                full = !spill.add(records.stream().map(this::bytes).toList());
            } catch (IOException | RuntimeException e) {
                if (!full) {
                    LOG.warn("{} does not take records either: {}", spill, e.toString());
                }
                full = true;
            }
            if (!full && !spilling) {
                spilling = true;
                thread.execute(this::replay);
            }
            return !full;
        }
    }

    private byte[] bytes(T record) {
        return Encoded.bytes(codec.encode(record));
    }

    // one piece at a time, so that other work gets its turn
    private void replay() {
        try {
            List<byte[]> piece = first();
            if (piece.isEmpty()) {
                return;
            }
            done(piece, save(piece.stream().map(this::record).toList()));
            backoff = FIRST_BACKOFF;
            answered();
            again(0);
        } catch (Throwable e) { // an Error too: the spill must not stay behind for good
            failed(e);
            again(backoff);
            backoff = Math.min(2 * backoff, LONGEST_BACKOFF);
        }
    }

    private void again(long pause) {
        synchronized (lock) {
            if (!closed) {
                Future<?> unused = thread.schedule(this::replay, pause, TimeUnit.NANOSECONDS);
            }
        }
    }

    private List<byte[]> first() throws IOException {
        synchronized (lock) {
            List<byte[]> piece = spill == null || closed ? List.of() : spill.first(MOST_AT_ONCE, MOST_BYTES_AT_ONCE);
            spilling &= closed || !piece.isEmpty();
            return piece;
        }
    }

    private void done(List<byte[]> piece, List<@Nullable RuntimeException> refusals) throws IOException {
        synchronized (lock) {
            if (spill == null || closed) {
                return; // it is there again after the next start, and is stored once all the same
            }
            for (int i = 0; i < piece.size(); i++) {
                RuntimeException why = refusals.get(i);
                if (why != null) {
                    spill.setAside(piece.get(i), why.getMessage());
                }
            }
            spill.remove(piece);
        }
    }

    /** Erases these from the spill and from the store, on the one thread, so that none comes back out of the spill. */
    int erase(Query which) throws InterruptedException {
        try {
            return thread.submit(() -> eraseSpilled(which) + eraseStored(which)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why
                    ? why
                    : new AiopsException("Erasing failed: " + e.getCause() + ". Erase again.", e.getCause());
        } catch (RejectedExecutionException e) {
            throw new AiopsException("Nothing was erased: the recorder is closed.", e);
        }
    }

    private int eraseSpilled(Query which) throws IOException {
        synchronized (lock) {
            return spill == null || closed ? 0 : spill.removeIf(bytes -> which.matches(codec.index(record(bytes))));
        }
    }

    private int eraseStored(Query which) {
        int erased = 0;
        List<String> ids = ids(which);
        while (!ids.isEmpty()) {
            erased += store.erase(ids);
            ids = ids(which);
        }
        return erased;
    }

    private List<String> ids(Query which) {
        return store.find(which).records().stream()
                .map(record -> codec.index(record).id())
                .toList();
    }

    private T record(byte[] bytes) {
        return codec.decode(Encoded.text(bytes));
    }

    /** How many records wait in the spill. */
    long spilled() {
        synchronized (lock) {
            return spill == null || closed ? 0 : spill.size();
        }
    }

    /** Whether the store did not take the last records. */
    boolean isFailing() {
        return failing;
    }

    void close() {
        synchronized (lock) {
            closed = true;
            thread.shutdown();
            if (spill != null) {
                spill.close();
            }
        }
    }
}
