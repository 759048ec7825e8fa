package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Encoded;
import io.aiops4j.core.store.RecordIndex;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One batch of records as rows, written in one transaction. Everything that is locked is locked in one order, by id and then by
 * tally, so that batches of several nodes wait for each other and do not lock each other out. The rows of a record come first,
 * here and in all that deletes: whoever has that one may touch its fields and words.
 */
final class RecordRows implements Work<Integer> {

    private record Kept(Encoded record, RecordIndex counted) {}

    private record Tally(String of, String name) {}

    private static final List<String> RECORD = List.of("kind", "id", "time_nanos", "content");
    private static final List<String> FIELD = List.of("kind", "id", "name", "field_value", "time_nanos");
    private static final List<String> WORD = List.of("kind", "id", "word", "time_nanos");

    private final String kind;
    private final TreeMap<String, Kept> records = new TreeMap<>();
    private boolean again;

    RecordRows(String kind, List<Encoded> batch) {
        this.kind = kind;
        for (Encoded record : batch) {
            // the last is kept, the first is counted
            records.merge(
                    record.index().id(),
                    new Kept(record, record.index()),
                    (first, last) -> new Kept(last.record(), first.counted()));
        }
    }

    @Override
    public Integer in(Tx tx) throws SQLException {
        Set<String> there = new HashSet<>(tx.queryIn(
                "SELECT id FROM {p}record WHERE kind = ? AND id IN",
                " ORDER BY id" + tx.dialect().forUpdate(),
                r -> r.getString(1),
                records.keySet(),
                kind));
        List<Object[]> fresh = new ArrayList<>();
        List<@Nullable Object[]> replaced = new ArrayList<>();
        List<RecordIndex> counted = new ArrayList<>();
        records.forEach((id, kept) -> {
            long time = Nanos.of(kept.record().index().time());
            byte[] content = kept.record().bytes();
            if (there.contains(id)) {
                replaced.add(new Object[] {time, content, kind, id});
            } else {
                fresh.add(new Object[] {kind, id, time, content});
                counted.add(kept.counted());
            }
        });
        tx.batch("UPDATE {p}record SET time_nanos = ?, content = ? WHERE kind = ? AND id = ?", replaced);
        // whoever was in the way the first time may have left rows of what looks new: a node of schema version 1 does
        clear(tx, again ? records.keySet() : there);
        again = true;
        insert(tx, "{p}record", RECORD, fresh);
        insert(tx, "{p}record_field", FIELD, fields());
        insert(tx, "{p}record_word", WORD, words());
        count(tx, sums(counted));
        return records.size();
    }

    private void clear(Tx tx, Collection<String> ids) throws SQLException {
        tx.updateIn("DELETE FROM {p}record_field WHERE kind = ? AND id IN", ids, kind);
        tx.updateIn("DELETE FROM {p}record_word WHERE kind = ? AND id IN", ids, kind);
    }

    private static void insert(Tx tx, String table, List<String> columns, List<Object[]> rows) throws SQLException {
        if (!rows.isEmpty()) {
            tx.dialect().insert(tx, new Insert(table, columns, rows));
        }
    }

    private List<Object[]> fields() {
        List<Object[]> rows = new ArrayList<>();
        records.forEach((id, kept) -> {
            RecordIndex index = kept.record().index();
            long time = Nanos.of(index.time());
            index.keys().forEach((name, value) -> rows.add(new Object[] {kind, id, name, value, time}));
        });
        return rows;
    }

    private List<Object[]> words() {
        List<Object[]> rows = new ArrayList<>();
        records.forEach((id, kept) -> {
            RecordIndex index = kept.record().index();
            long time = Nanos.of(index.time());
            index.words().forEach(word -> rows.add(new Object[] {kind, id, word, time}));
        });
        return rows;
    }

    private static Map<String, Map<String, Long>> sums(List<RecordIndex> counted) {
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        for (RecordIndex index : counted) {
            if (index.tallyOf() != null) {
                Map<String, Long> sum = sums.computeIfAbsent(RecordIndex.key(index.tallyOf()), of -> new TreeMap<>());
                index.tally().forEach((name, add) -> sum.merge(name, add, RecordRows::add));
            }
        }
        return sums;
    }

    private static long add(long a, long b) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException e) {
            throw new AiopsException(
                    "What these records add to a tally would pass what a long holds. Tally smaller amounts.", e);
        }
    }

    // last of all, because many records of many nodes meet in few rows
    private void count(Tx tx, Map<String, Map<String, Long>> sums) throws SQLException {
        List<Tally> tallies = new ArrayList<>();
        List<@Nullable Object[]> changed = new ArrayList<>();
        sums.forEach((of, sum) -> sum.forEach((name, add) -> {
            tallies.add(new Tally(of, name));
            changed.add(new Object[] {add, kind, of, name});
        }));
        int[] counts = tx.batch(
                "UPDATE {p}record_tally SET amount = amount + ? WHERE kind = ? AND tally_of = ? AND name = ?", changed);
        List<Object[]> born = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                Tally tally = tallies.get(i);
                born.add(new Object[] {kind, tally.of(), tally.name(), changed.get(i)[0]});
            }
        }
        insert(tx, "{p}record_tally", List.of("kind", "tally_of", "name", "amount"), born);
    }
}
