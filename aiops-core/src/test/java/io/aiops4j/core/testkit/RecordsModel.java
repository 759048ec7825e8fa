package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a record store should answer, in the fewest words; the part of {@link StoresModel} that knows records. */
final class RecordsModel {

    /** One thing to ask of records; numbers stand for ids, seconds, colours and sets of words. */
    sealed interface Operation extends StoresModel.Operation permits Save, Find, Purge, EraseRecords {}

    record Draft(int id, int second, int colour, int words) {}

    record Save(List<Draft> drafts) implements Operation {}

    record Find(int colour, int words, int since, int before, int limit) implements Operation {}

    record Purge(int second) implements Operation {}

    record EraseRecords(List<Integer> ids) implements Operation {}

    private static final List<String> COLOURS = List.of("red", "green", "blue", "none");
    private static final List<String> WORDS = List.of("fire", "Water", "EARTH", "wind");
    private static final Comparator<Note> NEWEST_FIRST =
            Comparator.comparing(Note::time).reversed().thenComparing(Note::id);

    private final Map<String, Note> notes = new HashMap<>();
    private final Map<String, Map<String, Long>> tallies = new TreeMap<>();

    void apply(Operation operation, Stores stores) {
        RecordStore<Note> store = store(stores);
        if (operation instanceof Save save) {
            List<Note> batch = save.drafts().stream().map(RecordsModel::note).toList();
            store.save(batch);
            batch.forEach(this::keep);
        } else if (operation instanceof Find find) {
            find(find, store);
        } else if (operation instanceof Purge purge) {
            List<String> old = notes.values().stream()
                    .filter(note -> note.time().isBefore(Note.START.plusSeconds(purge.second())))
                    .map(Note::id)
                    .toList();
            assertThat(store.purge(Note.START.plusSeconds(purge.second()))).isEqualTo(old.size());
            old.forEach(notes::remove);
        } else if (operation instanceof EraseRecords erase) {
            List<String> ids = erase.ids().stream().map(RecordsModel::id).toList();
            long there = ids.stream().distinct().filter(notes::containsKey).count();
            assertThat(store.erase(ids)).isEqualTo((int) there);
            ids.forEach(notes::remove);
        }
    }

    void compareAll(Stores stores) {
        RecordStore<Note> store = store(stores);
        assertThat(store.find(Query.all()).records()).isEqualTo(expected(Query.all()));
        COLOURS.forEach(colour -> assertThat(store.tally(colour)).isEqualTo(tallies.getOrDefault(colour, Map.of())));
    }

    private static RecordStore<Note> store(Stores stores) {
        return stores.records("note", new Note.Codec());
    }

    private static String id(int number) {
        return "note-" + number;
    }

    private static String words(int set) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS.size(); i++) {
            if ((set & 1 << i) != 0) {
                words.add(WORDS.get(i));
            }
        }
        return String.join(" ", words);
    }

    private static Note note(Draft draft) {
        return Note.of(id(draft.id()), draft.second(), COLOURS.get(draft.colour()))
                .text(words(draft.words()))
                .amount(draft.words());
    }

    private void keep(Note note) {
        if (notes.put(note.id(), note) == null) {
            Map<String, Long> sums = tallies.computeIfAbsent(note.colour(), colour -> new TreeMap<>());
            sums.merge(Note.NOTES, 1L, Long::sum);
            sums.merge(Note.AMOUNT, note.amount(), Long::sum);
        }
    }

    private List<Note> expected(Query query) {
        Note.Codec codec = new Note.Codec();
        return notes.values().stream()
                .filter(note -> query.matches(codec.index(note)))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private void find(Find find, RecordStore<Note> store) {
        Query query = Query.all().text(words(find.words())).limit(find.limit());
        query = find.colour() < 0 ? query : query.where("colour", COLOURS.get(find.colour()));
        query = find.since() < 0 ? query : query.since(Note.START.plusSeconds(find.since()));
        query = find.before() < 0 ? query : query.before(Note.START.plusSeconds(find.before()));
        List<Note> found = new ArrayList<>();
        Page<Note> page = store.find(query);
        found.addAll(page.records());
        while (page.next() != null) {
            assertThat(page.records()).hasSize(find.limit());
            page = store.find(query.after(page.next()));
            found.addAll(page.records());
        }
        assertThat(found).isEqualTo(expected(query));
    }
}
