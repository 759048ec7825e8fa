package io.aiops4j.jmh.eval;

import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.SmallDisk;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A host that records while its store is in this state. */
enum RecordScenario {
    /** In memory; nothing is wrong. */
    SOUND(StoreChoice.MEMORY, TroubledStore.Trouble.NONE),
    /** It never answers, and there is no spill. */
    HANGS(StoreChoice.MEMORY, TroubledStore.Trouble.HANGS),
    /** It always throws. */
    THROWS(StoreChoice.MEMORY, TroubledStore.Trouble.THROWS),
    /** It takes three seconds for each batch. */
    SLOW(StoreChoice.MEMORY, TroubledStore.Trouble.SLOW),
    /** PostgreSQL, killed and started again in the middle. */
    KILLED(StoreChoice.POSTGRESQL, TroubledStore.Trouble.NONE),
    /** It never answers, and the disk of the spill fills. */
    FULL(StoreChoice.MEMORY, TroubledStore.Trouble.HANGS);

    private static final String NODE = "eval";
    private static final int MEGABYTES = 4;
    private static final long REPLAYING_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long GLANCE_NANOS = 10_000_000;

    private final StoreChoice choice;
    private final TroubledStore.Trouble trouble;

    RecordScenario(StoreChoice choice, TroubledStore.Trouble trouble) {
        this.choice = choice;
        this.trouble = trouble;
    }

    /**
     * What came of it.
     *
     * @param load what the host's threads saw
     * @param dropped records that are nowhere
     * @param spilled records that waited in the spill when the load ended
     * @param stored records that are in the store in the end, when it is sound and the spill is empty
     * @param callsByHosts how often a thread of the host called the store
     */
    record Outcome(RecordLoad.Seen load, long dropped, long spilled, long stored, long callsByHosts) {

        /** Calls of which nobody knows what became. What a store takes after it was given up on is both dropped and stored. */
        long unaccounted() {
            return Math.max(0, load.calls() - dropped - stored);
        }
    }

    /** Records for as long, in a folder of its own. */
    Outcome run(Scratch scratch, Duration length, long seed) throws IOException, InterruptedException {
        Path folder = scratch.folder(this + "-" + seed);
        try (StorePlace place = StorePlace.in(folder, choice);
                Stores stores = place.open();
                SmallDisk disk = disk(Files.createDirectory(folder.resolve("spill")))) {
            RecordStore<ExecutionResult> store = stores.records(ExecutionResult.KIND, ExecutionResult.CODEC);
            TroubledStore<ExecutionResult> troubled = new TroubledStore<>(store, trouble);
            Path spill = this == SOUND || this == HANGS ? null : disk.folder();
            ExecutionRecorder recorder = new ExecutionRecorder(troubled, spill, Clock.systemUTC(), NODE);
            RecordLoad load = RecordLoad.start(recorder, seed);
            RecordLoad.Seen seen = load.stop(during(place, length));
            long spilled = recorder.spilled();
            recorder.close();
            troubled.heal();
            replay(store, spill);
            return new Outcome(seen, recorder.dropped(), spilled, stored(store), troubled.callsByHosts());
        }
    }

    private SmallDisk disk(Path folder) throws IOException {
        SmallDisk disk = this == FULL ? SmallDisk.at(folder, MEGABYTES) : SmallDisk.none(folder);
        if (this == FULL && !disk.isMounted()) {
            Progress.say("record: no disk of " + MEGABYTES + " MB may be mounted; the spill fills at its own bound, of "
                    + ExecutionRecorder.MOST_SPILLED + " bytes");
        }
        return disk;
    }

    // what is left of the time once this scenario's own trouble was made
    private Duration during(StorePlace place, Duration length) throws IOException, InterruptedException {
        if (this != KILLED) {
            return length;
        }
        long begun = System.nanoTime();
        Thread.sleep(length.toMillis() / 3);
        place.server().kill();
        Thread.sleep(length.toMillis() / 3);
        place.server().restart();
        return length.minusNanos(Math.min(length.toNanos(), System.nanoTime() - begun));
    }

    // what was spilled must be found by whoever comes next
    private static void replay(RecordStore<ExecutionResult> store, Path spill) {
        if (spill == null) {
            return;
        }
        try (ExecutionRecorder next = new ExecutionRecorder(store, spill, Clock.systemUTC(), NODE)) {
            long end = System.nanoTime() + REPLAYING_NANOS;
            while (next.spilled() > 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(GLANCE_NANOS);
            }
        }
    }

    private static long stored(RecordStore<ExecutionResult> store) {
        return ExecutionStatistics.of(store.tally(ExecutionStatistics.tallyOf(Client.DEFAULT.id(), RecordLoad.NAME)))
                .runs();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
