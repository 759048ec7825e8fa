package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every record store promises. Whoever writes one extends this class and passes it.
 *
 * <pre>{@code
 * class MyRecordStoreTest extends RecordStoreContract {
 *     protected <T> RecordStore<T> store(RecordCodec<T> codec) { return new MyRecordStore<>(codec); }
 * }
 * }</pre>
 */
public abstract class RecordStoreContract {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private RecordStore<Note> store;

    /** A store without records. */
    protected abstract <T> RecordStore<T> store(RecordCodec<T> codec);

    private record Note(String id, long second, String colour) {}

    private static final class NoteCodec implements RecordCodec<Note> {

        @Override
        public String id(Note note) {
            return note.id();
        }

        @Override
        public Instant time(Note note) {
            return START.plusSeconds(note.second());
        }

        @Override
        public Map<String, String> fields(Note note) {
            return Map.of("id", note.id(), "colour", note.colour());
        }

        @Override
        public String encode(Note note) {
            return note.id() + "," + note.second() + "," + note.colour();
        }

        @Override
        public Note decode(String text) {
            String[] parts = text.split(",", -1);
            return new Note(parts[0], Long.parseLong(parts[1]), parts[2]);
        }
    }

    @BeforeEach
    void open() {
        store = store(new NoteCodec());
    }

    private List<Note> find(Query query) {
        return store.find(query).records();
    }

    @Test
    void what_was_saved_is_found() {
        Note note = new Note("a", 1, "red");
        store.save(note);
        assertThat(find(Query.all())).containsExactly(note);
    }

    @Test
    void saving_again_under_the_same_id_replaces() {
        store.save(new Note("a", 1, "red"));
        store.save(new Note("a", 2, "blue"));
        assertThat(find(Query.all())).containsExactly(new Note("a", 2, "blue"));
        assertThat(find(Query.all().where("colour", "red"))).isEmpty();
    }

    @Test
    void records_are_found_by_their_fields() {
        store.save(new Note("a", 1, "red"));
        store.save(new Note("b", 2, "blue"));
        assertThat(find(Query.all().where("colour", "blue")))
                .extracting(Note::id)
                .containsExactly("b");
        assertThat(find(Query.all().where("colour", "blue").where("id", "a"))).isEmpty();
        assertThat(find(Query.all().where("smell", "none"))).isEmpty();
    }

    @Test
    void the_newest_come_first_and_among_equals_the_order_is_by_id() {
        store.save(new Note("b", 1, "red"));
        store.save(new Note("a", 1, "red"));
        store.save(new Note("c", 2, "red"));
        assertThat(find(Query.all())).extracting(Note::id).containsExactly("c", "a", "b");
    }

    @Test
    void pages_join_without_gap_or_repeat_also_while_newer_records_arrive() {
        for (int i = 0; i < 25; i++) {
            store.save(new Note("n" + i, i / 3, i % 2 == 0 ? "red" : "blue"));
        }
        List<Note> seen = new ArrayList<>();
        Query query = Query.all().where("colour", "red").limit(4);
        Page<Note> page = store.find(query);
        seen.addAll(page.records());
        while (page.next() != null) {
            store.save(new Note("late" + seen.size(), 1_000 + seen.size(), "red"));
            page = store.find(query.after(page.next()));
            seen.addAll(page.records());
        }
        assertThat(seen)
                .hasSize(13)
                .doesNotHaveDuplicates()
                .allMatch(note -> note.colour().equals("red"));
    }

    @Test
    void purging_deletes_what_is_older_and_says_how_many() {
        for (int i = 0; i < 5; i++) {
            store.save(new Note("n" + i, i, "red"));
        }
        assertThat(store.purge(START.plusSeconds(3))).isEqualTo(3);
        assertThat(find(Query.all())).extracting(Note::id).containsExactly("n4", "n3");
        assertThat(store.purge(START.plusSeconds(3))).isZero();
    }

    @Test
    void erasing_deletes_what_is_named_and_says_how_many_there_were() {
        store.save(new Note("a", 1, "red"));
        store.save(new Note("b", 2, "red"));
        assertThat(store.erase(List.of("a", "nobody"))).isEqualTo(1);
        assertThat(find(Query.all())).extracting(Note::id).containsExactly("b");
    }

    @Test
    void a_cursor_that_no_page_gave_is_refused() {
        assertThatThrownBy(() -> store.find(Query.all().after("nonsense")))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("nonsense");
    }
}
