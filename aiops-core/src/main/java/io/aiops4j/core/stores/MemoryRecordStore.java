package io.aiops4j.core.stores;

import io.aiops4j.core.store.Encoded;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.core.store.RecordStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Keeps records as text, as every other store does, so that what cannot be written fails here too. */
final class MemoryRecordStore<T> implements RecordStore<T> {

    private record Kept(String text, Map<String, String> fields, Set<String> words) {}

    private final RecordCodec<T> codec;
    private final NavigableMap<RecordKey, Kept> kept = new TreeMap<>();
    private final Map<String, RecordKey> keys = new HashMap<>();
    private final Tallies tallies = new Tallies();

    MemoryRecordStore(RecordCodec<T> codec) {
        this.codec = codec;
    }

    @Override
    public void save(List<T> records) {
        List<Encoded> batch = Encoded.all(codec, records);
        synchronized (this) {
            Set<String> ids = new HashSet<>();
            tallies.put(tallies.with(batch.stream()
                    .map(Encoded::index)
                    .filter(index -> !keys.containsKey(index.id()) && ids.add(index.id()))
                    .toList()));
            batch.forEach(this::keep);
        }
    }

    private void keep(Encoded record) {
        RecordIndex index = record.index();
        RecordKey key = new RecordKey(index.time(), index.id());
        RecordKey before = keys.put(key.id(), key);
        if (before != null) {
            kept.remove(before);
        }
        kept.put(key, new Kept(record.text(), index.fields(), index.words()));
    }

    @Override
    public synchronized Page<T> find(Query query) {
        RecordStore.given("query", query);
        Set<String> words = query.words();
        return RecordKey.page(
                kept,
                query,
                value -> value.fields().entrySet().containsAll(query.fields().entrySet())
                        && value.words().containsAll(words),
                value -> codec.decode(value.text()));
    }

    @Override
    public synchronized Map<String, Long> tally(String of) {
        return tallies.of(RecordIndex.key(RecordStore.given("name of a tally", of)));
    }

    @Override
    public synchronized int purge(Instant olderThan) {
        RecordStore.given("time", olderThan);
        return erase(kept.keySet().stream()
                .filter(key -> key.time().isBefore(olderThan))
                .map(RecordKey::id)
                .toList());
    }

    @Override
    public synchronized int erase(List<String> ids) {
        int erased = 0;
        for (String id : RecordStore.givenIds(ids)) {
            RecordKey key = keys.remove(id);
            if (key != null) {
                kept.remove(key);
                erased++;
            }
        }
        return erased;
    }
}
