package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.store.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What record stores promise about finding by words, times and pages; a part of {@link RecordStoreContract}. */
abstract class RecordSearchContract extends RecordTallyContract {

    private static Instant at(long second) {
        return Note.START.plusSeconds(second);
    }

    private void saveTexts(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            store.save(note(Character.toString('a' + i), i, "red").text(texts[i]));
        }
    }

    @Test
    void records_are_found_by_one_word_of_their_text() {
        saveTexts("connection refused", "connection reset", "disk full", "");
        assertThat(ids(all().text("connection"))).containsExactly("b", "a");
        assertThat(ids(all().text("full"))).containsExactly("c");
        assertThat(ids(all().text("conn"))).isEmpty();
    }

    @Test
    void all_words_must_occur_in_any_order() {
        saveTexts("connection to redis refused", "redis connection reset", "refused");
        assertThat(ids(all().text("refused, connection"))).containsExactly("a");
        assertThat(ids(all().text("connection redis"))).containsExactly("b", "a");
        assertThat(ids(all().text("connection nowhere"))).isEmpty();
        assertThat(ids(all().text("nowhere"))).isEmpty();
    }

    @Test
    void words_are_found_in_any_case_and_script() {
        saveTexts("OutOfMemoryError: Heap", "Änderung не удалось 接続 失敗", "pod-7f9c.cluster_local:8080");
        assertThat(ids(all().text("OUTOFMEMORYERROR heap"))).containsExactly("a");
        assertThat(ids(all().text("ÄNDERUNG УДАЛОСЬ 接続"))).containsExactly("b");
        assertThat(ids(all().text("local 8080 7F9C"))).containsExactly("c");
        assertThat(ids(all().text("anderung"))).isEmpty();
    }

    @Test
    void a_text_without_letters_and_digits_asks_for_nothing() {
        saveTexts("one", "...");
        assertThat(ids(all().text(" ,-!? "))).containsExactly("b", "a");
        assertThat(ids(all().text(""))).containsExactly("b", "a");
    }

    @Test
    void long_words_are_found_by_their_first_forty_characters() {
        saveTexts("x".repeat(100), "x".repeat(39));
        assertThat(ids(all().text("x".repeat(40)))).containsExactly("a");
        assertThat(ids(all().text("x".repeat(77) + "y"))).containsExactly("a");
        assertThat(ids(all().text("x".repeat(39)))).containsExactly("b");
    }

    @Test
    void the_first_sixty_four_words_count() {
        String words = IntStream.range(0, 80).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        saveTexts(words, "w0 ".repeat(500) + "w79");
        assertThat(ids(all().text("w63 w0"))).containsExactly("a");
        assertThat(ids(all().text("w64"))).isEmpty();
        assertThat(ids(all().text("w79"))).containsExactly("b");
        assertThat(ids(all().text(words))).containsExactly("a");
    }

    @Test
    void a_replaced_record_is_found_by_its_new_words_only() {
        saveTexts("old words here");
        store.save(note("a", 7, "red").text("new words"));
        assertThat(ids(all().text("old"))).isEmpty();
        assertThat(ids(all().text("here words"))).isEmpty();
        assertThat(find(all().text("words")))
                .containsExactly(note("a", 7, "red").text("new words"));
        assertThat(find(all().text("new words"))).hasSize(1);
    }

    @Test
    void an_erased_record_is_not_found_by_its_words_and_a_new_one_of_its_id_only_by_its_own() {
        saveTexts("first", "second");
        store.erase(List.of("a"));
        assertThat(ids(all().text("first"))).isEmpty();
        store.save(note("a", 3, "red").text("third"));
        assertThat(ids(all().text("first"))).isEmpty();
        assertThat(ids(all().text("third"))).containsExactly("a");
        store.purge(at(100));
        store.save(note("b", 3, "red"));
        assertThat(ids(all().text("second"))).isEmpty();
        assertThat(ids(all().text("third"))).isEmpty();
        assertThat(ids(all())).containsExactly("b");
    }

    @Test
    void since_is_included_and_before_is_not() {
        for (int i = 0; i < 5; i++) {
            store.save(note("n" + i, i, "red"));
        }
        assertThat(ids(all().since(at(3)))).containsExactly("n4", "n3");
        assertThat(ids(all().before(at(3)))).containsExactly("n2", "n1", "n0");
        assertThat(ids(all().since(at(1)).before(at(3)))).containsExactly("n2", "n1");
        assertThat(ids(all().since(at(3)).before(at(3)))).isEmpty();
        assertThat(ids(all().since(at(3)).before(at(1)))).isEmpty();
        assertThat(ids(all().since(at(3).plusNanos(1)))).containsExactly("n4");
        assertThat(ids(all().before(at(3).plusNanos(1)))).startsWith("n3");
    }

    @Test
    void times_without_end_leave_out_nothing_or_everything() {
        store.save(note("a", 1, "red").text("word"));
        for (Query query : List.of(all(), all().where("colour", "red"), all().text("word"))) {
            assertThat(ids(query.since(Instant.MIN).before(Instant.MAX))).containsExactly("a");
            assertThat(ids(query.since(Instant.MAX))).isEmpty();
            assertThat(ids(query.before(Instant.MIN))).isEmpty();
        }
    }

    @Test
    void fields_words_and_times_are_asked_together() {
        for (int i = 0; i < 40; i++) {
            store.save(note("n" + (10 + i), i, i % 2 == 0 ? "red" : "blue")
                    .text((i % 3 == 0 ? "fizz " : "") + (i % 5 == 0 ? "buzz" : "")));
        }
        Query query = all().where("colour", "red").text("buzz fizz");
        assertThat(ids(query)).containsExactly("n40", "n10");
        assertThat(ids(query.since(at(1)))).containsExactly("n40");
        assertThat(ids(query.before(at(30)))).containsExactly("n10");
        assertThat(ids(query.where("id", "n40"))).containsExactly("n40");
        assertThat(ids(query.where("id", "n41"))).isEmpty();
        assertThat(ids(all().text("fizz").where("colour", "blue").since(at(10)).before(at(22))))
                .containsExactly("n31", "n25");
    }

    @Test
    void pages_join_without_gap_or_repeat_while_others_are_saved_and_replaced() {
        for (int i = 0; i < 25; i++) {
            store.save(note("n" + i, i / 3, i % 2 == 0 ? "red" : "blue").text("word n" + i));
        }
        for (Query query : List.of(all(), all().where("colour", "red"), all().text("word"))) {
            List<String> expected = ids(query);
            assertThat(pages(query.limit(4), seen -> {
                        store.save(note("late" + seen, 1_000 + seen, "red").text("word"));
                        store.save(note("n24", 8, "red").text("word n24 again"));
                    }))
                    .isEqualTo(expected);
            store.purge(Instant.EPOCH);
            store.erase(IntStream.range(0, 100).mapToObj(i -> "late" + i).toList());
        }
    }

    @Test
    void pages_join_over_equal_times() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            notes.add(note("n" + (10 + i), 5, "red").text("word"));
        }
        store.save(notes);
        List<String> expected = notes.stream().map(Note::id).toList();
        for (Query query : List.of(all(), all().where("colour", "red"), all().text("word"))) {
            for (int limit : List.of(1, 4, 22, 23, 24)) {
                assertThat(pages(query.limit(limit), seen -> {})).isEqualTo(expected);
            }
        }
    }

    @Test
    void pages_within_a_time_end_where_it_ends() {
        for (int i = 0; i < 20; i++) {
            store.save(note("n" + (10 + i), i / 2, "red").text("word"));
        }
        for (Query query : List.of(all(), all().where("colour", "red"), all().text("word"))) {
            assertThat(pages(query.since(at(3)).before(at(6)).limit(2), seen -> {}))
                    .containsExactly("n20", "n21", "n18", "n19", "n16", "n17");
        }
    }

    @Test
    void a_page_that_is_full_at_the_end_has_no_next() {
        store.save(List.of(note("a", 1, "red"), note("b", 2, "red")));
        assertThat(store.find(all().limit(2)).next()).isNull();
        assertThat(store.find(all().limit(1)).next()).isNotNull();
        assertThat(store.find(all().where("colour", "red").limit(2)).next()).isNull();
    }
}
