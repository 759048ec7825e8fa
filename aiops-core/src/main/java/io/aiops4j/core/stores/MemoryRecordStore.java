package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps records as text, as every other store does, so that what cannot be written fails here too. */
final class MemoryRecordStore<T> implements RecordStore<T> {

    private record Key(Instant time, String id) implements Comparable<Key> {

        private static final Comparator<Key> NEWEST_FIRST =
                Comparator.comparing(Key::time).reversed().thenComparing(Key::id);

        @Override
        public int compareTo(Key other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    private record Kept(String text, Map<String, String> fields) {}

    private final RecordCodec<T> codec;
    private final NavigableMap<Key, Kept> kept = new TreeMap<>();
    private final Map<String, Key> keys = new HashMap<>();

    MemoryRecordStore(RecordCodec<T> codec) {
        this.codec = codec;
    }

    @Override
    public void save(T record) {
        String text = codec.encode(record);
        Key key = new Key(codec.time(record), codec.id(record));
        Kept value = new Kept(text, Map.copyOf(codec.fields(record)));
        synchronized (this) {
            Key before = keys.put(key.id(), key);
            if (before != null) {
                kept.remove(before);
            }
            kept.put(key, value);
        }
    }

    @Override
    public synchronized Page<T> find(Query query) {
        NavigableMap<Key, Kept> rest = query.after() == null ? kept : kept.tailMap(cursor(query.after()), false);
        List<T> found = new ArrayList<>();
        Key last = null;
        for (Map.Entry<Key, Kept> entry : rest.entrySet()) {
            if (!entry.getValue().fields().entrySet().containsAll(query.fields().entrySet())) {
                continue;
            }
            if (found.size() == query.limit()) {
                return new Page<>(found, cursor(last));
            }
            found.add(codec.decode(entry.getValue().text()));
            last = entry.getKey();
        }
        return new Page<>(found, null);
    }

    @Override
    public synchronized int purge(Instant olderThan) {
        List<Key> old = kept.keySet().stream()
                .filter(key -> key.time().isBefore(olderThan))
                .toList();
        return erase(old.stream().map(Key::id).toList());
    }

    @Override
    public synchronized int erase(List<String> ids) {
        int erased = 0;
        for (String id : ids) {
            Key key = keys.remove(id);
            if (key != null) {
                kept.remove(key);
                erased++;
            }
        }
        return erased;
    }

    private static @Nullable String cursor(@Nullable Key key) {
        return key == null ? null : key.time() + " " + key.id();
    }

    private static Key cursor(String text) {
        int blank = text.indexOf(' ');
        try {
            return new Key(Instant.parse(text.substring(0, Math.max(0, blank))), text.substring(blank + 1));
        } catch (java.time.DateTimeException e) {
            throw new AiopsException("Not the end of a page: '" + text + "'. Hand over what Page.next() gave.", e);
        }
    }
}
