package io.aiops4j.core.jdbc;

import io.aiops4j.core.store.Encoded;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.core.store.RecordStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Records of one kind as bytes, and a row for each field and word that they are found by. */
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
    public void save(List<T> records) {
        List<Encoded> batch = Encoded.all(codec, records);
        if (!batch.isEmpty()) {
            db.write(DOING, new RecordRows(kind, batch));
        }
    }

    @Override
    public Map<String, Long> tally(String of) {
        String key = RecordIndex.key(RecordStore.given("name of a tally", of));
        Map<String, Long> sums = new TreeMap<>();
        db.read(
                DOING,
                tx -> tx.query(
                        "SELECT name, amount FROM {p}record_tally WHERE kind = ? AND tally_of = ?",
                        r -> sums.put(r.getString(1), r.getLong(2)),
                        kind,
                        key));
        return Collections.unmodifiableMap(sums);
    }

    @Override
    public Page<T> find(Query query) {
        RecordStore.given("query", query);
        List<Found> found = db.read(DOING, tx -> new RecordQuery(kind, query).run(tx, JdbcRecordStore::found));
        boolean more = found.size() > query.limit();
        List<Found> page = more ? found.subList(0, query.limit()) : found;
        List<T> records = page.stream().map(row -> codec.decode(row.text())).toList();
        Found last = more ? page.get(page.size() - 1) : null;
        return new Page<>(records, last == null ? null : RecordQuery.cursor(last.time(), last.id()));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(row.getLong(1), row.getString(2), Encoded.text(row.getBytes(3)));
    }

    @Override
    public int purge(Instant olderThan) {
        long tooOld = Nanos.nearest(RecordStore.given("time", olderThan));
        int purged = 0;
        int seen;
        do {
            // in steps, so that nobody waits long for the rows
            int[] step = db.write(DOING, tx -> purge(tx, tooOld));
            purged += step[0];
            seen = step[1];
        } while (seen == PURGED_AT_ONCE);
        return purged;
    }

    private int[] purge(Tx tx, long tooOld) throws SQLException {
        List<String> old = tx.query(
                "SELECT id FROM {p}record WHERE kind = ? AND time_nanos < ? ORDER BY time_nanos, id LIMIT ?",
                r -> r.getString(1),
                kind,
                tooOld,
                PURGED_AT_ONCE);
        // locked by id, as savers do; one that was saved again meanwhile may be young by now
        List<String> locked = tx.queryIn(
                "SELECT id FROM {p}record WHERE kind = ? AND time_nanos < ? AND id IN",
                " ORDER BY id" + tx.dialect().forUpdate(),
                r -> r.getString(1),
                new TreeSet<>(old),
                kind,
                tooOld);
        return new int[] {delete(tx, locked), old.size()};
    }

    @Override
    public int erase(List<String> ids) {
        // no record has a name that no column keeps
        List<String> possible = RecordStore.givenIds(ids).stream()
                .filter(Names::isWhole)
                .distinct()
                .sorted()
                .toList();
        return db.write(DOING, tx -> delete(tx, possible));
    }

    private int delete(Tx tx, Collection<String> ids) throws SQLException {
        int deleted = tx.updateIn("DELETE FROM {p}record WHERE kind = ? AND id IN", ids, kind);
        tx.updateIn("DELETE FROM {p}record_field WHERE kind = ? AND id IN", ids, kind);
        tx.updateIn("DELETE FROM {p}record_word WHERE kind = ? AND id IN", ids, kind);
        return deleted;
    }
}
