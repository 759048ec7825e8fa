package io.aiops4j.jmh.eval;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The part of the process that is killed which saves records: batches of them, each of which an entry names once it is saved, and
 * results through a recorder, whose store refuses every now and then so that they are spilled.
 *
 * <p>What it says: {@code rb TOKEN} before a batch, {@code ra TOKEN} once it is acknowledged, {@code x TOKEN} once all results of a
 * burst are acknowledged, {@code f} with what cannot be right.
 */
final class RecordsLoad implements AutoCloseable {

    private static final String NODE = "eval";
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000L;
    private static final long BREATH_NANOS = 2_000_000L;

    private final Journal journal;
    private final RecordStore<LoadBatch.Piece> store;
    private final ExecutionRecorder recorder;
    private final ParentWatch parent;
    private final boolean storeMayGo;
    private final BooleanSupplier stopped;

    RecordsLoad(Stores stores, Path spill, ParentWatch parent, boolean storeMayGo, BooleanSupplier stopped) {
        this.journal = stores.journal();
        this.store = stores.records(LoadBatch.KIND, LoadBatch.CODEC);
        this.recorder = new ExecutionRecorder(
                new MoodyStore<>(stores.records(ExecutionResult.KIND, ExecutionResult.CODEC)),
                spill,
                Clock.systemUTC(),
                NODE);
        this.parent = parent;
        this.storeMayGo = storeMayGo;
        this.stopped = stopped;
    }

    /** Saves batches until it is stopped. */
    void save(String name) {
        for (int i = 0; !stopped.getAsBoolean(); i++) {
            LoadBatch batch = LoadBatch.of(name + "-" + i);
            parent.say("rb " + batch.token());
            if (trying(() -> store.save(batch.records()), "the batch " + batch.token())) {
                parent.say("ra " + batch.token());
                again(batch);
                name(batch);
            }
        }
    }

    // what is saved twice is there once, and counted once
    private void again(LoadBatch batch) {
        if (batch.records().size() % 2 == 0) {
            boolean unused = trying(() -> store.save(batch.records()), "the repeated batch " + batch.token());
        }
    }

    // bulk first, journal last; whether an entry is there that nobody acknowledged does not matter
    private void name(LoadBatch batch) {
        try {
            journal.append(batch.naming());
        } catch (AiopsException e) {
            if (!storeMayGo) {
                parent.say("f the entry that names " + batch.token() + " failed: " + e);
            }
        }
    }

    // a save can always be repeated
    private boolean trying(Runnable saving, String what) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                saving.run();
                return true;
            } catch (AiopsException e) {
                if (!storeMayGo || System.nanoTime() > end) {
                    parent.say("f " + what + " failed: " + e);
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Records bursts until it is stopped, with a pause after each: the spill takes many more than a database replays. */
    void record(String name) {
        for (int i = 0; !stopped.getAsBoolean(); i++) {
            LoadBurst burst = LoadBurst.of(name + "-" + i);
            CompletableFuture<?>[] futures =
                    burst.results().stream().map(recorder::record).toArray(CompletableFuture<?>[]::new);
            try {
                CompletableFuture.allOf(futures).get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
                parent.say("x " + burst.token());
                LockSupport.parkNanos(BREATH_NANOS);
            } catch (ExecutionException | TimeoutException e) {
                parent.say("f the burst " + burst.token() + " failed: " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        recorder.close();
    }
}
