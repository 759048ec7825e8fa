package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Encoded;
import io.aiops4j.core.store.RecordIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
public abstract class RecordStoreContract extends RecordSearchContract {

    private static void assertRefused(ThrowingCallable call, String says) {
        assertThatThrownBy(call).isInstanceOf(AiopsException.class).hasMessageContaining(says);
    }

    @Test
    void what_was_saved_is_found() {
        Note note = note("a", 1, "red").text("some words").amount(3);
        store.save(note);
        assertThat(find(all())).containsExactly(note);
    }

    @Test
    void a_batch_is_found_as_if_each_had_been_saved_alone() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            notes.add(note("n" + (1_000 + i), i, i % 7 == 0 ? "red" : "blue").text("number " + i));
        }
        store.save(notes);
        Collections.reverse(notes);
        assertThat(find(all().limit(1_000))).isEqualTo(notes);
        assertThat(ids(all().where("colour", "red").limit(1_000))).hasSize(86);
        assertThat(ids(all().text("number 333"))).containsExactly("n1333");
    }

    @Test
    void a_batch_with_one_that_cannot_be_written_keeps_none() {
        store.save(note("a", 1, "red"));
        List<Note> bad = List.of(
                note("a", 2, Note.UNWRITABLE),
                note("", 2, "red"),
                note("x".repeat(201), 2, "red"),
                note("\0", 2, "red"),
                note("half \uD83D", 2, "red"),
                new Note("late", RecordIndex.TOO_LATE, "red", "", 0),
                new Note("early", RecordIndex.EARLIEST.minusNanos(1), "red", "", 0));
        for (Note one : bad) {
            assertThatThrownBy(() ->
                            store.save(List.of(note("a", 9, "blue"), note("b", 3, "red"), one, note("c", 4, "red"))))
                    .as(one.toString())
                    .isInstanceOf(AiopsException.class);
        }
        assertThat(find(all())).containsExactly(note("a", 1, "red"));
        assertThat(ids(all().where("colour", "blue"))).isEmpty();
    }

    @Test
    void a_batch_replaces_some_and_adds_others() {
        store.save(List.of(note("a", 1, "red").text("one"), note("b", 2, "red").text("two")));
        store.save(
                List.of(note("c", 3, "blue").text("three"), note("a", 4, "blue").text("four")));
        assertThat(ids(all())).containsExactly("a", "c", "b");
        assertThat(ids(all().where("colour", "red"))).containsExactly("b");
        assertThat(ids(all().where("colour", "blue"))).containsExactly("a", "c");
        assertThat(ids(all().text("one"))).isEmpty();
    }

    @Test
    void an_empty_batch_changes_nothing() {
        store.save(note("a", 1, "red"));
        store.save(List.of());
        assertThat(ids(all())).containsExactly("a");
    }

    @Test
    void saving_again_under_the_same_id_replaces() {
        store.save(note("a", 1, "red"));
        store.save(note("a", 2, "blue"));
        assertThat(find(all())).containsExactly(note("a", 2, "blue"));
        assertThat(find(all().where("colour", "red"))).isEmpty();
        store.save(note("a", 2, "blue"));
        assertThat(find(all())).containsExactly(note("a", 2, "blue"));
    }

    @Test
    void a_replaced_record_moves_to_its_new_time() {
        store.save(List.of(note("a", 1, "red").text("word"), note("b", 2, "red").text("word")));
        store.save(note("a", 3, "red").text("word"));
        for (var query : List.of(all(), all().where("colour", "red"), all().text("word"))) {
            assertThat(ids(query)).containsExactly("a", "b");
            assertThat(ids(query.before(Note.START.plusSeconds(3)))).containsExactly("b");
        }
        assertThat(store.purge(Note.START.plusSeconds(3))).isEqualTo(1);
        assertThat(ids(all())).containsExactly("a");
    }

    @Test
    void records_are_found_by_their_fields() {
        store.save(note("a", 1, "red"));
        store.save(note("b", 2, "blue"));
        assertThat(ids(all().where("colour", "blue"))).containsExactly("b");
        assertThat(find(all().where("colour", "blue").where("id", "a"))).isEmpty();
    }

    @Test
    void a_field_or_value_that_nothing_has_finds_nothing() {
        store.save(note("a", 1, "red").text("word"));
        assertThat(find(all().where("smell", "none"))).isEmpty();
        assertThat(find(all().where("colour", "none"))).isEmpty();
        assertThat(find(all().where("colour", "Red"))).isEmpty();
        assertThat(find(all().where("red", "colour"))).isEmpty();
        assertThat(find(all().text("word").where("smell", "none"))).isEmpty();
        assertThat(find(all().where("colour", "red").where("smell", "none"))).isEmpty();
    }

    @Test
    void records_are_found_by_every_value_exactly() {
        List<String> values = List.of(
                "",
                " ",
                "red ",
                "red",
                "\0",
                "\uD83D",
                "\uDD25",
                "\uD83D\uDD25",
                "x".repeat(100_000),
                "x".repeat(99_999),
                "'; --",
                "A",
                "a",
                "\u00e4",
                "a\u0308",
                "%",
                "_");
        for (int i = 0; i < values.size(); i++) {
            store.save(note("n" + i, 1, values.get(i)));
        }
        for (int i = 0; i < values.size(); i++) {
            assertThat(ids(all().where("colour", values.get(i))))
                    .as("value %d", i)
                    .containsExactly("n" + i);
        }
    }

    @Test
    void every_text_is_kept_as_it_is() {
        List<String> texts =
                List.of("", "NUL \0 inside", "cut in \uD83D", "\uDD25 \uD83D\uDD25", "\n\r\t|", "\uFEFFmark");
        for (int i = 0; i < texts.size(); i++) {
            store.save(note("n" + i, i, "red").text(texts.get(i)));
        }
        List<String> found =
                new ArrayList<>(find(all()).stream().map(Note::text).toList());
        Collections.reverse(found);
        assertThat(found).isEqualTo(texts);
    }

    @Test
    void the_newest_come_first_and_among_equals_the_order_is_by_id() {
        store.save(note("b", 1, "red"));
        store.save(note("a", 1, "red"));
        store.save(note("c", 2, "red"));
        store.save(new Note("d", Note.START.plusSeconds(1).plusNanos(1), "red", "", 0));
        store.save(note("B", 1, "red"));
        assertThat(ids(all())).containsExactly("c", "d", "B", "a", "b");
    }

    @Test
    void times_long_ago_and_far_off_are_kept_to_the_nanosecond() {
        List<Instant> times = List.of(
                RecordIndex.EARLIEST,
                Instant.EPOCH.minusNanos(1),
                Instant.EPOCH,
                Instant.parse("2026-01-01T00:00:00.123456789Z"),
                RecordIndex.TOO_LATE.minusNanos(1));
        for (int i = 0; i < times.size(); i++) {
            store.save(new Note("n" + i, times.get(i), "red", "", 0));
        }
        assertThat(ids(all())).containsExactly("n4", "n3", "n2", "n1", "n0");
        assertThat(pages(all().limit(1), seen -> {})).containsExactly("n4", "n3", "n2", "n1", "n0");
        for (int i = 0; i < times.size(); i++) {
            assertThat(ids(all().since(times.get(i)).before(times.get(i).plusNanos(1))))
                    .containsExactly("n" + i);
        }
    }

    @Test
    void purging_deletes_what_is_older_and_says_how_many() {
        for (int i = 0; i < 5; i++) {
            store.save(note("n" + i, i, "red").text("word"));
        }
        assertThat(store.purge(Note.START.plusSeconds(3))).isEqualTo(3);
        assertThat(ids(all())).containsExactly("n4", "n3");
        assertThat(ids(all().where("colour", "red"))).containsExactly("n4", "n3");
        assertThat(ids(all().text("word"))).containsExactly("n4", "n3");
        assertThat(store.purge(Note.START.plusSeconds(3))).isZero();
        assertThat(store.purge(Instant.MIN)).isZero();
        assertThat(store.purge(Instant.MAX)).isEqualTo(2);
    }

    @Test
    void erasing_deletes_what_is_named_and_says_how_many_there_were() {
        store.save(note("a", 1, "red"));
        store.save(note("b", 2, "red"));
        assertThat(store.erase(List.of())).isZero();
        assertThat(store.erase(List.of("a", "nobody", "a", "", "\0", "x".repeat(300))))
                .isEqualTo(1);
        assertThat(ids(all())).containsExactly("b");
        assertThat(ids(all().where("colour", "red"))).containsExactly("b");
        assertThat(store.erase(List.of("a"))).isZero();
    }

    @Test
    void a_cursor_that_no_page_gave_is_refused() {
        store.save(note("a", 1, "red"));
        for (String cursor : List.of("nonsense", "", " ", "7", "now a")) {
            for (var query : List.of(all(), all().where("colour", "red"), all().text("word"))) {
                assertRefused(() -> store.find(query.after(cursor)), "Not the end of a page: '" + cursor + "'");
            }
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_with_what_to_do() {
        store.save(note("a", 1, "red"));
        assertRefused(() -> store.save((Note) null), "Hand one over");
        assertRefused(() -> store.save((List<Note>) null), "Hand one over");
        assertRefused(() -> store.save(Arrays.asList(note("b", 1, "red"), null)), "record 1 of the batch");
        assertRefused(() -> store.find(null), "query");
        assertRefused(() -> store.tally(null), "tally");
        assertRefused(() -> store.purge(null), "time");
        assertRefused(() -> store.erase(null), "ids");
        assertRefused(() -> store.erase(Arrays.asList("a", null)), "id");
        assertThat(ids(all())).containsExactly("a");
    }

    @Test
    void more_than_a_batch_may_have_is_refused() {
        List<Note> many = Collections.nCopies(Encoded.MOST + 1, note("a", 1, "red"));
        assertRefused(() -> store.save(many), "Save them in several batches");
        assertThat(ids(all())).isEmpty();
    }

    @Test
    void a_record_of_ten_million_characters_is_kept() {
        Note large = note("large", 1, "red").text("word " + "0123456789".repeat(1_000_000));
        store.save(List.of(note("small", 2, "red"), large));
        assertThat(find(all().text("word"))).containsExactly(large);
    }
}
