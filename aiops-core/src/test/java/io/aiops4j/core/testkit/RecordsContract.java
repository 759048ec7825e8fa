package io.aiops4j.core.testkit;

import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;

/** What the sentences about record stores share: a store that is opened before each of them. */
abstract class RecordsContract {

    RecordStore<Note> store;

    /** A store without records. */
    protected abstract <T> RecordStore<T> store(RecordCodec<T> codec);

    @BeforeEach
    void open() {
        store = store(new Note.Codec());
    }

    static Note note(String id, long second, String colour) {
        return Note.of(id, second, colour);
    }

    static Query all() {
        return Query.all();
    }

    List<Note> find(Query query) {
        return store.find(query).records();
    }

    List<String> ids(Query query) {
        return find(query).stream().map(Note::id).toList();
    }

    /** All pages, one behind the other; whoever wants to can do something between two of them. */
    List<String> pages(Query query, Consumer<Integer> between) {
        List<String> seen = new ArrayList<>();
        Page<Note> page = store.find(query);
        page.records().forEach(note -> seen.add(note.id()));
        while (page.next() != null) {
            between.accept(seen.size());
            page = store.find(query.after(page.next()));
            page.records().forEach(note -> seen.add(note.id()));
        }
        return seen;
    }
}
