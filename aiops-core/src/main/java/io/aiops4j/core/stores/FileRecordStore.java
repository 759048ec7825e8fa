package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind in one file, with ids, times and fields in memory and the texts on disk. A record is on disk when
 * {@link #save} returns; what is purged, erased or mostly replaced is gone from the disk when the file was rewritten.
 */
final class FileRecordStore<T> implements RecordStore<T>, AutoCloseable {

    private record Key(Instant time, String id) implements Comparable<Key> {

        private static final Comparator<Key> NEWEST_FIRST =
                Comparator.comparing(Key::time).reversed().thenComparing(Key::id);

        @Override
        public int compareTo(Key other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    private record Kept(long offset, long length, Map<String, String> fields) {}

    private static final long ENOUGH_TO_REWRITE = 8 << 20;

    private final RecordCodec<T> codec;
    private final NavigableMap<Key, Kept> kept = new TreeMap<>();
    private final Map<String, Key> keys = new HashMap<>();
    private final RecordLog log;
    private long live;
    private boolean rewriteDue; // also after a rewrite that failed: what was erased must go

    FileRecordStore(Path file, LongSupplier nonces, RecordCodec<T> codec) {
        this.codec = codec;
        this.log = RecordLog.open(file, nonces, (bytes, offset) -> {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            Key key = new Key(Instant.ofEpochSecond(in.readLong(), in.readInt()), text(in));
            int count = in.readInt();
            Map<String, String> fields = new HashMap<>();
            for (int i = 0; i < count; i++) {
                fields.put(text(in), text(in));
            }
            note(key, new Kept(offset, bytes.length, Map.copyOf(fields)));
        });
    }

    @Override
    public void save(T record) {
        Key key = new Key(codec.time(record), codec.id(record));
        Map<String, String> fields = Map.copyOf(codec.fields(record));
        byte[] bytes = bytes(key, fields, codec.encode(record));
        synchronized (this) {
            note(key, new Kept(log.add(bytes), bytes.length, fields));
            if (log.size() > 2 * live + ENOUGH_TO_REWRITE) {
                rewrite();
            }
        }
    }

    private void note(Key key, Kept value) {
        forget(key.id());
        keys.put(key.id(), key);
        kept.put(key, value);
        live += value.length();
    }

    private boolean forget(String id) {
        Key key = keys.remove(id);
        Kept value = key == null ? null : kept.remove(key);
        live -= value == null ? 0 : value.length();
        return value != null;
    }

    private void rewrite() {
        List<Map.Entry<Key, Kept>> all = List.copyOf(kept.entrySet());
        long[] moved =
                log.keep(all.stream().map(entry -> entry.getValue().offset()).toList());
        for (int i = 0; i < moved.length; i++) {
            Kept value = all.get(i).getValue();
            kept.put(all.get(i).getKey(), new Kept(moved[i], value.length(), value.fields()));
        }
        rewriteDue = false;
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
            found.add(codec.decode(body(log.get(entry.getValue().offset()))));
            last = entry.getKey();
        }
        return new Page<>(found, null);
    }

    @Override
    public synchronized int purge(Instant olderThan) {
        return erase(kept.keySet().stream()
                .filter(key -> key.time().isBefore(olderThan))
                .map(Key::id)
                .toList());
    }

    @Override
    public synchronized int erase(List<String> ids) {
        int erased = 0;
        for (String id : ids) {
            erased += forget(id) ? 1 : 0;
        }
        rewriteDue |= erased > 0;
        if (rewriteDue) {
            rewrite();
        }
        return erased;
    }

    private static byte[] bytes(Key key, Map<String, String> fields, String body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Instant time = key.time();
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
            text(out, key.id());
            out.writeInt(fields.size());
            for (Map.Entry<String, String> field : fields.entrySet()) {
                text(out, field.getKey());
                text(out, field.getValue());
            }
            text(out, body);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static String body(byte[] bytes) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            in.skipNBytes(Long.BYTES + Integer.BYTES);
            text(in);
            for (int left = 2 * in.readInt(); left > 0; left--) {
                text(in);
            }
            return text(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory cannot fail", e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static @Nullable String cursor(@Nullable Key key) {
        return key == null ? null : key.time() + " " + key.id();
    }

    private static Key cursor(String text) {
        int blank = text.indexOf(' ');
        try {
            return new Key(Instant.parse(text.substring(0, Math.max(0, blank))), text.substring(blank + 1));
        } catch (DateTimeException e) {
            throw new AiopsException("Not the end of a page: '" + text + "'. Hand over what Page.next() gave.", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }
}
