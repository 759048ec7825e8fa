package io.aiops4j.jmh.eval;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.StoreChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that is killed: it appends from several threads, saves records from others ({@link RecordsLoad}), and says after
 * each acknowledgement what was acknowledged.
 *
 * <p>What it says: {@code b TOKEN} before an append that can be repeated, {@code a TOKEN POSITION} once one is acknowledged,
 * {@code s TOKEN} when one was refused for its precondition, {@code u TOKEN} when nobody knows what came of one, {@code f}
 * with what cannot be right.
 */
final class KillLoad {

    private static final int THREADS = 6;
    private static final int SAVING_THREADS = 2;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000L;

    private final Journal journal;
    private final ParentWatch parent;
    private final boolean storeMayGo;
    private final AtomicLongArray counters = new AtomicLongArray(LoadAppend.COUNTERS);
    private final AtomicBoolean stopped = new AtomicBoolean();

    private KillLoad(Journal journal, ParentWatch parent, boolean storeMayGo) {
        this.journal = journal;
        this.parent = parent;
        this.storeMayGo = storeMayGo;
    }

    /** Takes the store, its place, a name for this life, whether the store may go away in between, and the spill's folder. */
    public static void main(String[] args) throws InterruptedException {
        ParentWatch parent = ParentWatch.begin();
        StoreChoice choice = StoreChoice.valueOf(args[0].toUpperCase(Locale.ROOT));
        Stores stores = choice.open(args[1]);
        new KillLoad(stores.journal(), parent, Boolean.parseBoolean(args[3])).run(args[2], stores, Path.of(args[4]));
        stores.close();
        parent.say("end");
    }

    private void run(String life, Stores stores, Path spill) throws InterruptedException {
        try (RecordsLoad records = new RecordsLoad(stores, spill, parent, storeMayGo, stopped::get)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = life + "-" + i;
                threads.add(start(() -> load(name), "eval-load-" + i));
            }
            for (int i = 0; i < SAVING_THREADS; i++) {
                String name = life + "-r" + i;
                threads.add(start(() -> records.save(name), "eval-save-" + i));
            }
            threads.add(start(() -> records.record(life + "-x"), "eval-record"));
            parent.await();
            stopped.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static Thread start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void load(String name) {
        for (int i = 0; !stopped.get(); i++) {
            LoadAppend append = LoadAppend.of(name + "-" + i);
            if (append.isNamed()) {
                parent.say("b " + append.token());
            }
            try {
                once(append);
            } catch (AiopsException e) {
                unknown(append, e);
            }
        }
    }

    private void once(LoadAppend append) {
        int counter =
                Integer.parseInt(append.counter().substring(append.counter().indexOf('/') + 1));
        try {
            List<Entry> written = journal.append(append.append(counters.get(counter)));
            acknowledged(append, written);
            if (append.kind() == LoadAppend.Kind.REQUIRING) {
                counters.accumulateAndGet(counter, written.get(0).version(), Math::max);
            }
            if (append.isNamed()
                    && append.parts() % 2 == 0
                    && !journal.append(append.append(0)).equals(written)) {
                parent.say("f the append " + append.token() + " repeated gave another result");
            }
        } catch (StaleAppendException stale) {
            if (append.kind() != LoadAppend.Kind.REQUIRING) {
                parent.say("f the append " + append.token() + " was refused: " + stale.getMessage());
            }
            counters.accumulateAndGet(counter, stale.actual(), Math::max);
            parent.say("s " + append.token());
        }
    }

    private void acknowledged(LoadAppend append, List<Entry> written) {
        if (written.size() != append.parts()) {
            parent.say("f the append " + append.token() + " gave " + written.size() + " entries");
        }
        parent.say("a " + append.token() + " " + written.get(0).position());
    }

    // after a time-out or a lost connection, only one with an id can be repeated
    private void unknown(LoadAppend append, AiopsException failure) {
        if (!storeMayGo) {
            parent.say("f the append " + append.token() + " failed: " + failure);
            return;
        }
        if (!append.isNamed()) {
            parent.say("u " + append.token());
            pause();
            return;
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            pause();
            try {
                acknowledged(append, journal.append(append.append(0)));
                return;
            } catch (StaleAppendException wrong) {
                parent.say("f the append " + append.token() + " repeated was refused: " + wrong.getMessage());
                return;
            } catch (AiopsException stillGone) {
                // again
            }
        }
        parent.say("f the store did not come back: " + failure);
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
