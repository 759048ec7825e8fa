package io.aiops4j.jmh.eval;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A store that takes nothing the second time and every third one after it, so that what is meant for it is spilled. */
final class MoodyStore<T> implements RecordStore<T> {

    private static final int CYCLE = 3;

    private final RecordStore<T> store;
    private final AtomicLong saves = new AtomicLong();

    MoodyStore(RecordStore<T> store) {
        this.store = store;
    }

    @Override
    public void save(List<T> records) {
        if (saves.getAndIncrement() % CYCLE == 1) {
            throw new AiopsException("Not now.");
        }
        store.save(records);
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
