package io.aiops4j.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LessonViewTest {

    private static final EntryType NOTED = EntryType.of("note.taken", 1);
    private static final Actor ALICE = Actor.person("alice");
    private static final Actor BOB = Actor.person("bob");
    private static final Seal SEAL = Seal.with("0123456789abcdef".getBytes());

    private Stores stores;
    private Journal journal;
    private RecordStore<Snapshot> snapshots;
    private LessonView<List<String>> view;

    /** The texts of all notes. */
    private static final class Texts implements Fold.Kept<List<String>> {

        int shown;

        @Override
        public List<String> empty() {
            return new ArrayList<>();
        }

        @Override
        public void apply(List<String> texts, Entry entry) {
            shown++;
            if (entry.is(NOTED) && !entry.payload().isErased()) {
                texts.add(String.valueOf(entry.payload().as(Map.class).get("text")));
            }
        }

        @Override
        public String name() {
            return Fold.Kept.named("texts/1", NOTED);
        }

        @Override
        public String write(List<String> texts) {
            return String.join("\n", texts);
        }

        @Override
        public List<String> read(String text) {
            return text.isEmpty() ? empty() : new ArrayList<>(List.of(text.split("\n", -1)));
        }
    }

    @BeforeEach
    void open() {
        stores = Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z"));
        journal = stores.journal();
        snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
        view = new LessonView<>(journal, SEAL, new Texts());
    }

    private long note(String stream, String text, long... causes) {
        Append append = Append.by(ALICE);
        for (long cause : causes) {
            append = append.causedBy(cause);
        }
        return journal.append(append.add(stream, NOTED, Map.of("text", text)))
                .get(0)
                .position();
    }

    private Append forgetting(Selector selector) {
        int version = journal.read(LessonView.STREAM, 0, 10_000).size();
        return Append.by(BOB)
                .require(LessonView.STREAM, version)
                .add(LessonView.STREAM, LessonView.FORGOTTEN, new LessonView.Note(selector, "a drill"));
    }

    private void forget(Selector selector) {
        journal.append(forgetting(selector).sealedWith(SEAL));
    }

    private List<String> lessons() {
        return view.ask(List::copyOf);
    }

    @Test
    void what_is_forgotten_counts_no_longer_and_what_comes_later_does() {
        note("incident/inc-1", "a");
        note("incident/inc-2", "b");
        assertThat(lessons()).containsExactly("a", "b");
        forget(Selector.incident("inc-1"));
        assertThat(lessons()).containsExactly("b");
        note("incident/inc-1", "c");
        assertThat(lessons()).containsExactly("b", "c");
    }

    @Test
    void each_selector_means_what_it_names_and_nothing_else() {
        note("incident/inc-1", "stream");
        journal.append(Append.by(ALICE).add("run/run-1", NOTED, Map.of("text", "field", "incident", "inc-1")));
        journal.append(Append.by(ALICE)
                .add("run/run-2", NOTED, Map.of("text", "deep", "parameters", Map.of("incident", "inc-1"))));
        journal.append(Append.by(ALICE)
                .add(
                        "run/run-3",
                        NOTED,
                        Map.of("text", "\"incident\":\"inc-1\"", "other", List.of("incident", "inc-1"))));
        journal.append(Append.by(BOB).client(Client.of("acme")).add("x", NOTED, Map.of("text", "acme")));
        note("incident/inc-11", "longer");
        List<String> all = lessons();
        Map<Selector, List<String>> meant = Map.of(
                Selector.incident("inc-1"), List.of("stream", "field"),
                Selector.run("run-2"), List.of("deep"),
                Selector.client(Client.of("acme")), List.of("acme"),
                Selector.actor(BOB), List.of("acme"),
                Selector.incident("inc"), List.of(),
                Selector.run("inc-1"), List.of());
        meant.forEach((selector, texts) -> {
            List<String> found = journal.readAll(0, 100).stream()
                    .filter(selector::matches)
                    .map(entry -> String.valueOf(entry.payload().as(Map.class).get("text")))
                    .toList();
            assertThat(found).as(selector.toString()).isEqualTo(texts);
        });
        assertThat(all).hasSize(6);
    }

    @Test
    void what_only_forgotten_facts_caused_goes_with_them_at_any_depth() {
        long first = note("incident/inc-1", "a");
        long other = note("incident/inc-2", "b");
        long child = note("x", "child", first);
        note("x", "grandchild", child);
        note("x", "of both", first, other);
        forget(Selector.incident("inc-1"));
        note("x", "late child", child);
        assertThat(lessons()).containsExactly("b", "of both");
    }

    @Test
    void a_cause_that_is_not_there_keeps_what_it_caused() {
        note("x", "later cause", 99);
        note("x", "no cause at all", -1);
        note("x", "far away", Long.MAX_VALUE);
        forget(Selector.incident("inc-1"));
        assertThat(lessons()).hasSize(3);
    }

    @Test
    void forgetting_without_the_hosts_key_is_ignored() {
        note("incident/inc-1", "a");
        journal.append(forgetting(Selector.incident("inc-1")));
        journal.append(forgetting(Selector.incident("inc-1")).sealedWith(Seal.with("another key.....".getBytes())));
        assertThat(lessons()).containsExactly("a");
        // nor does it come to count because a genuine one stands behind it
        forget(Selector.incident("inc-2"));
        assertThat(lessons()).containsExactly("a");
    }

    @Test
    void a_genuine_word_counts_only_where_it_was_given() {
        note("incident/inc-1", "a");
        Append elsewhere = Append.by(BOB)
                .require("elsewhere", 0)
                .add("elsewhere", LessonView.FORGOTTEN, new LessonView.Note(Selector.incident("inc-1"), "a drill"))
                .sealedWith(SEAL);
        journal.append(elsewhere);
        assertThat(lessons()).containsExactly("a");
    }

    @Test
    void a_node_that_cannot_read_what_is_to_be_forgotten_knows_no_lessons() {
        note("incident/inc-1", "a");
        assertThat(lessons()).containsExactly("a");
        journal.append(Append.by(BOB)
                .require(LessonView.STREAM, 0)
                .add(LessonView.STREAM, EntryType.authority("lesson.forgotten", 2), Map.of("whatever", "it says"))
                .sealedWith(SEAL));
        assertThatThrownBy(this::lessons).isInstanceOf(AiopsException.class).hasMessageContaining("Upgrade");
        assertThatThrownBy(this::lessons).isInstanceOf(AiopsException.class);
    }

    @Test
    void what_was_erased_is_learned_from_no_longer() {
        note("incident/inc-1", "a");
        note("incident/inc-1", "b");
        assertThat(lessons()).hasSize(2);
        Erasure erasure = new Erasure(Selector.incident("inc-1"), "asked to", List.of(1L));
        journal.erase(List.of(1L), Append.by(BOB).add(Erasure.STREAM, Erasure.ERASED, erasure));
        assertThat(lessons()).containsExactly("b");
    }

    private void fill() {
        for (int i = 0; i < View.SNAPSHOT_EVERY / 1_000; i++) {
            List<Append.Item> items = new ArrayList<>();
            for (int k = 0; k < 1_000; k++) {
                items.add(new Append.Item(
                        "incident/inc-" + k % 4, NOTED, Payload.write(Map.of("text", i + "-" + k)), null));
            }
            journal.append(new Append(null, ALICE, Client.DEFAULT, List.of(), Map.of(), Map.of(), items));
        }
    }

    private String kept(Texts fold) {
        return LessonView.kept(journal, SEAL, fold, snapshots).ask(fold::write);
    }

    private String fromTheStart() {
        Texts fold = new Texts();
        return new LessonView<>(journal, SEAL, fold).ask(fold::write);
    }

    @Test
    void a_kept_view_begins_with_its_snapshot_and_with_what_was_forgotten_by_then() {
        fill();
        forget(Selector.incident("inc-3"));
        kept(new Texts());
        assertThat(snapshots.find(Query.all()).records()).hasSize(1);
        note("x", "child of a forgotten one", 4);
        note("x", "child of another", 1);
        Texts again = new Texts();
        assertThat(kept(again)).isEqualTo(fromTheStart()).endsWith("\nchild of another");
        assertThat(again.shown).isEqualTo(1);
    }

    @Test
    void forgetting_makes_a_snapshot_worthless() {
        fill();
        kept(new Texts());
        forget(Selector.incident("inc-1"));
        Texts again = new Texts();
        assertThat(kept(again)).isEqualTo(fromTheStart());
        assertThat(again.shown).isGreaterThan(View.SNAPSHOT_EVERY / 2);
        // the snapshot is that of the new state by now
        Texts third = new Texts();
        assertThat(kept(third)).isEqualTo(fromTheStart());
    }

    @Test
    void a_snapshot_that_does_not_bear_the_seal_teaches_nothing() {
        fill();
        kept(new Texts());
        Snapshot genuine = snapshots.find(Query.all()).records().get(0);
        List<String> forged = List.of(
                genuine.state().replace("0-0\\n", "proven\\n"),
                genuine.state().replace("\"mac\":\"", "\"mac\":\"0"),
                "{\"forgotten\":\"\",\"excluded\":\"\",\"state\":\"proven\",\"mac\":\"\"}",
                "{}",
                "null");
        for (String state : forged) {
            snapshots.save(new Snapshot(genuine.fold(), genuine.position(), genuine.head(), genuine.time(), state));
            assertThat(kept(new Texts())).isEqualTo(fromTheStart());
        }
        // nor does a genuine one that stands somewhere else
        Entry other = journal.readAll(4_999, 1).get(0);
        snapshots.save(new Snapshot(genuine.fold(), 5_000, other.hash(), other.time(), genuine.state()));
        assertThat(kept(new Texts())).isEqualTo(fromTheStart());
    }
}
