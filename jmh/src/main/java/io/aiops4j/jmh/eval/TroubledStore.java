package io.aiops4j.jmh.eval;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A store with a trouble of its own until it is healed; it notices when a thread of the host is made to wait for it. */
final class TroubledStore<T> implements RecordStore<T> {

    /** What is wrong with it. */
    enum Trouble {
        /** Nothing. */
        NONE,
        /** It does not come back. */
        HANGS,
        /** It throws each time. */
        THROWS,
        /** It takes its time. */
        SLOW
    }

    private static final long SLOW_SECONDS = 3;

    private final RecordStore<T> store;
    private final Trouble trouble;
    private final CountDownLatch healed = new CountDownLatch(1);
    private final AtomicLong callsByHosts = new AtomicLong();
    private final AtomicLong saved = new AtomicLong();

    TroubledStore(RecordStore<T> store, Trouble trouble) {
        this.store = store;
        this.trouble = trouble;
    }

    @Override
    public void save(List<T> records) {
        callsByHosts.addAndGet(RecordLoad.isHost(Thread.currentThread()) ? 1 : 0);
        if (healed.getCount() > 0) {
            suffer();
        }
        store.save(records);
        saved.addAndGet(records.size());
    }

    private void suffer() {
        try {
            switch (trouble) {
                case NONE -> {}
                case SLOW -> healed.await(SLOW_SECONDS, TimeUnit.SECONDS);
                case HANGS -> {
                    healed.await();
                    // whoever called it has given up long ago
                    throw new AiopsException("The store hung.");
                }
                case THROWS -> throw new AiopsException("The store is broken.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AiopsException("Interrupted", e);
        }
    }

    /** From now on it is sound. */
    void heal() {
        healed.countDown();
    }

    /** How often a thread of the host was here; 0 it should be. */
    long callsByHosts() {
        return callsByHosts.get();
    }

    /** How many records it took. */
    long saved() {
        return saved.get();
    }

    @Override
    public Page<T> find(Query query) {
        return store.find(query);
    }

    @Override
    public Map<String, Long> tally(String of) {
        return store.tally(of);
    }

    @Override
    public int purge(Instant olderThan) {
        return store.purge(olderThan);
    }

    @Override
    public int erase(List<String> ids) {
        return store.erase(ids);
    }
}
