package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a record stands among those of its kind: the newest first, and by id where times are equal. */
record RecordKey(Instant time, String id) implements Comparable<RecordKey> {

    private static final Comparator<RecordKey> NEWEST_FIRST =
            Comparator.comparing(RecordKey::time).reversed().thenComparing(RecordKey::id);

    @Override
    public int compareTo(RecordKey other) {
        return NEWEST_FIRST.compare(this, other);
    }

    /** One page of what is kept, of which a query wants what these say. */
    static <V, T> Page<T> page(NavigableMap<RecordKey, V> kept, Query query, Predicate<V> wanted, Function<V, T> read) {
        List<T> found = new ArrayList<>();
        RecordKey last = null;
        for (Map.Entry<RecordKey, V> entry : rest(kept, query).entrySet()) {
            if (!query.covers(entry.getKey().time())) {
                break; // and so is all that follows
            }
            if (!wanted.test(entry.getValue())) {
                continue;
            }
            if (found.size() == query.limit()) {
                return new Page<>(found, cursor(last));
            }
            found.add(read.apply(entry.getValue()));
            last = entry.getKey();
        }
        return new Page<>(found, null);
    }

    /** What the query's time and cursor leave at the newer end; its older end is not cut off. */
    private static <V> NavigableMap<RecordKey, V> rest(NavigableMap<RecordKey, V> all, Query query) {
        NavigableMap<RecordKey, V> rest = query.after() == null ? all : all.tailMap(parse(query.after()), false);
        Instant before = query.before();
        if (before == null) {
            return rest;
        }
        // no record is as early as that, and nothing can be earlier
        Instant last = before.equals(Instant.MIN) ? before : before.minusNanos(1);
        RecordKey from = new RecordKey(last, "");
        boolean cut = rest.isEmpty() || from.compareTo(rest.firstKey()) <= 0;
        return cut ? rest : rest.tailMap(from, true);
    }

    /** As the cursor of a page that ends here. */
    private static @Nullable String cursor(@Nullable RecordKey key) {
        return key == null ? null : key.time() + " " + key.id();
    }

    private static RecordKey parse(String cursor) {
        int blank = cursor.indexOf(' ');
        try {
            return new RecordKey(Instant.parse(cursor.substring(0, Math.max(0, blank))), cursor.substring(blank + 1));
        } catch (DateTimeException e) {
            throw new AiopsException("Not the end of a page: '" + cursor + "'. Hand over what Page.next() gave.", e);
        }
    }
}
