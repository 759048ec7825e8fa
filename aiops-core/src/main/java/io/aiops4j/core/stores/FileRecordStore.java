package io.aiops4j.core.stores;

import io.aiops4j.core.store.Encoded;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.core.store.RecordStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Records of one kind in one file, with ids, times, fields, a sketch of the words and the tallies in memory and the texts on disk.
 * A batch is on disk when {@link #save} returns; what is purged, erased or mostly replaced is gone from the disk when the file
 * was rewritten.
 */
final class FileRecordStore<T> implements RecordStore<T>, AutoCloseable {

    private static final class Kept {

        private long offset;
        private final int length;
        private final String[] fields;
        private final long[] words;

        Kept(long offset, int length, String[] fields, long[] words) {
            this.offset = offset;
            this.length = length;
            this.fields = fields;
            this.words = words;
        }
    }

    private static final long ENOUGH_TO_REWRITE = 8 << 20;

    private final RecordCodec<T> codec;
    private final NavigableMap<RecordKey, Kept> kept = new TreeMap<>();
    private final Map<String, RecordKey> keys = new HashMap<>();
    private final Tallies tallies = new Tallies();
    private final FieldPool pool = new FieldPool();
    private final RecordLog log;
    private long live;
    private long overhead;
    private boolean rewriteDue; // also after a rewrite that failed: what was erased must go

    FileRecordStore(Path file, LongSupplier nonces, RecordCodec<T> codec) {
        this.codec = codec;
        this.log = RecordLog.open(file, nonces, (bytes, offset) -> {
            RecordFrame.Head head = RecordFrame.head(bytes);
            if (head.type() == RecordFrame.SUMS) {
                tallies.put(Map.of(head.tallyOf(), head.tally()));
                return;
            }
            if (head.type() == RecordFrame.RECORD
                    && !keys.containsKey(head.key().id())) {
                tallies.put(tallies.with(head.tallyOf(), head.tally()));
            }
            note(head.key(), offset, bytes.length, head.fields(), head.words());
        });
    }

    @Override
    public void save(List<T> records) {
        List<Encoded> batch = Encoded.all(codec, records);
        List<byte[]> bytes = batch.stream().map(RecordFrame::of).toList();
        if (!batch.isEmpty()) {
            keep(batch, bytes);
        }
    }

    private synchronized void keep(List<Encoded> batch, List<byte[]> bytes) {
        Set<String> ids = new HashSet<>();
        Map<String, Map<String, Long>> sums = tallies.with(batch.stream()
                .map(Encoded::index)
                .filter(index -> !keys.containsKey(index.id()) && ids.add(index.id()))
                .toList());
        long[] offsets = log.add(bytes);
        tallies.put(sums);
        for (int i = 0; i < offsets.length; i++) {
            RecordIndex index = batch.get(i).index();
            RecordKey key = new RecordKey(index.time(), index.id());
            note(key, offsets[i], bytes.get(i).length, index.keys(), index.words());
        }
        if (log.size() > 2 * (live + overhead) + ENOUGH_TO_REWRITE) {
            rewrite();
        }
    }

    private void note(RecordKey key, long offset, int length, Map<String, String> fields, Set<String> words) {
        forget(key.id());
        keys.put(key.id(), key);
        kept.put(key, new Kept(offset, length, pool.row(fields), WordSketch.of(words)));
        live += length;
    }

    private boolean forget(String id) {
        RecordKey key = keys.remove(id);
        Kept value = key == null ? null : kept.remove(key);
        live -= value == null ? 0 : value.length;
        return value != null;
    }

    // what was purged and erased stays in the sums, so these come first and no record adds to them again
    private void rewrite() {
        List<String> sums = List.copyOf(tallies.names());
        List<Map.Entry<RecordKey, Kept>> all = List.copyOf(kept.entrySet());
        long[] moved = log.replace(
                sums.size() + all.size(),
                i -> i < sums.size()
                        ? RecordFrame.sums(sums.get(i), tallies.of(sums.get(i)))
                        : RecordFrame.counted(log.get(all.get(i - sums.size()).getValue().offset)));
        for (int i = 0; i < all.size(); i++) {
            all.get(i).getValue().offset = moved[sums.size() + i];
        }
        overhead = log.size() - live;
        rewriteDue = false;
    }

    @Override
    public synchronized Page<T> find(Query query) {
        RecordStore.given("query", query);
        Map<String, String> fields = query.keys();
        Set<String> words = query.words();
        return RecordKey.page(
                kept,
                query,
                value -> has(value, fields, words),
                value -> codec.decode(RecordFrame.body(log.get(value.offset))));
    }

    private boolean has(Kept value, Map<String, String> fields, Set<String> words) {
        return FieldPool.has(value.fields, fields)
                && WordSketch.mayHave(value.words, words)
                && (words.isEmpty()
                        || RecordFrame.head(log.get(value.offset)).words().containsAll(words));
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
            erased += forget(id) ? 1 : 0;
        }
        rewriteDue |= erased > 0;
        if (rewriteDue) {
            rewrite();
        }
        return erased;
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }
}
