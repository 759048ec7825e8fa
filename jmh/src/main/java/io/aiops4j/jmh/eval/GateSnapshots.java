package io.aiops4j.jmh.eval;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A forged snapshot: the cache of the review queue says that people approved what the journal says nobody did. */
final class GateSnapshots {

    private static final EntryType FILLER = EntryType.of("filler", 1);

    private Snapshot template;

    private GateSnapshots() {}

    static List<GateAttack> all() {
        return List.of(new GateAttack("forged_snapshot", new GateSnapshots()::forged));
    }

    // made when it is needed first: it takes a long journal
    private synchronized Snapshot template() {
        if (template == null) {
            template = written();
        }
        return template;
    }

    // what a plant writes on which everything was approved
    private static Snapshot written() {
        try (GatePlant plant = GatePlant.fresh()) {
            RecordStore<Snapshot> records = plant.stores.records(Snapshot.KIND, Snapshot.CODEC);
            plant.approve(Approval.Mode.WHEN_ASKED);
            plant.allowed();
            Append filling = Append.by(GatePlant.MALLORY);
            for (int i = 0; i < View.SNAPSHOT_EVERY; i++) {
                filling = filling.add("filler", FILLER, Map.of());
                if (filling.items().size() == 100) {
                    plant.journal.append(filling);
                    filling = Append.by(GatePlant.MALLORY);
                }
            }
            try (GatePlant other = plant.node("node-2", new Snapshots(records))) {
                if (other.reviews.approvals(other.runner.requests()).size() != 1) {
                    throw new AiopsException("There is no permission in the queue's list.");
                }
            }
            return records.find(Query.all().limit(1)).records().get(0);
        }
    }

    private void forged(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        RunRequest request = plant.request(RunRequest.Grounds.ALLOWED);
        boolean runbook = random.nextBoolean();
        if (altered && runbook) {
            plant.submit(GatePlant.ALICE);
        } else {
            plant.approve(Approval.Mode.WHEN_ASKED);
        }
        if (altered && !runbook) {
            plant.ask(request);
        } else {
            plant.allowed();
        }
        Entry last =
                plant.journal.readAll(plant.journal.head().position() - 1, 1).get(0);
        RecordStore<Snapshot> records = plant.stores.records(Snapshot.KIND, Snapshot.CODEC);
        Snapshot forged = template();
        records.save(new Snapshot(forged.fold(), last.position(), last.hash(), last.time(), forged.state()));
        GatePlant deceived = scene.with(plant.node("node-2", new Snapshots(records)));
        if (deceived.reviews.approvals(deceived.runner.requests()).isEmpty()) {
            throw new IllegalStateException("The forged snapshot was not read");
        }
        if (random.nextBoolean()) {
            deceived.turn(); // takes up by itself what the list says was allowed
        } else {
            deceived.run(request);
        }
    }
}
