package io.aiops4j.jmh.eval;

import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds what a record store says after a kill against what was acknowledged before it, and against what entries name. */
final class RecordsCheck {

    private final Set<String> whole = new HashSet<>();
    private long lost;
    private long half;
    private long dangling;
    private long tallyDifferences;

    /** A batch that was begun, and of which nobody knows more: it is there whole or not at all. */
    void begun(RecordStore<LoadBatch.Piece> store, String token) {
        look(store, token);
    }

    /** A batch that was acknowledged: it is there. */
    void acknowledged(RecordStore<LoadBatch.Piece> store, String token) {
        lost += look(store, token) ? 0 : 1;
    }

    /** Batches that entries name: they are there. */
    void named(RecordStore<LoadBatch.Piece> store, Collection<String> tokens) {
        for (String token : tokens) {
            dangling += whole.contains(token) || look(store, token) ? 0 : 1;
        }
    }

    private boolean look(RecordStore<LoadBatch.Piece> store, String token) {
        LoadBatch batch = LoadBatch.of(token);
        // by a field and by words too, so that what is found by either is whole; one may come to be between the two
        Query query = Query.all().where(LoadBatch.FIELD, token);
        boolean byField = look(batch, store.find(query).records());
        boolean byWords = look(batch, store.find(query.text("piece " + token)).records());
        if (byField && byWords) {
            whole.add(token);
        }
        return byField && byWords;
    }

    private boolean look(LoadBatch batch, List<LoadBatch.Piece> found) {
        boolean isWhole = isWhole(batch, found);
        half += isWhole || found.isEmpty() ? 0 : 1;
        return isWhole;
    }

    private static boolean isWhole(LoadBatch batch, List<LoadBatch.Piece> found) {
        return found.size() == batch.records().size() && new HashSet<>(found).equals(new HashSet<>(batch.records()));
    }

    /** Reads everything, while nobody saves: what was seen is still there, and counted once. */
    void verify(RecordStore<LoadBatch.Piece> store) {
        Map<String, Integer> found = new HashMap<>();
        Map<String, Map<String, Long>> tallies = new TreeMap<>();
        String next = null;
        do {
            Page<LoadBatch.Piece> page =
                    store.find(Query.all().limit(Query.GREATEST_LIMIT).after(next));
            for (LoadBatch.Piece piece : page.records()) {
                found.merge(piece.batch(), 1, Integer::sum);
                Map<String, Long> tally = tallies.computeIfAbsent(piece.tallyOf(), of -> new TreeMap<>());
                piece.tally().forEach((name, add) -> tally.merge(name, add, Long::sum));
            }
            next = page.next();
        } while (next != null);
        for (String token : whole) {
            lost += found.containsKey(token) ? 0 : 1;
        }
        found.forEach((token, records) ->
                half += records == LoadBatch.of(token).records().size() ? 0 : 1);
        for (String of : LoadBatch.TALLIES) {
            Map<String, Long> counted = store.tally(of);
            boolean same = counted.equals(tallies.getOrDefault(of, Map.of()));
            tallyDifferences += same ? 0 : 1;
        }
    }

    long lost() {
        return lost;
    }

    long half() {
        return half;
    }

    long dangling() {
        return dangling;
    }

    long tallyDifferences() {
        return tallyDifferences;
    }
}
