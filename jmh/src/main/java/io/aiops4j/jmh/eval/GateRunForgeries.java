package io.aiops4j.jmh.eval;

import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.RunRequest.Grounds;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.confidence.Confidence;
import io.aiops4j.learning.confidence.Confidences;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Lines about what runs did, by somebody who writes the store: nothing that they say opens a door or closes a step. */
final class GateRunForgeries {

    /** More than enough to prove a version. */
    private static final int ENDS = 20;

    private GateRunForgeries() {}

    static List<GateAttack> all() {
        return List.of(
                new GateAttack("forged_proof", GateRunForgeries::proof),
                new GateAttack("forged_step_ended", GateRunForgeries::stepEnded));
    }

    // a version that may run when proven is said to have helped again and again
    private static void proof(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.WHEN_PROVEN);
        int from = random.nextInt(1_000);
        for (int i = 0; i < ENDS; i++) {
            String stream = RunEntries.stream("ex-" + (from + i));
            Append ended = Append.by(GatePlant.RESPONDER).require(stream, 0).add(stream, RunEntries.ENDED, helped());
            plant.journal.append(altered ? ended : ended.sealedWith(plant.authority.seal()));
        }
        plant.proven = new Confidences(plant.journal, plant.authority.seal(), Confidence.DEFAULT_THRESHOLD)
                .of(Client.DEFAULT, GatePlant.DIGEST)
                .proven();
        plant.run(plant.request(Grounds.PROVEN));
    }

    private static RunEntries.Ended helped() {
        return new RunEntries.Ended(
                GatePlant.RUNBOOK.id(),
                GatePlant.RUNBOOK.version(),
                GatePlant.DIGEST.hex(),
                null,
                ExecutionResult.Status.COMPLETED,
                Verification.Outcome.PASSED,
                true);
    }

    // a node went down before the first step, and that step is said to be done: the rest must not run without it
    private static void stepEnded(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.AT_ONCE);
        RunRequest request = plant.request(Grounds.VOUCHED);
        String id = plant.begin(request);
        if (altered) {
            String stream = RunEntries.stream(id);
            Map<String, Object> intent = Map.of(
                    "index", 0, "name", "limit", "action", "limit", "parameters", Map.of(), "idempotencyKey", "key");
            Map<String, Object> done = Map.of("index", 0, "name", "limit", "status", "DONE", "attempts", 1);
            Append append = Append.by(request.requestedBy()).client(request.client());
            append = random.nextBoolean() ? append.add(stream, RunEntries.STEP_STARTED, intent) : append;
            plant.journal.append(append.add(stream, RunEntries.STEP_ENDED, done));
        }
        plant.turn();
    }
}
