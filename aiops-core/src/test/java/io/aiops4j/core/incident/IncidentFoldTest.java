package io.aiops4j.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.Query;
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

final class IncidentFoldTest {

    private static final Actor BOB = Actor.person("bob");

    private static Signal signal(Random random) {
        Target target = random.nextBoolean() ? Target.service("redis") : Target.instance("shop", "shop-1");
        return Signal.of(random.nextBoolean() ? "timeout" : "out_of_memory", target, Severity.ERROR, "it \"hurts\"")
                .of(Client.of(random.nextBoolean() ? "acme" : "globex"));
    }

    @Property(tries = 30)
    void it_goes_on_from_any_snapshot_as_if_it_had_read_all(@ForAll long seed) {
        Random random = new Random(seed);
        Journal journal =
                Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z")).journal();
        Incidents incidents = new Incidents(journal, Seal.none());
        for (int i = 0; i < 40; i++) {
            Incident incident = incidents.feed(signal(random));
            switch (random.nextInt(6)) {
                case 0 -> incidents.resolve(incident.id(), BOB, "by hand");
                case 1 -> incidents.escalate(incident.id(), BOB, "help");
                case 2 ->
                    journal.append(Append.by(BOB)
                            .add(IncidentEntries.stream(incident.id()), EntryType.of("incident.cuddled", 1), Map.of()));
                default -> {
                    // it only grew
                }
            }
        }
        KeptFolds.check(new IncidentFold(), journal.readAll(0, 1_000));
    }

    @Test
    void incidents_from_a_snapshot_are_those_from_the_start() {
        Stores stores = Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z"));
        Journal journal = stores.journal();
        RecordStore<Snapshot> snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
        Incidents first = new Incidents(journal, Seal.none());
        Random random = new Random(1);
        for (int i = 0; i < 30; i++) {
            first.feed(signal(random));
        }
        IncidentFold fold = new IncidentFold();
        IncidentFold.State state = fold.empty();
        List<Entry> entries = journal.readAll(0, 1_000);
        entries.forEach(entry -> fold.apply(state, entry));
        Entry last = entries.get(entries.size() - 1);
        snapshots.save(new Snapshot(fold.name(), last.position(), last.hash(), last.time(), fold.write(state)));
        Incidents restored = new Incidents(journal, Seal.none(), snapshots);
        assertThat(restored.open()).isEqualTo(first.open()).isNotEmpty();
        // and it goes on where the first one would
        String id = restored.open().get(0).id();
        restored.resolve(id, BOB, "by hand");
        assertThat(first.open()).extracting(Incident::id).doesNotContain(id);
    }

    @Test
    void what_was_erased_is_in_no_state_and_in_no_snapshot() {
        Stores stores = Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z"));
        Journal journal = stores.journal();
        RecordStore<Snapshot> snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
        Incidents incidents = new Incidents(journal, Seal.none(), snapshots);
        String id = incidents
                .feed(Signal.of("timeout", Target.service("shop"), Severity.ERROR, "card 4111 1111 1111 1111"))
                .id();
        assertThat(incidents.open().get(0).message()).contains("4111");
        IncidentFold fold = new IncidentFold();
        IncidentFold.State state = fold.empty();
        Entry opened = journal.readAll(0, 1).get(0);
        fold.apply(state, opened);
        snapshots.save(new Snapshot(fold.name(), 1, opened.hash(), opened.time(), fold.write(state)));
        journal.erase(
                List.of(1L),
                Append.by(BOB)
                        .add(Erasure.STREAM, Erasure.ERASED, new Erasure(Selector.incident(id), "asked", List.of(1L))));
        assertThat(incidents.open()).isEmpty();
        assertThat(snapshots.find(Query.all()).records()).isEmpty();
        assertThat(new Incidents(journal, Seal.none(), snapshots).open()).isEmpty();
    }
}
