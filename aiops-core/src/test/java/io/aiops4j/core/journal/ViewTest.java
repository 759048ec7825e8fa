package io.aiops4j.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ViewTest {

    private static final EntryType NOTED = EntryType.of("note.taken", 1);
    private static final Actor ALICE = Actor.person("alice");

    private final Stores stores = Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z"));
    private final Journal journal = stores.journal();
    private final RecordStore<Snapshot> snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
    private final Texts fold = new Texts("texts/1");

    /** All that was ever noted in one stream, and how many entries it was shown. */
    private static final class Texts implements Fold.Kept<List<String>> {

        private final String name;
        int shown;

        Texts(String name) {
            this.name = name;
        }

        @Override
        public List<String> empty() {
            return new ArrayList<>();
        }

        @Override
        public void apply(List<String> texts, Entry entry) {
            shown++;
            if (entry.stream().equals("note/1") && !entry.payload().isErased()) {
                texts.add(entry.payload().text());
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String write(List<String> texts) {
            return Snapshot.write(texts);
        }

        @Override
        public List<String> read(String text) {
            List<String> texts = empty();
            for (Object each : Snapshot.read(text, List.class)) {
                texts.add((String) each);
            }
            return texts;
        }
    }

    private void write(Journal to, int entries) {
        for (int left = entries; left > 0; left -= 1_000) {
            Append append = Append.by(ALICE);
            List<Append.Item> items = new ArrayList<>();
            for (int i = 0; i < Math.min(left, 1_000); i++) {
                String stream = i % 500 == 0 ? "note/1" : "note/2";
                items.add(new Append.Item(stream, NOTED, Payload.write(Map.of("n", left + i)), null));
            }
            to.append(new Append(null, append.actor(), append.client(), append.causes(), Map.of(), Map.of(), items));
        }
    }

    private String ask(Fold.Kept<List<String>> by) {
        return View.kept(journal, by, snapshots).ask(by::write);
    }

    private String fromTheStart() {
        return new View<>(journal, new Texts("unkept")).ask(fold::write);
    }

    private Snapshot kept() {
        List<Snapshot> all = snapshots.find(Query.all()).records();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void a_view_that_is_opened_again_begins_with_the_last_snapshot() {
        write(journal, View.SNAPSHOT_EVERY + 500);
        String first = ask(fold);
        assertThat(kept().position()).isEqualTo(View.SNAPSHOT_EVERY + 500);
        write(journal, 7);
        Texts again = new Texts("texts/1");
        assertThat(ask(again)).isEqualTo(fromTheStart()).isNotEqualTo(first);
        assertThat(again.shown).isEqualTo(7);
    }

    @Test
    void a_snapshot_is_written_now_and_then_and_not_at_every_question() {
        View<List<String>> view = View.kept(journal, fold, snapshots);
        write(journal, View.SNAPSHOT_EVERY - 1);
        view.ask(fold::write);
        assertThat(snapshots.find(Query.all()).records()).isEmpty();
        write(journal, 1);
        view.ask(fold::write);
        write(journal, 1);
        view.ask(fold::write);
        assertThat(kept().position()).isEqualTo(View.SNAPSHOT_EVERY);
    }

    @Test
    void a_snapshot_of_another_version_of_the_fold_is_ignored() {
        write(journal, View.SNAPSHOT_EVERY);
        ask(fold);
        Texts next = new Texts("texts/2");
        assertThat(ask(next)).isEqualTo(fromTheStart());
        assertThat(next.shown).isEqualTo(View.SNAPSHOT_EVERY);
    }

    @Test
    void a_folds_name_changes_with_what_it_reads() {
        String one = Fold.Kept.named("texts/1", NOTED);
        assertThat(Fold.Kept.named("texts/1", NOTED)).isEqualTo(one);
        assertThat(Fold.Kept.named("texts/2", NOTED)).isNotEqualTo(one);
        assertThat(Fold.Kept.named("texts/1", EntryType.of("note.taken", 2))).isNotEqualTo(one);
        assertThat(Fold.Kept.named("texts/1", NOTED, EntryType.of("note.burnt", 1)))
                .isNotEqualTo(one);
    }

    @Test
    void a_snapshot_of_another_chain_is_ignored() {
        Journal other =
                Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z")).journal();
        write(other, View.SNAPSHOT_EVERY);
        View.kept(other, fold, snapshots).ask(fold::write);
        write(journal, View.SNAPSHOT_EVERY);
        write(journal, 3);
        Texts again = new Texts("texts/1");
        assertThat(ask(again)).isEqualTo(fromTheStart());
        assertThat(again.shown).isEqualTo(View.SNAPSHOT_EVERY + 3);
    }

    @Test
    void a_damaged_snapshot_is_ignored() {
        write(journal, 20);
        Entry tenth = journal.readAll(9, 1).get(0);
        Instant time = tenth.time();
        List<Snapshot> damaged = List.of(
                new Snapshot("texts/1", 10, tenth.hash(), time, "{"),
                new Snapshot("texts/1", 10, tenth.hash(), time, "null"),
                new Snapshot("texts/1", 10, tenth.hash(), time, "{\"a\":1}"),
                new Snapshot("texts/1", 10, tenth.hash(), time, "[1,2]"),
                new Snapshot("texts/1", 10, Digest.of(new byte[1]), time, "[\"forged\"]"),
                new Snapshot("texts/1", 11, tenth.hash(), time, "[\"forged\"]"),
                new Snapshot("texts/1", 0, Head.EMPTY.hash(), time, "[\"forged\"]"),
                new Snapshot("texts/1", -5, tenth.hash(), time, "[\"forged\"]"),
                new Snapshot("texts/1", 99, tenth.hash(), time, "[\"forged\"]"),
                new Snapshot("texts/1", Long.MAX_VALUE, tenth.hash(), time, "[\"forged\"]"));
        for (Snapshot each : damaged) {
            snapshots.save(each);
            assertThat(ask(fold)).as(each.toString()).isEqualTo(fromTheStart());
        }
    }

    /** A store of snapshots that is gone. */
    private static final class Gone implements RecordStore<Snapshot> {

        @Override
        public void save(List<Snapshot> records) {
            throw new AiopsException("the store is gone");
        }

        @Override
        public Map<String, Long> tally(String of) {
            throw new IllegalStateException("the store is gone");
        }

        @Override
        public Page<Snapshot> find(Query query) {
            throw new IllegalStateException("the store is gone");
        }

        @Override
        public int purge(Instant olderThan) {
            throw new IllegalStateException("the store is gone");
        }

        @Override
        public int erase(List<String> ids) {
            throw new IllegalStateException("the store is gone");
        }
    }

    private void erase(long position) {
        Erasure erasure = new Erasure(Selector.actor(ALICE), "asked to", List.of(position));
        journal.erase(List.of(position), Append.by(ALICE).add(Erasure.STREAM, Erasure.ERASED, erasure));
    }

    @Test
    void without_its_store_a_view_answers_as_before() {
        View<List<String>> view = View.kept(journal, fold, new Gone());
        write(journal, View.SNAPSHOT_EVERY);
        assertThat(view.ask(fold::write)).isEqualTo(fromTheStart());
        erase(1);
        assertThat(view.ask(fold::write)).isEqualTo(fromTheStart());
    }

    @Test
    void deleting_all_snapshots_changes_nothing() {
        write(journal, View.SNAPSHOT_EVERY);
        String before = ask(fold);
        assertThat(snapshots.erase(List.of(kept().fold()))).isEqualTo(1);
        assertThat(ask(fold)).isEqualTo(before);
    }

    @Test
    void what_is_erased_leaves_the_state_and_the_snapshot() {
        write(journal, View.SNAPSHOT_EVERY);
        View<List<String>> view = View.kept(journal, fold, snapshots);
        String first = view.ask(texts -> texts.get(0));
        assertThat(kept().state()).contains(first.replace("\"", "\\\""));
        erase(1);
        String left = view.ask(texts -> texts.get(0));
        assertThat(left).isNotEqualTo(first);
        assertThat(view.ask(fold::write)).isEqualTo(fromTheStart());
        assertThat(snapshots.find(Query.all()).records())
                .noneMatch(snapshot -> snapshot.state().contains(first.replace("\"", "\\\"")));
        assertThat(ask(new Texts("texts/1"))).isEqualTo(fromTheStart());
    }

    @Test
    void an_erasure_behind_a_snapshot_makes_it_worthless() {
        write(journal, View.SNAPSHOT_EVERY);
        ask(fold);
        erase(1);
        Texts again = new Texts("texts/1");
        assertThat(ask(again)).isEqualTo(fromTheStart());
        assertThat(again.shown).isGreaterThan(View.SNAPSHOT_EVERY);
    }

    @Test
    void a_view_that_knew_nothing_yet_reads_an_erased_journal_once() {
        write(journal, 100);
        erase(1);
        Texts once = new Texts("texts/1");
        ask(once);
        assertThat(once.shown).isEqualTo(101);
    }

    @Property(tries = 40)
    void wherever_the_snapshot_was_taken_the_answer_is_that_from_the_start(@ForAll long seed) {
        Random random = new Random(seed);
        Stores own = Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z"));
        Journal to = own.journal();
        RecordStore<Snapshot> records = own.records(Snapshot.KIND, Snapshot.CODEC);
        View<List<String>> kept = View.kept(to, fold, records);
        for (int i = 0; i < 30; i++) {
            int sort = random.nextInt(10);
            long end = to.head().position();
            if (sort < 6 || end == 0) {
                to.append(Append.by(ALICE).add("note/" + random.nextInt(3), NOTED, Map.of("n", i)));
            } else if (sort == 6 && !to.readAll(0, 1).isEmpty()) {
                long position = 1 + random.nextInt((int) end);
                if (!to.readAll(position - 1, 1).get(0).type().authority()) {
                    Erasure erasure = new Erasure(Selector.actor(ALICE), "asked to", List.of(position));
                    to.erase(List.of(position), Append.by(ALICE).add(Erasure.STREAM, Erasure.ERASED, erasure));
                }
            } else if (sort == 7) {
                // a snapshot as another node would have left it, some entries back
                long position = 1 + random.nextInt((int) end);
                List<String> state = fold.empty();
                to.readAll(0, (int) position).forEach(entry -> fold.apply(state, entry));
                Entry at = to.readAll(position - 1, 1).get(0);
                records.save(new Snapshot(fold.name(), position, at.hash(), at.time(), fold.write(state)));
            } else if (sort == 8) {
                kept = View.kept(to, fold, records);
            } else {
                String expected = new View<>(to, fold).ask(fold::write);
                assertThat(kept.ask(fold::write)).isEqualTo(expected);
                assertThat(View.kept(to, fold, records).<String>ask(fold::write))
                        .isEqualTo(expected);
            }
        }
    }
}
