package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.KeptFolds;
import io.aiops4j.core.testkit.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class DossierFoldTest {

    private static final Actor ALICE = Actor.person("alice");
    private static final Actor BOB = Actor.person("bob");
    private static final ToyKind TOY = new ToyKind("toy");

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);
    private final Journal journal = stores.journal();
    private final Authority authority =
            Authority.of("a key of thirty-two bytes or more".getBytes()).approver("bob");

    private ReviewQueue history(Journal journal, long seed) {
        ReviewQueue reviews = new ReviewQueue(journal, authority, clock);
        reviews.register(TOY);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            String id = reviews.submit(TOY, "change " + i, Client.DEFAULT, ALICE, "because \u00e4");
            switch (random.nextInt(5)) {
                case 0 -> reviews.reject(id, BOB, "no");
                case 1 -> {
                    reviews.approve(id, BOB);
                    reviews.revoke(id, BOB, "no longer");
                }
                case 2 ->
                    journal.append(Append.by(ALICE)
                            .add(ReviewEntries.stream(id), EntryType.critical("proposal.future", 1), Map.of()));
                case 3 ->
                    reviews.approve(
                            id,
                            BOB,
                            Grant.in(Scope.service("redis"))
                                    .mode(Approval.Mode.AT_ONCE)
                                    .within(Parameter.number("mb").between(1, 2)));
                default -> {
                    // it waits
                }
            }
        }
        return reviews;
    }

    @Property(tries = 20)
    void it_goes_on_from_any_snapshot_as_if_it_had_read_all(@ForAll long seed) {
        Journal own = Stores.inMemory(clock).journal();
        history(own, seed);
        KeptFolds.check(new DossierFold(), own.readAll(0, 1_000));
    }

    @Test
    void a_queue_from_a_snapshot_lists_and_allows_what_one_from_the_start_does() {
        ReviewQueue first = history(journal, 7);
        DossierFold fold = new DossierFold();
        Map<String, Dossier> state = fold.empty();
        List<Entry> entries = journal.readAll(0, 1_000);
        entries.forEach(entry -> fold.apply(state, entry));
        Entry last = entries.get(entries.size() - 1);
        RecordStore<Snapshot> snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
        snapshots.save(new Snapshot(fold.name(), last.position(), last.hash(), last.time(), fold.write(state)));
        ReviewQueue restored = new ReviewQueue(journal, authority, clock, new Snapshots(snapshots));
        assertThat(restored.pending()).isEqualTo(first.pending()).isNotEmpty();
        assertThat(restored.approvals(TOY)).isEqualTo(first.approvals(TOY)).isNotEmpty();
    }

    @Test
    void a_forged_snapshot_shows_a_forged_list_and_approves_nothing() {
        ReviewQueue reviews = new ReviewQueue(journal, authority, clock);
        reviews.register(TOY);
        String id = reviews.submit(TOY, "mine", Client.DEFAULT, ALICE, "because");
        reviews.approve(id, BOB);
        DossierFold fold = new DossierFold();
        Map<String, Dossier> approved = fold.empty();
        journal.readAll(0, 1_000).forEach(entry -> fold.apply(approved, entry));
        reviews.revoke(id, BOB, "no longer");
        Entry last = journal.readAll(journal.head().position() - 1, 1).get(0);
        RecordStore<Snapshot> snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
        snapshots.save(new Snapshot(fold.name(), last.position(), last.hash(), last.time(), fold.write(approved)));
        ReviewQueue deceived = new ReviewQueue(journal, authority, clock, new Snapshots(snapshots));
        assertThat(deceived.approvals(TOY)).hasSize(1);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> deceived.approved(TOY, id))
                .isInstanceOf(NotApprovedException.class);
    }
}
