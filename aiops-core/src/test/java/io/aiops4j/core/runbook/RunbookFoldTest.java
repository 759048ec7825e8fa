package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Risk;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.KeptFolds;
import io.aiops4j.core.testkit.SettableClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunbookFoldTest {

    private static final ActionSignature RESTART =
            new ActionSignature("restart", List.of(), Risk.LOW, true, false, List.of());

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);
    private final Journal journal = stores.journal();
    private final ReviewQueue reviews =
            new ReviewQueue(journal, Authority.withoutKey().approver("bob"), clock);
    private final Runbooks runbooks = new Runbooks(journal, reviews, name -> RESTART);
    private final RunbookFold fold = new RunbookFold(new RunbookKind(name -> RESTART, runbook -> List.of()));

    private void submit(Client client, int version) {
        Runbook runbook = RunbookCodec.fromYaml("""
                id: redis-oom
                version: %d
                incidentTypes: [out_of_memory]
                steps: [{name: restart \u00e4, action: restart}]
                verification: ["status = 'running'"]
                """.formatted(version));
        runbooks.submit(runbook, client, Actor.person("alice"), "because");
    }

    @Test
    void it_goes_on_from_any_snapshot_as_if_it_had_read_all() {
        for (int version = 1; version <= 4; version++) {
            submit(Client.DEFAULT, version);
            submit(Client.of("acme"), version);
        }
        KeptFolds.check(fold, journal.readAll(0, 100));
    }

    @Test
    void versions_from_a_snapshot_are_those_from_the_start() {
        submit(Client.DEFAULT, 1);
        submit(Client.of("acme"), 1);
        Map<String, RunbookVersion> state = new LinkedHashMap<>();
        journal.readAll(0, 100).forEach(entry -> fold.apply(state, entry));
        Entry last = journal.readAll(journal.head().position() - 1, 1).get(0);
        RecordStore<Snapshot> snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
        snapshots.save(new Snapshot(fold.name(), last.position(), last.hash(), last.time(), fold.write(state)));
        submit(Client.DEFAULT, 2);
        Runbooks restored = new Runbooks(journal, reviews, name -> RESTART, snapshots);
        assertThat(restored.versions(Client.DEFAULT, "redis-oom"))
                .isEqualTo(runbooks.versions(Client.DEFAULT, "redis-oom"))
                .hasSize(2);
    }
}
