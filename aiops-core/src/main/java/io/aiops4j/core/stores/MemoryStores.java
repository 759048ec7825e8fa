package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryStores implements Stores {

    private final Journal journal;
    private final MemoryLeases leases;
    private final Map<String, RecordStore<?>> records = new ConcurrentHashMap<>();

    MemoryStores(Clock clock) {
        this.leases = new MemoryLeases(clock);
        this.journal = new MemoryJournal(clock, new SecureRandom(), leases);
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Leases leases() {
        return leases;
    }

    @Override
    @SuppressWarnings("unchecked") // one codec per kind, so the store under it keeps that codec's type
    public <T> RecordStore<T> records(String kind, RecordCodec<T> codec) {
        return (RecordStore<T>) records.computeIfAbsent(kind, name -> new MemoryRecordStore<>(codec));
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
