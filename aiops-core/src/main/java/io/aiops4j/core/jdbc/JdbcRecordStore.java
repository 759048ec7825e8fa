package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records of one kind as bytes, and a row for each field that they are found by. */
final class JdbcRecordStore<T> implements RecordStore<T> {

    private record Found(long time, String id, String text) {}

    private static final String DOING = "while working on records";
    private static final int PURGED_AT_ONCE = 500;

    private final Db db;
    private final String kind;
    private final RecordCodec<T> codec;

    JdbcRecordStore(Db db, String kind, RecordCodec<T> codec) {
        this.db = db;
        this.kind = Names.requireIndexed("record's kind", kind);
        this.codec = codec;
    }

    @Override
    public void save(T record) {
        String id = Names.requireIndexed("record's id", codec.id(record));
        long time = Nanos.of(codec.time(record));
        byte[] content = codec.encode(record).getBytes(StandardCharsets.UTF_8);
        List<@Nullable Object[]> fields = new ArrayList<>();
        findable(codec.fields(record)).forEach((name, value) -> fields.add(new Object[] {kind, id, name, value, time}));
        db.write(DOING, tx -> {
            // the record's row first, here and in all that deletes: whoever has it may touch its fields
            int had = tx.update(
                    "UPDATE {p}record SET time_nanos = ?, content = ? WHERE kind = ? AND id = ?",
                    time,
                    content,
                    kind,
                    id);
            if (had == 0) {
                tx.update(
                        "INSERT INTO {p}record (kind, id, time_nanos, content) VALUES (?, ?, ?, ?)",
                        kind,
                        id,
                        time,
                        content);
            } else {
                tx.update("DELETE FROM {p}record_field WHERE kind = ? AND id = ?", kind, id);
            }
            tx.batch(
                    "INSERT INTO {p}record_field (kind, id, name, field_value, time_nanos) VALUES (?, ?, ?, ?, ?)",
                    fields);
            return had;
        });
    }

    @Override
    public Page<T> find(Query query) {
        RecordQuery sql = new RecordQuery(kind, findable(query.fields()), query.after(), query.limit() + 1);
        List<Found> found = db.read(DOING, tx -> tx.query(sql.text(), JdbcRecordStore::found, sql.values()));
        boolean more = found.size() > query.limit();
        List<Found> page = more ? found.subList(0, query.limit()) : found;
        List<T> records = page.stream().map(row -> codec.decode(row.text())).toList();
        Found last = more ? page.get(page.size() - 1) : null;
        return new Page<>(records, last == null ? null : RecordQuery.cursor(last.time(), last.id()));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(row.getLong(1), row.getString(2), new String(row.getBytes(3), StandardCharsets.UTF_8));
    }

    private static Map<String, String> findable(Map<String, String> fields) {
        Map<String, String> kept = new TreeMap<>();
        fields.forEach((name, value) -> kept.put(Names.findable(name), Names.findable(value)));
        return kept;
    }

    @Override
    public int purge(Instant olderThan) {
        int purged = 0;
        int more;
        do {
            // in steps, so that nobody waits long for the rows
            more = db.write(DOING, tx -> {
                List<String> ids = tx.query(
                        "SELECT id FROM {p}record WHERE kind = ? AND time_nanos < ? ORDER BY time_nanos, id LIMIT ?"
                                + tx.dialect().forUpdate(),
                        r -> r.getString(1),
                        kind,
                        Nanos.nearest(olderThan),
                        PURGED_AT_ONCE);
                return delete(tx, ids);
            });
            purged += more;
        } while (more == PURGED_AT_ONCE);
        return purged;
    }

    @Override
    public int erase(List<String> ids) {
        if (ids.stream().anyMatch(id -> id.indexOf('\0') >= 0)) {
            throw new AiopsException("A record's id has a NUL character, which none that is stored here has.");
        }
        return db.write(DOING, tx -> delete(tx, ids));
    }

    private int delete(Tx tx, Collection<String> ids) throws SQLException {
        int deleted = tx.updateIn("DELETE FROM {p}record WHERE kind = ? AND id IN", ids, kind);
        tx.updateIn("DELETE FROM {p}record_field WHERE kind = ? AND id IN", ids, kind);
        return deleted;
    }
}
