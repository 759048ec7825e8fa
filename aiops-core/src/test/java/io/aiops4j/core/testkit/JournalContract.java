package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.StaleAppendException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every journal promises. Whoever writes one extends this class and passes it.
 *
 * <pre>{@code
 * class MyJournalTest extends JournalContract {
 *     protected Journal journal(SettableClock clock) { return new MyJournal(clock); }
 * }
 * }</pre>
 */
public abstract class JournalContract {

    private static final EntryType NOTED = EntryType.of("note.taken", 1);
    private static final Actor ALICE = Actor.person("alice");

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private Journal journal;

    /** A journal without entries that takes its time from this clock. */
    protected abstract Journal journal(SettableClock clock);

    @BeforeEach
    void open() {
        journal = journal(clock);
    }

    private static Append note(String stream, String text) {
        return Append.by(ALICE).add(stream, NOTED, Map.of("text", text));
    }

    private List<Entry> all() {
        return journal.readAll(0, 10_000);
    }

    @Test
    void an_empty_journal_has_no_entries_and_the_empty_head() {
        assertThat(all()).isEmpty();
        assertThat(journal.head()).isEqualTo(Head.EMPTY);
    }

    @Test
    void positions_count_from_one_without_gaps() {
        for (int i = 0; i < 10; i++) {
            journal.append(note("note/" + i % 3, "n" + i).add("note/both", NOTED, Map.of()));
        }
        assertThat(all())
                .extracting(Entry::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void what_was_appended_is_given_back_and_read_back_the_same() {
        List<Entry> written =
                journal.append(note("note/1", "hello").client(Client.of("acme")).causedBy(7));
        assertThat(all()).isEqualTo(written);
        Entry entry = written.get(0);
        assertThat(entry.actor()).isEqualTo(ALICE);
        assertThat(entry.client()).isEqualTo(Client.of("acme"));
        assertThat(entry.causes()).containsExactly(7L);
        assertThat(entry.type()).isEqualTo(NOTED);
        assertThat(entry.payload().text()).isEqualTo("{\"text\":\"hello\"}");
    }

    @Test
    void a_streams_version_is_the_number_of_its_entries() {
        journal.append(note("note/1", "a"));
        journal.append(note("note/2", "b"));
        journal.append(note("note/1", "c").add("note/1", NOTED, Map.of()));
        assertThat(journal.read("note/1", 0, 10)).extracting(Entry::version).containsExactly(1L, 2L, 3L);
        assertThat(journal.read("note/2", 0, 10)).extracting(Entry::version).containsExactly(1L);
        assertThat(journal.read("note/3", 0, 10)).isEmpty();
    }

    @Test
    void reads_are_paged() {
        for (int i = 0; i < 5; i++) {
            journal.append(note("note/1", "n" + i));
        }
        assertThat(journal.readAll(2, 2)).extracting(Entry::position).containsExactly(3L, 4L);
        assertThat(journal.read("note/1", 4, 2)).extracting(Entry::version).containsExactly(5L);
        assertThat(journal.readAll(99, 2)).isEmpty();
    }

    @Test
    void a_stale_precondition_writes_nothing_and_says_which_stream() {
        journal.append(note("note/1", "a"));
        Head before = journal.head();
        assertThatThrownBy(() -> journal.append(note("note/2", "b").require("note/1", 0)))
                .isInstanceOfSatisfying(StaleAppendException.class, stale -> {
                    assertThat(stale.stream()).isEqualTo("note/1");
                    assertThat(stale.expected()).isZero();
                    assertThat(stale.actual()).isEqualTo(1);
                });
        assertThat(journal.head()).isEqualTo(before);
        assertThat(journal.read("note/2", 0, 10)).isEmpty();
    }

    @Test
    void a_precondition_may_name_a_stream_to_which_nothing_is_appended() {
        journal.append(note("approval/1", "yes"));
        journal.append(note("run/1", "go").require("approval/1", 1));
        assertThat(journal.read("approval/1", 0, 10)).hasSize(1);
        assertThat(journal.read("run/1", 0, 10)).hasSize(1);
    }

    @Test
    void of_many_appends_on_one_precondition_exactly_one_is_written() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> racers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String text = "racer " + i;
                racers.add(() -> {
                    try {
                        journal.append(note("note/1", text).require("note/1", 0));
                        return true;
                    } catch (StaleAppendException lost) {
                        return false;
                    }
                });
            }
            int won = 0;
            for (Future<Boolean> racer : threads.invokeAll(racers)) {
                won += racer.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
            assertThat(journal.read("note/1", 0, 10)).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void entry_time_never_decreases_also_when_the_clock_does() {
        journal.append(note("note/1", "a"));
        clock.advance(Duration.ofHours(-1));
        journal.append(note("note/1", "b"));
        assertThat(all()).extracting(Entry::time).isSorted();
    }

    @Test
    void the_chain_of_a_journal_nobody_touched_is_intact() {
        for (int i = 0; i < 10; i++) {
            journal.append(note("note/" + i % 2, "n" + i));
        }
        JournalReader reader = new JournalReader(journal);
        assertThat(reader.verify().intact()).isTrue();
        assertThat(reader.verify().entries()).isEqualTo(10);
        assertThat(reader.verify(journal.head()).intact()).isTrue();
    }

    @Test
    void equal_payloads_have_different_commitments() {
        journal.append(note("note/1", "same"));
        journal.append(note("note/1", "same"));
        assertThat(all()).extracting(Entry::commitment).doesNotHaveDuplicates();
    }
}
