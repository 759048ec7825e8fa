package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What record stores promise about what their records add up to; a part of {@link RecordStoreContract}. */
abstract class RecordTallyContract extends RecordsContract {

    private static Map<String, Long> sum(long notes, long amount) {
        return Map.of(Note.NOTES, notes, Note.AMOUNT, amount);
    }

    @Test
    void records_add_up_by_what_they_are_tallied_under() {
        store.save(List.of(note("a", 1, "red").amount(10), note("b", 2, "red").amount(-3), note("c", 3, "blue")));
        store.save(note("d", 4, "red").amount(1));
        assertThat(store.tally("red")).isEqualTo(sum(3, 8));
        assertThat(store.tally("blue")).isEqualTo(sum(1, 0));
        assertThat(store.tally("green")).isEmpty();
    }

    @Test
    void a_record_that_is_replaced_is_not_tallied_again() {
        store.save(note("a", 1, "red").amount(10));
        store.save(note("a", 1, "red").amount(20));
        store.save(List.of(note("a", 9, "blue").amount(30), note("b", 1, "blue").amount(5)));
        assertThat(store.tally("red")).isEqualTo(sum(1, 10));
        assertThat(store.tally("blue")).isEqualTo(sum(1, 5));
    }

    @Test
    void of_several_with_one_id_in_a_batch_the_first_is_tallied_and_the_last_is_kept() {
        store.save(List.of(note("a", 1, "red").amount(10), note("a", 2, "blue").amount(20)));
        assertThat(store.tally("red")).isEqualTo(sum(1, 10));
        assertThat(store.tally("blue")).isEmpty();
        assertThat(find(all())).containsExactly(note("a", 2, "blue").amount(20));
        assertThat(ids(all().where("colour", "red"))).isEmpty();
    }

    @Test
    void what_was_purged_stays_in_the_tally() {
        store.save(List.of(note("a", 1, "red").amount(1), note("b", 2, "red").amount(2)));
        assertThat(store.purge(Note.START.plusSeconds(2))).isEqualTo(1);
        assertThat(store.tally("red")).isEqualTo(sum(2, 3));
        store.save(note("c", 3, "red").amount(4));
        assertThat(store.tally("red")).isEqualTo(sum(3, 7));
    }

    @Test
    void what_was_erased_stays_in_the_tally() {
        store.save(List.of(note("a", 1, "red").amount(1), note("b", 2, "red").amount(2)));
        assertThat(store.erase(List.of("a", "b"))).isEqualTo(2);
        assertThat(store.tally("red")).isEqualTo(sum(2, 3));
    }

    @Test
    void a_batch_that_is_refused_adds_nothing() {
        assertThatThrownBy(() -> store.save(List.of(note("a", 1, "red"), note("b", 1, Note.UNWRITABLE))))
                .isInstanceOf(AiopsException.class);
        assertThat(store.tally("red")).isEmpty();
    }

    @Test
    void a_sum_that_no_long_holds_refuses_the_batch_and_stays_as_it_was() {
        store.save(note("a", 1, "red").amount(Long.MAX_VALUE - 1));
        store.save(note("b", 2, "red").amount(1));
        assertThatThrownBy(() -> store.save(
                        List.of(note("c", 3, "blue"), note("d", 4, "red").amount(1))))
                .isInstanceOf(AiopsException.class);
        assertThat(store.tally("red")).isEqualTo(sum(2, Long.MAX_VALUE));
        assertThat(store.tally("blue")).isEmpty();
        assertThat(ids(all())).containsExactly("b", "a");
    }

    @Test
    void tallies_are_kept_under_every_name() {
        for (String name : List.of("'; --", "x".repeat(1_000), "a\0b", "half \uD83D", "\uD83D\uDD25", "A", "a")) {
            store.save(note("of " + Id.derived("tally", name), 1, name).amount(1));
            assertThat(store.tally(name)).as(name).isEqualTo(sum(1, 1));
        }
    }

    @Test
    void one_record_that_many_threads_save_at_once_is_tallied_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = "same-" + round;
            List<Callable<Void>> savers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String own = "own-" + round + "-" + i;
                savers.add(() -> {
                    store.save(List.of(
                            note(own, 1, "own").amount(1), note(id, 1, "same").amount(1)));
                    return null;
                });
            }
            Together.run(savers);
            assertThat(store.tally("same")).isEqualTo(sum(round + 1, round + 1));
            assertThat(store.tally("own")).isEqualTo(sum(6 * (round + 1), 6 * (round + 1)));
        }
    }

    @Test
    void batches_that_overlap_in_any_order_are_saved_at_once_and_tallied_once_each() throws Exception {
        int threads = 6;
        List<Callable<Void>> savers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int step = t % 2 == 0 ? 1 : 29;
            int first = t;
            savers.add(() -> {
                for (int batch = 0; batch < 4; batch++) {
                    List<Note> notes = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        int n = (first + (batch * 10 + i) * step) % 30;
                        notes.add(note("n" + n, n, n % 2 == 0 ? "even" : "odd").amount(1));
                    }
                    store.save(notes);
                }
                return null;
            });
        }
        Together.run(savers);
        assertThat(ids(all())).hasSize(30).doesNotHaveDuplicates();
        assertThat(store.tally("even")).isEqualTo(sum(15, 15));
        assertThat(store.tally("odd")).isEqualTo(sum(15, 15));
    }
}
