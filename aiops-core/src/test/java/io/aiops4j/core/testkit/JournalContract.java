package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.ChainReport;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Payload;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.journal.StaleAppendException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every journal promises. Whoever writes one extends this class and passes it; one that takes its time from the host also
 * passes {@link JournalClockContract}.
 *
 * <pre>{@code
 * class MyJournalTest extends JournalContract {
 *     protected Stores stores(SettableClock clock) { return new MyStores(clock); }
 * }
 * }</pre>
 */
public abstract class JournalContract extends StoresContract {

    private static final Seal SEAL = Seal.with("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final EntryType GRANTED = EntryType.authority("right.granted", 1);
    private static final Duration LONG = Duration.ofHours(1);

    private static Append raw(String stream, byte[] payload) {
        return new Append(
                null,
                ALICE,
                Client.DEFAULT,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(new Append.Item(stream, NOTED, payload, null)));
    }

    private static Append receipt(String why, Long... positions) {
        Erasure erasure = new Erasure(Selector.actor(ALICE), why, List.of(positions));
        return Append.by(Actor.person("bob")).add(Erasure.STREAM, Erasure.ERASED, erasure);
    }

    private void assertNothingWritten(Head before, Runnable refused) {
        assertThatThrownBy(refused::run).isInstanceOf(AiopsException.class);
        assertThat(journal.head()).isEqualTo(before);
    }

    private ChainReport verify() {
        return new JournalReader(journal).verify(journal.head());
    }

    // 1. One sequence

    @Test
    void an_empty_journal_has_no_entries_and_the_empty_head() {
        assertThat(all()).isEmpty();
        assertThat(journal.read("note/1", 0, 10)).isEmpty();
        assertThat(journal.head()).isEqualTo(Head.EMPTY);
        assertThat(verify().intact()).isTrue();
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
    void a_refused_append_leaves_no_gap_behind() {
        journal.append(note("note/1", "a"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> journal.append(note("note/1", "b").require("note/1", 0)))
                    .isInstanceOf(StaleAppendException.class);
        }
        assertThat(journal.append(note("note/1", "c")))
                .extracting(Entry::position)
                .containsExactly(2L);
    }

    @Test
    void the_head_is_the_last_entry() {
        for (int i = 0; i < 3; i++) {
            List<Entry> written = journal.append(note("note/1", "n" + i).add("note/2", NOTED, Map.of()));
            Entry last = written.get(written.size() - 1);
            assertThat(journal.head()).isEqualTo(new Head(last.position(), last.hash()));
        }
    }

    // 2. An append is one instant

    @Test
    void an_append_may_hold_entries_of_many_streams_in_its_order() {
        Append append = Append.by(ALICE);
        for (int i = 0; i < 30; i++) {
            append = append.add("note/" + i % 7, NOTED, Map.of("n", i));
        }
        List<Entry> written = journal.append(append);
        assertThat(all()).isEqualTo(written);
        assertThat(written).extracting(e -> e.payload().text()).startsWith("{\"n\":0}", "{\"n\":1}", "{\"n\":2}");
        assertThat(journal.read("note/1", 0, 10)).extracting(Entry::position).containsExactly(2L, 9L, 16L, 23L, 30L);
        assertThat(journal.read("note/1", 0, 10)).extracting(Entry::version).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void the_entries_of_one_append_have_one_time() {
        List<Entry> written = journal.append(
                note("note/1", "a").add("note/2", NOTED, Map.of()).add("note/1", NOTED, Map.of()));
        assertThat(written).extracting(Entry::time).containsOnly(written.get(0).time());
    }

    @Test
    void no_reader_sees_half_of_an_append() throws Exception {
        int writers = 3;
        int appends = 20;
        AtomicInteger writing = new AtomicInteger(writers);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            String stream = "note/" + writer;
            tasks.add(() -> {
                try {
                    for (int i = 0; i < appends; i++) {
                        journal.append(note(stream, "one")
                                .add("note/all", NOTED, Map.of())
                                .add(stream, NOTED, Map.of()));
                    }
                } finally {
                    writing.decrementAndGet();
                }
                return null;
            });
        }
        tasks.add(() -> {
            boolean last;
            do {
                last = writing.get() == 0;
                assertThat(journal.head().position() % 3).isZero();
                assertThat(all().size() % 3).isZero();
                assertThat(journal.read("note/0", 0, 1_000).size() % 2).isZero();
            } while (!last);
            return null;
        });
        Together.run(tasks);
        assertThat(all()).hasSize(3 * writers * appends);
        assertThat(verify().intact()).isTrue();
    }

    // 3 to 5. Preconditions and versions

    @Test
    void a_streams_version_is_the_number_of_its_entries() {
        journal.append(note("note/1", "a"));
        journal.append(note("note/2", "b"));
        journal.append(note("note/1", "c").add("note/1", NOTED, Map.of()));
        assertThat(journal.read("note/1", 0, 10)).extracting(Entry::version).containsExactly(1L, 2L, 3L);
        assertThat(journal.read("note/2", 0, 10)).extracting(Entry::version).containsExactly(1L);
        assertThat(journal.read("note/3", 0, 10)).isEmpty();
        journal.append(
                note("note/4", "d").require("note/1", 3).require("note/2", 1).require("note/3", 0));
        assertThat(journal.read("note/4", 0, 10)).hasSize(1);
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
    void a_precondition_on_a_later_version_than_there_is_is_stale_too() {
        journal.append(note("note/1", "a"));
        Head before = journal.head();
        assertThatThrownBy(() -> journal.append(note("note/1", "b").require("note/9", 5)))
                .isInstanceOfSatisfying(StaleAppendException.class, stale -> {
                    assertThat(stale.stream()).isEqualTo("note/9");
                    assertThat(stale.expected()).isEqualTo(5);
                    assertThat(stale.actual()).isZero();
                });
        assertNothingWritten(before, () -> journal.append(note("note/1", "b").require("note/1", 2)));
    }

    @Test
    void of_several_preconditions_one_that_is_stale_is_enough() {
        journal.append(note("note/1", "a").add("note/2", NOTED, Map.of()));
        Head before = journal.head();
        for (String moved : List.of("note/1", "note/2", "note/3")) {
            Append append = note("note/1", "b").requireAll(Map.of("note/1", 1L, "note/2", 1L, "note/3", 0L));
            assertThatThrownBy(() -> journal.append(append.require(moved, 7)))
                    .isInstanceOfSatisfying(
                            StaleAppendException.class,
                            stale -> assertThat(stale.stream()).isEqualTo(moved));
            assertThat(journal.head()).isEqualTo(before);
        }
    }

    @Test
    void a_precondition_may_name_a_stream_to_which_nothing_is_appended() {
        journal.append(note("approval/1", "yes"));
        journal.append(note("run/1", "go").require("approval/1", 1));
        assertThat(journal.read("approval/1", 0, 10)).hasSize(1);
        assertThat(journal.read("run/1", 0, 10)).hasSize(1);
        journal.append(note("approval/1", "no longer"));
        assertNothingWritten(
                journal.head(), () -> journal.append(note("run/2", "go").require("approval/1", 1)));
    }

    @Test
    void of_many_appends_on_one_precondition_exactly_one_is_written() throws Exception {
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
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
        assertThat(Together.run(racers)).containsOnlyOnce(true);
        assertThat(journal.read("note/1", 0, 10)).hasSize(1);
    }

    @Test
    void nothing_starts_behind_a_revocation() throws Exception {
        for (int round = 0; round < 10; round++) {
            String approval = "approval/" + round;
            String run = "run/" + round;
            journal.append(note(approval, "yes"));
            Together.run(List.<Callable<List<Entry>>>of(() -> journal.append(note(approval, "no")), () -> {
                try {
                    return journal.append(note(run, "go").require(approval, 1));
                } catch (StaleAppendException revoked) {
                    return List.of();
                }
            }));
            long revoked = journal.read(approval, 1, 1).get(0).position();
            assertThat(journal.read(run, 0, 10)).allMatch(started -> started.position() < revoked);
        }
    }

    // 6. Append ids

    @Test
    void the_same_append_under_the_same_id_gets_the_first_result_and_writes_nothing() {
        Append append = note("note/1", "a").add("note/2", NOTED, Map.of()).identified("append-1");
        List<Entry> first = journal.append(append);
        Head before = journal.head();
        assertThat(journal.append(append)).isEqualTo(first);
        journal.append(note("note/1", "between"));
        assertThat(journal.append(append)).isEqualTo(first);
        assertThat(journal.head().position()).isEqualTo(before.position() + 1);
    }

    @Test
    void an_append_under_another_id_or_none_writes_again() {
        journal.append(note("note/1", "a").identified("append-1"));
        journal.append(note("note/1", "a").identified("append-2"));
        journal.append(note("note/1", "a").identified("Append-1"));
        journal.append(note("note/1", "a"));
        journal.append(note("note/1", "a"));
        assertThat(journal.read("note/1", 0, 10)).hasSize(5);
    }

    @Test
    void a_repeated_append_gets_the_first_result_also_when_its_preconditions_moved_meanwhile() {
        Append append = note("note/1", "a").require("note/1", 0).identified("append-1");
        List<Entry> first = journal.append(append);
        assertThat(journal.append(append)).isEqualTo(first);
        journal.append(note("note/1", "b"));
        assertThat(journal.append(append)).isEqualTo(first);
        assertThat(all()).hasSize(2);
    }

    @Test
    void a_repeated_append_gets_the_first_result_also_when_its_lease_passed_on_meanwhile() {
        Lease lease = leases.acquire("learning", "node-1", LONG).orElseThrow();
        Append append = note("note/1", "a").fenced(lease).identified("append-1");
        List<Entry> first = journal.append(append);
        leases.release(lease);
        assertThat(leases.acquire("learning", "node-2", LONG)).isPresent();
        assertThat(journal.append(append)).isEqualTo(first);
        assertThat(all()).hasSize(1);
    }

    @Test
    void an_append_that_was_refused_has_not_used_its_id_up() {
        journal.append(note("note/1", "a"));
        Append early = note("note/2", "b").require("note/1", 2).identified("append-1");
        assertThatThrownBy(() -> journal.append(early)).isInstanceOf(StaleAppendException.class);
        journal.append(note("note/1", "c"));
        assertThat(journal.append(early)).extracting(Entry::position).containsExactly(3L);
    }

    @Test
    void of_one_append_that_is_sent_many_times_at_once_one_is_written() throws Exception {
        Append append = note("note/1", "a").add("note/2", NOTED, Map.of()).identified("append-1");
        List<Callable<List<Entry>>> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            senders.add(() -> journal.append(append));
        }
        assertThat(new HashSet<>(Together.run(senders))).hasSize(1);
        assertThat(all()).hasSize(2);
    }

    // 7. Reads

    @Test
    void what_was_appended_is_given_back_and_read_back_the_same() {
        List<Entry> written =
                journal.append(note("note/1", "hello").client(Client.of("acme")).causedBy(7));
        assertThat(all()).isEqualTo(written);
        assertThat(journal.read("note/1", 0, 10)).isEqualTo(written);
        Entry entry = written.get(0);
        assertThat(entry.actor()).isEqualTo(ALICE);
        assertThat(entry.client()).isEqualTo(Client.of("acme"));
        assertThat(entry.causes()).containsExactly(7L);
        assertThat(entry.type()).isEqualTo(NOTED);
        assertThat(entry.payload().text()).isEqualTo("{\"text\":\"hello\"}");
    }

    @Test
    void what_was_handed_over_is_copied() {
        byte[] payload = "{\"text\":\"hello\"}".getBytes(StandardCharsets.UTF_8);
        List<Entry> written = journal.append(raw("note/1", payload));
        Arrays.fill(payload, (byte) 'x');
        Arrays.fill(written.get(0).payload().bytes(), (byte) 'x');
        assertThat(all().get(0).payload().text()).isEqualTo("{\"text\":\"hello\"}");
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void reads_are_paged() {
        for (int i = 0; i < 5; i++) {
            journal.append(note("note/1", "n" + i));
            journal.append(note("note/2", "n" + i));
        }
        assertThat(journal.readAll(2, 3)).extracting(Entry::position).containsExactly(3L, 4L, 5L);
        assertThat(journal.read("note/1", 1, 2)).extracting(Entry::version).containsExactly(2L, 3L);
        assertThat(journal.read("note/1", 4, 2)).extracting(Entry::version).containsExactly(5L);
    }

    @Test
    void a_page_behind_the_end_is_empty_and_one_across_it_ends_there() {
        journal.append(note("note/1", "a").add("note/1", NOTED, Map.of()));
        assertThat(journal.readAll(2, 10)).isEmpty();
        assertThat(journal.readAll(99, 10)).isEmpty();
        assertThat(journal.readAll(Long.MAX_VALUE, 10)).isEmpty();
        assertThat(journal.readAll(1, Integer.MAX_VALUE)).hasSize(1);
        assertThat(journal.read("note/1", 2, 10)).isEmpty();
        assertThat(journal.read("note/1", Long.MAX_VALUE, 10)).isEmpty();
        assertThat(journal.read("note/1", 1, Integer.MAX_VALUE)).hasSize(1);
    }

    @Test
    void one_reads_ones_own_acknowledged_appends_at_once() throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            String stream = "note/" + writer;
            writers.add(() -> {
                for (int i = 0; i < 15; i++) {
                    List<Entry> written = journal.append(note(stream, "n" + i).require(stream, i));
                    assertThat(journal.read(stream, i, 10)).isEqualTo(written);
                    assertThat(journal.readAll(written.get(0).position() - 1, 1))
                            .isEqualTo(written);
                    assertThat(journal.head().position())
                            .isGreaterThanOrEqualTo(written.get(0).position());
                }
                return null;
            });
        }
        Together.run(writers);
        assertThat(all()).hasSize(60);
    }

    @Test
    void streams_with_similar_names_are_different_streams() {
        List<String> names = List.of(
                "note/1",
                "note/10",
                "Note/1",
                "note/1 ",
                " note/1",
                "note/%",
                "note/_",
                "note/'",
                "note/\u00e9",
                "note/e\u0301",
                "note/e",
                "note/\u00df",
                "note/ss",
                "note",
                "note/");
        for (String name : names) {
            journal.append(note(name, name).require(name, 0));
        }
        for (String name : names) {
            assertThat(journal.read(name, 0, 10))
                    .extracting(e -> e.stream() + e.payload().text())
                    .containsExactly(name + "{\"text\":\"" + name + "\"}");
        }
    }

    @Test
    void names_of_the_greatest_length_are_kept_whole() {
        String longest = "\u00e4".repeat(200);
        String stream = "run/" + "x".repeat(200);
        List<Entry> written = journal.append(Append.by(Actor.system(longest))
                .client(Client.of("c".repeat(200)))
                .identified("i".repeat(100))
                .require(stream, 0)
                .add(stream, EntryType.of("t".repeat(60), 7), Map.of()));
        assertThat(all()).isEqualTo(written);
        assertThat(journal.read(stream, 0, 1)).isEqualTo(written);
        assertThat(written.get(0).actor().id()).isEqualTo(longest);
    }

    // 8. Following

    @Test
    void a_follower_misses_nothing_and_sees_everything_in_order_while_many_write() throws Exception {
        int writers = 4;
        int appends = 25;
        AtomicInteger writing = new AtomicInteger(writers);
        List<Entry> followed = new ArrayList<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            String stream = "note/" + writer;
            tasks.add(() -> {
                try {
                    for (int i = 0; i < appends; i++) {
                        journal.append(
                                i % 5 == 0 ? note(stream, "n").add("note/x", NOTED, Map.of()) : note(stream, "n"));
                    }
                } finally {
                    writing.decrementAndGet();
                }
                return null;
            });
        }
        tasks.add(() -> {
            JournalReader reader = new JournalReader(journal);
            long position = 0;
            boolean last;
            do {
                last = writing.get() == 0;
                // throws where a position is missing or out of order
                position = reader.follow(position, followed::add);
            } while (!last);
            return null;
        });
        Together.run(tasks);
        assertThat(followed).hasSize(writers * (appends + 5)).isEqualTo(all());
    }

    // 9. Time; JournalClockContract says more of it

    @Test
    void entry_time_never_decreases_with_position() throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            int step = writer - 1;
            writers.add(() -> {
                for (int i = 0; i < 10; i++) {
                    clock.advance(Duration.ofMillis(step));
                    journal.append(note("note/1", "n"));
                }
                return null;
            });
        }
        Together.run(writers);
        assertThat(all()).extracting(Entry::time).isSorted();
    }

    // 10 and 11. The chain and the seal

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
    void a_head_that_was_noted_lies_on_the_chain_for_ever_and_no_other_does() {
        List<Head> noted = new ArrayList<>(List.of(journal.head()));
        for (int i = 0; i < 5; i++) {
            journal.append(note("note/1", "n" + i));
            noted.add(journal.head());
        }
        JournalReader reader = new JournalReader(journal);
        assertThat(noted).allMatch(head -> reader.verify(head).intact());
        Digest other = Digest.of(new byte[] {1});
        assertThat(reader.verify(new Head(3, other)).intact()).isFalse();
        assertThat(reader.verify(new Head(3, other)).entries()).isEqualTo(2);
        assertThat(reader.verify(new Head(6, other)).intact()).isFalse();
    }

    @Test
    void the_header_is_kept_as_it_was_hashed() {
        Append append = Append.by(Actor.system("decision")).client(Client.of("acme"));
        for (long cause = 1; cause <= 100; cause++) {
            append = append.causedBy(cause * 1_000_000_007L);
        }
        journal.append(append.add("note/1", EntryType.critical("note.burnt", 12), Map.of()));
        journal.append(note("note/1", "none caused it"));
        assertThat(all().get(0).causes()).hasSize(100).startsWith(1_000_000_007L, 2_000_000_014L);
        assertThat(all().get(0).type()).isEqualTo(new EntryType("note.burnt", 12, true, false));
        assertThat(all().get(0).actor()).isEqualTo(Actor.system("decision"));
        assertThat(all().get(1).causes()).isEmpty();
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void equal_payloads_have_different_commitments() {
        journal.append(note("note/1", "same").add("note/1", NOTED, Map.of("text", "same")));
        journal.append(note("note/1", "same"));
        assertThat(all()).extracting(Entry::commitment).doesNotHaveDuplicates();
    }

    @Test
    void an_authority_entry_keeps_its_seal() {
        journal.append(Append.by(ALICE)
                .require("rights", 0)
                .add("rights", GRANTED, Map.of("to", "bob"))
                .add("rights", NOTED, Map.of())
                .sealedWith(SEAL));
        journal.append(Append.by(ALICE).require("rights", 2).add("rights", GRANTED, Map.of("to", "carol")));
        List<Entry> read = journal.read("rights", 0, 10);
        assertThat(read).extracting(SEAL::holds).containsExactly(true, true, false);
        assertThat(read.get(0).mac()).isNotEmpty();
        assertThat(read.get(1).mac()).isNull();
        assertThat(read.get(2).mac()).isNull();
    }

    // 12. Payloads

    @Test
    void a_payload_is_kept_byte_for_byte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        journal.append(raw("note/1", bytes));
        journal.append(raw("note/1", new byte[0]));
        assertThat(all().get(0).payload().bytes()).isEqualTo(bytes);
        assertThat(all().get(1).payload().bytes()).isEmpty();
        assertThat(all().get(1).payload().isErased()).isFalse();
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void text_of_every_kind_is_kept() {
        List<String> texts = List.of(
                "",
                "\u0000",
                "a\u0000b",
                "\u00e4\u00f6\u00fc\u00df",
                "\u65e5\u672c\u8a9e",
                "\uD83D\uDD25",
                "\u202Eabc",
                "\r\n\t\\\"'`${x}",
                "\uFFFF");
        for (String text : texts) {
            journal.append(note("note/1", text));
        }
        assertThat(journal.read("note/1", 0, 100))
                .extracting(e -> e.payload().as(Map.class).get("text"))
                .containsExactlyElementsOf(texts);
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void half_a_surrogate_pair_is_kept_as_a_question_mark() {
        journal.append(note("note/1", "a\uD83Db"));
        journal.append(note("note/1", "a\uDD25b"));
        assertThat(all()).extracting(e -> e.payload().as(Map.class).get("text")).containsExactly("a?b", "a?b");
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void a_payload_of_the_greatest_size_is_kept() {
        byte[] large = new byte[Payload.LARGEST];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 + i / 251);
        }
        journal.append(raw("note/1", large));
        journal.append(note("note/1", "small"));
        assertThat(journal.read("note/1", 0, 1).get(0).payload().bytes()).isEqualTo(large);
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void what_is_erased_loses_payload_and_salt_and_stays_in_the_chain() {
        for (int i = 0; i < 5; i++) {
            journal.append(note("note/" + i % 2, "n" + i));
        }
        List<Entry> before = all();
        List<Entry> written = journal.erase(List.of(2L, 4L), receipt("asked to", 2L, 4L));
        List<Entry> after = all();
        assertThat(after).hasSize(6);
        for (int i = 0; i < 5; i++) {
            boolean erased = i == 1 || i == 3;
            assertThat(after.get(i).payload().isErased()).isEqualTo(erased);
            assertThat(after.get(i)).isEqualTo(erased ? before.get(i).erased() : before.get(i));
        }
        assertThat(after.get(1).payload().salt()).isEmpty();
        assertThat(journal.read("note/1", 0, 10)).allMatch(e -> e.payload().isErased());
        assertThat(after.get(5)).isEqualTo(written.get(0));
        assertThat(verify().intact()).isTrue();
        assertThat(new JournalReader(journal)
                        .verify(new Head(5, before.get(4).hash()))
                        .intact())
                .isTrue();
    }

    @Test
    void an_erasure_leaves_its_receipt() {
        journal.append(note("note/1", "a"));
        List<Entry> written = journal.erase(List.of(1L), receipt("asked to", 1L).causedBy(1));
        assertThat(written).hasSize(1);
        assertThat(journal.read(Erasure.STREAM, 0, 10)).isEqualTo(written);
        assertThat(written.get(0).actor()).isEqualTo(Actor.person("bob"));
        assertThat(written.get(0).payload().as(Erasure.class).why()).isEqualTo("asked to");
        assertThat(journal.head()).isEqualTo(new Head(2, written.get(0).hash()));
    }

    @Test
    void a_stream_in_which_something_was_erased_keeps_its_version() {
        journal.append(note("note/1", "a").add("note/1", NOTED, Map.of()));
        journal.erase(List.of(1L, 2L), receipt("asked to"));
        journal.append(note("note/1", "b").require("note/1", 2));
        assertThat(journal.read("note/1", 0, 10)).extracting(Entry::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void an_authority_entry_is_never_erased_nor_what_was_named_beside_it() {
        journal.append(note("note/1", "a"));
        journal.append(Append.by(ALICE)
                .require("rights", 0)
                .add("rights", GRANTED, Map.of("to", "bob"))
                .sealedWith(SEAL));
        Head before = journal.head();
        assertNothingWritten(before, () -> journal.erase(List.of(1L, 2L), receipt("asked to")));
        assertThat(all()).noneMatch(e -> e.payload().isErased());
        assertThat(all().get(1)).matches(SEAL::holds);
    }

    @Test
    void what_is_not_there_cannot_be_erased() {
        journal.append(note("note/1", "a"));
        Head before = journal.head();
        // also not the receipt itself, which has no position yet
        for (long position : new long[] {0, -1, 2, 99, Long.MAX_VALUE}) {
            assertNothingWritten(before, () -> journal.erase(List.of(1L, position), receipt("asked to")));
        }
        assertThat(all()).noneMatch(e -> e.payload().isErased());
    }

    @Test
    void a_stale_receipt_erases_nothing() {
        journal.append(note("note/1", "a"));
        Lease lease = leases.acquire("erasing", "node-1", LONG).orElseThrow();
        leases.release(lease);
        Head before = journal.head();
        assertNothingWritten(
                before, () -> journal.erase(List.of(1L), receipt("asked to").require("note/1", 0)));
        assertNothingWritten(
                before, () -> journal.erase(List.of(1L), receipt("asked to").fenced(lease)));
        assertThat(all()).noneMatch(e -> e.payload().isErased());
    }

    @Test
    void erasing_again_changes_nothing_but_leaves_its_receipt() {
        journal.append(note("note/1", "a"));
        Append identified = receipt("asked to", 1L).identified("erasure-1");
        List<Entry> first = journal.erase(List.of(1L), identified);
        assertThat(journal.erase(List.of(1L), identified)).isEqualTo(first);
        assertThat(journal.erase(List.of(1L, 1L), receipt("asked again", 1L))).hasSize(1);
        assertThat(all()).hasSize(3);
        assertThat(all().get(0).payload().isErased()).isTrue();
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void a_repeated_append_whose_entry_was_erased_meanwhile_writes_nothing() {
        Append append = note("note/1", "a").identified("append-1");
        Entry first = journal.append(append).get(0);
        journal.erase(List.of(1L), receipt("asked to", 1L));
        assertThat(journal.append(append)).extracting(Entry::hash).containsExactly(first.hash());
        assertThat(all()).hasSize(2);
        assertThat(all().get(0).payload().isErased()).isTrue();
    }

    @Test
    void no_reader_sees_half_of_an_erasure() throws Exception {
        int rounds = 8;
        for (int i = 0; i < 3 * rounds; i++) {
            journal.append(note("note/1", "n" + i));
        }
        AtomicInteger erasing = new AtomicInteger(1);
        Together.run(List.<Callable<Void>>of(
                () -> {
                    try {
                        for (long i = 0; i < rounds; i++) {
                            Long[] three = {3 * i + 1, 3 * i + 2, 3 * i + 3};
                            journal.erase(List.of(three), receipt("round " + i, three));
                        }
                    } finally {
                        erasing.decrementAndGet();
                    }
                    return null;
                },
                () -> {
                    boolean last;
                    do {
                        last = erasing.get() == 0;
                        List<Entry> seen = all();
                        long erased = seen.stream()
                                .filter(e -> e.payload().isErased())
                                .count();
                        assertThat(erased).isEqualTo(3L * (seen.size() - 3 * rounds));
                    } while (!last);
                    return null;
                }));
        assertThat(all()).hasSize(4 * rounds);
        assertThat(verify().intact()).isTrue();
    }

    // 14. Unknown entry types

    @Test
    void entries_of_unknown_types_are_kept_and_hashed_like_all_others() {
        EntryType unknown = new EntryType("future.thing", 99, true, true);
        List<Entry> written = journal.append(Append.by(ALICE)
                .require("future/1", 0)
                .add("future/1", unknown, Map.of("shape", List.of("of", "tomorrow")))
                .sealedWith(SEAL));
        assertThat(all()).isEqualTo(written);
        assertThat(all().get(0).type()).isEqualTo(unknown);
        assertThat(verify().intact()).isTrue();
    }

    // 15. Fences; LeasesContract says more of them

    @Test
    void an_append_with_the_fence_of_who_holds_the_lease_is_written() {
        Lease lease = leases.acquire("learning", "node-1", LONG).orElseThrow();
        Lease renewed = leases.acquire("learning", "node-1", LONG).orElseThrow();
        journal.append(note("note/1", "a").fenced(lease));
        journal.append(note("note/1", "b").fenced(renewed));
        assertThat(all()).hasSize(2);
    }

    @Test
    void a_stale_fence_writes_nothing_and_says_which_lease() {
        Lease first = leases.acquire("learning", "node-1", LONG).orElseThrow();
        leases.release(first);
        Lease second = leases.acquire("learning", "node-2", LONG).orElseThrow();
        Lease other = leases.acquire("purging", "node-1", LONG).orElseThrow();
        assertThatThrownBy(
                        () -> journal.append(note("note/1", "a").fenced(other).fenced(first)))
                .isInstanceOfSatisfying(StaleAppendException.class, stale -> {
                    assertThat(stale.stream()).isEqualTo(StaleAppendException.lease("learning"));
                    assertThat(stale.expected()).isEqualTo(first.fence());
                    assertThat(stale.actual()).isEqualTo(second.fence());
                });
        assertThat(journal.head()).isEqualTo(Head.EMPTY);
        journal.append(note("note/1", "b").fenced(second).fenced(other));
        assertThat(all()).hasSize(1);
    }

    @Test
    void the_fence_of_a_lease_that_was_released_or_never_taken_is_stale() {
        Lease lease = leases.acquire("learning", "node-1", LONG).orElseThrow();
        Lease never = new Lease("never", "node-1", 1, lease.expires());
        leases.release(lease);
        for (Lease each : Set.of(lease, never)) {
            assertThatThrownBy(() -> journal.append(note("note/1", "a").fenced(each)))
                    .isInstanceOfSatisfying(
                            StaleAppendException.class,
                            stale -> assertThat(stale.stream()).isEqualTo(StaleAppendException.lease(each.name())));
        }
        assertThat(journal.head()).isEqualTo(Head.EMPTY);
    }

    @Test
    void a_streams_name_that_no_store_keeps_is_refused_and_nothing_is_written() {
        String longest = "x".repeat(Append.Item.LONGEST_STREAM);
        Head before = journal.head();
        assertThatThrownBy(() -> journal.append(note(longest + "x", "too long")))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("501 characters");
        assertThatThrownBy(() -> journal.append(note("", "no name"))).isInstanceOf(AiopsException.class);
        assertThat(journal.head()).isEqualTo(before);
        journal.append(note(longest, "as long as it may be"));
        assertThat(journal.read(longest, 0, 10)).hasSize(1);
    }
}
