package io.aiops4j.jmh.eval;

import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.RunRequest.Grounds;
import io.aiops4j.jmh.eval.GateForger.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Lines put behind the others by somebody who writes the store: sealed with a key of their own, or with none. */
final class GateForgeries {

    private GateForgeries() {}

    static List<GateAttack> all() {
        return List.of(
                new GateAttack("forged_approval", GateForgeries::approval),
                new GateAttack("forged_permission", GateForgeries::permission),
                new GateAttack("forged_second_word", GateForgeries::secondWord),
                new GateAttack("forged_approver", GateForgeries::approver),
                new GateAttack("forged_proposal", GateForgeries::proposal),
                new GateAttack("forged_queued", GateForgeries::queued),
                new GateAttack("forged_started", GateForgeries::started),
                new GateAttack("forged_started_revoked", GateForgeries::startedRevoked),
                new GateAttack("forged_started_used", GateForgeries::startedUsed),
                new GateAttack("forged_started_limit", GateForgeries::startedLimit),
                new GateAttack("forged_resumed", GateForgeries::resumed),
                new GateAttack("forged_handed_back", GateForgeries::handedBack),
                new GateAttack("cancel_rewritten", GateForgeries::cancelRewritten));
    }

    // what the attacker made where the attacker is at home: with that key's seal, or with none at all
    private static void steal(Journal from, String stream, long behind, Journal to, Random random) {
        boolean sealKept = random.nextBoolean();
        boolean weighed = random.nextInt(4) > 0;
        for (Entry entry : GateForger.lines(from, stream)) {
            if (entry.version() > behind) {
                Line line = Line.of(entry);
                EntryType light =
                        EntryType.critical(entry.type().name(), entry.type().version());
                GateForger.append(to, (weighed ? line : line.type(light)).mac(sealKept ? line.mac() : null));
            }
        }
    }

    private static void approval(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant playground = scene.with(plant.playground());
        String id = plant.submit(GatePlant.ALICE);
        playground.approve(Approval.Mode.AT_ONCE);
        if (altered) {
            steal(playground.journal, ReviewEntries.stream(id), 1, plant.journal, random);
        } else {
            plant.reviews.approve(id, GatePlant.BOB, GatePlant.grant(Approval.Mode.AT_ONCE));
        }
        plant.run(plant.request(Grounds.VOUCHED));
    }

    private static void permission(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant playground = scene.with(plant.playground());
        plant.approve(Approval.Mode.WHEN_ASKED);
        playground.allowed();
        RunRequest request = plant.request(Grounds.ALLOWED);
        String stream = ReviewEntries.stream(idOf(plant, request));
        if (!altered) {
            plant.allowed();
        } else if (random.nextBoolean()) {
            plant.ask(request);
            steal(playground.journal, stream, 1, plant.journal, random);
        } else {
            steal(playground.journal, stream, 0, plant.journal, random);
        }
        if (random.nextBoolean()) {
            plant.run(request);
        } else {
            plant.turn(); // takes up by itself what was allowed
        }
    }

    private static String idOf(GatePlant plant, RunRequest request) {
        return ReviewQueue.proposalId(
                plant.runner.requests(),
                request.client(),
                plant.runner.requests().digest(request));
    }

    private static void secondWord(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.with(GatePlant.of(GatePlant.authority().critical("redis", 2), Guardrails.NONE));
        GatePlant playground = scene.with(plant.playground());
        String id = plant.approve(Approval.Mode.AT_ONCE);
        String stream = ReviewEntries.stream(id);
        playground.approve(Approval.Mode.AT_ONCE);
        playground.reviews.approve(id, GatePlant.CAROL, GatePlant.grant(Approval.Mode.AT_ONCE));
        if (!altered) {
            plant.reviews.approve(id, GatePlant.CAROL, GatePlant.grant(Approval.Mode.AT_ONCE));
        } else if (random.nextBoolean()) {
            steal(playground.journal, stream, 2, plant.journal, random);
        } else { // bob's own word, sealed, under another name
            Line word = Line.of(GateForger.lines(plant.journal, stream).get(1));
            GateForger.append(plant.journal, random.nextBoolean() ? word.by(GatePlant.CAROL) : word);
        }
        plant.run(plant.asked(GatePlant.BOB));
    }

    private static void approver(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant playground = scene.with(plant.playground());
        String id = plant.submit(GatePlant.ALICE);
        if (altered) {
            long known =
                    GateForger.lines(plant.journal, ReviewEntries.AUTHORITY).size();
            scene.with(playground.node("node-2", playground.authority.approver("mallory")));
            steal(playground.journal, ReviewEntries.AUTHORITY, known, plant.journal, random);
        }
        GatePlant node = altered
                ? scene.with(plant.node("node-2"))
                : scene.with(plant.node("node-2", GatePlant.authority().approver("mallory")));
        node.reviews.approve(id, GatePlant.MALLORY, GatePlant.grant(Approval.Mode.AT_ONCE));
        node.run(node.request(Grounds.VOUCHED));
    }

    // the whole of it: submitted by nobody, approved by nobody
    private static void proposal(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant playground = scene.with(plant.playground());
        String id = playground.approve(Approval.Mode.AT_ONCE);
        if (altered) {
            steal(playground.journal, ReviewEntries.stream(id), 0, plant.journal, random);
        } else {
            plant.approve(Approval.Mode.AT_ONCE);
        }
        plant.run(plant.request(Grounds.VOUCHED));
    }

    private static void queued(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        GatePlant playground = scene.with(plant.playground());
        plant.approve(Approval.Mode.AT_ONCE);
        RunRequest request = plant.request(Grounds.VOUCHED);
        playground.runner.queue(request);
        String stream = RunEntries.stream(playground.runner.open().get(0).id());
        if (altered) {
            steal(playground.journal, stream, 0, plant.journal, random);
        } else {
            plant.runner.queue(request);
        }
        plant.turn();
    }

    private static void start(GatePlant plant, RunRequest request, String stream) {
        plant.journal.append(Append.by(request.requestedBy())
                .client(request.client())
                .add(stream, RunEntries.STARTED, GatePlant.started(request)));
    }

    // begun on a node that went down, says the line, and nobody ever asked for it
    private static void started(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        GatePlant playground = scene.with(plant.playground());
        plant.approve(Approval.Mode.AT_ONCE);
        RunRequest request = plant.request(Grounds.VOUCHED);
        if (!altered) {
            plant.runner.queue(request);
        } else if (random.nextBoolean()) {
            start(plant, request, RunEntries.stream("forged"));
        } else {
            playground.runner.queue(request);
            String stream = RunEntries.stream(playground.runner.open().get(0).id());
            steal(playground.journal, stream, 0, plant.journal, random);
            start(plant, request, stream);
        }
        plant.turn();
    }

    // a run that waits is said to have begun, so that it may go on though its approval was taken back
    private static void startedRevoked(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        String id = plant.approve(Approval.Mode.AT_ONCE);
        RunRequest request = plant.request(Grounds.VOUCHED);
        plant.runner.queue(request);
        String stream = RunEntries.stream(plant.runner.open().get(0).id());
        if (altered) {
            switch (random.nextInt(3)) {
                case 0 -> plant.reviews.revoke(id, GatePlant.CAROL, "no more");
                case 1 -> plant.reviews.revokeApprover("bob", GatePlant.CAROL, "left");
                default -> plant.runner.halt(GatePlant.CAROL, "stop everything");
            }
            start(plant, request, stream);
        }
        plant.turn();
    }

    // the same with a permission: it is said to have been used by the start
    private static void startedUsed(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.allowed();
        plant.runner.queue(request);
        String stream = RunEntries.stream(plant.runner.open().get(0).id());
        if (altered) {
            String permission = idOf(plant, request);
            switch (random.nextInt(3)) {
                case 0 -> plant.reviews.revoke(permission, GatePlant.BOB, "no more");
                case 1 -> plant.reviews.revokeApprover("carol", GatePlant.BOB, "left");
                default -> plant.clock.advance(RunRequest.PERMISSION.plus(Duration.ofSeconds(1)));
            }
            start(plant, request, stream);
            plant.journal.append(Append.by(request.requestedBy())
                    .add(ReviewEntries.stream(permission), ReviewEntries.USED, Map.of("note", "by " + stream)));
        }
        plant.turn();
    }

    private static void resumed(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant playground = scene.with(plant.playground());
        plant.approve(Approval.Mode.AT_ONCE);
        plant.runner.halt(GatePlant.BOB, "stop everything");
        playground.runner.halt(GatePlant.BOB, "stop everything");
        playground.runner.resume(GatePlant.BOB, "go on");
        if (altered) {
            steal(playground.journal, RunEntries.SWITCH, 1, plant.journal, random);
        } else {
            plant.runner.resume(GatePlant.BOB, "go on");
        }
        plant.run(plant.request(Grounds.VOUCHED));
    }

    // automation has used up its hour, and the run that waits is said to have begun before
    private static void startedLimit(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.with(GatePlant.of(GatePlant.authority(), Guardrails.NONE.perHour(altered ? 0 : 1)));
        plant.approve(Approval.Mode.AT_ONCE);
        RunRequest request = plant.request(Grounds.VOUCHED);
        plant.runner.queue(request);
        if (altered) {
            start(plant, request, RunEntries.stream(plant.runner.open().get(0).id()));
        }
        plant.turn();
    }

    private static void handedBack(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant playground = scene.with(plant.playground());
        plant.approve(Approval.Mode.AT_ONCE);
        String incident = plant.takenOver();
        playground.takenOver();
        (altered ? playground : plant).incidents.handBack(incident, GatePlant.CAROL, "yours");
        if (altered) {
            steal(playground.journal, IncidentEntries.custody(incident), 1, plant.journal, random);
        }
        plant.run(GateRequestAttacks.against(plant.request(Grounds.VOUCHED), incident));
    }

    // a cancellation that is written over with something harmless
    private static void cancelRewritten(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.AT_ONCE);
        plant.runner.queue(plant.request(Grounds.VOUCHED));
        String id = plant.runner.open().get(0).id();
        if (altered) {
            plant.runner.cancel(id, GatePlant.CAROL, "not now");
        }
        Map<String, Object> ended =
                Map.of("index", 9 + random.nextInt(9), "name", "x", "status", "DONE", "attempts", 1);
        byte[] harmless = Append.by(GatePlant.MALLORY)
                .add("x", RunEntries.STEP_ENDED, ended)
                .items()
                .get(0)
                .payload();
        GatePlant rewritten = GateForger.rewritten(
                plant,
                RunEntries.stream(id),
                2,
                line -> line.type(RunEntries.STEP_ENDED).payload(harmless));
        scene.with(rewritten).turn();
    }
}
