package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.RunRequest.Grounds;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import java.util.List;
import java.util.Random;

/** Attacks on whose word counts: taken back, given by the wrong person or by too few, or stopped for everybody. */
final class GateAuthorityAttacks {

    private GateAuthorityAttacks() {}

    static List<GateAttack> all() {
        return List.of(
                new GateAttack("not_approved", GateAuthorityAttacks::notApproved),
                new GateAttack("approval_revoked", GateAuthorityAttacks::revoked),
                new GateAttack("approver_revoked", GateAuthorityAttacks::approverRevoked),
                new GateAttack("held_from_before", GateAuthorityAttacks::held),
                new GateAttack("held_from_elsewhere", GateAuthorityAttacks::smuggled),
                new GateAttack("queued_then_revoked", GateAuthorityAttacks::queued),
                new GateAttack("self_approval_author", GateAuthorityAttacks::author),
                new GateAttack("self_approval_editor", GateAuthorityAttacks::editor),
                new GateAttack("quorum_not_reached", GateAuthorityAttacks::quorum),
                new GateAttack("role_missing", GateAuthorityAttacks::role),
                new GateAttack("halted", GateAuthorityAttacks::halted),
                new GateAttack("cancelled", GateAuthorityAttacks::cancelled),
                new GateAttack("cancelled_while_down", GateAuthorityAttacks::whileDown),
                new GateAttack("revoked_while_down", GateAuthorityAttacks::revokedWhileDown),
                new GateAttack("taken_over", GateAuthorityAttacks::takenOver));
    }

    private static void notApproved(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        String id = plant.submit(GatePlant.ALICE);
        switch (altered ? random.nextInt(5) : 5) {
            case 0 -> plant.reviews.reject(id, GatePlant.BOB, "no");
            case 1 -> plant.reviews.requestChanges(id, GatePlant.BOB, "not so");
            case 2 -> plant.reviews.withdraw(id, GatePlant.ALICE, "changed my mind");
            case 3 -> plant.reviews.claim(id, GatePlant.BOB, "I look at it");
            case 5 -> plant.reviews.approve(id, GatePlant.BOB, GatePlant.grant(Approval.Mode.AT_ONCE));
            default -> {
                // it waits
            }
        }
        ask(plant, random);
    }

    // on its grounds, in person, or from the queue
    private static void ask(GatePlant plant, Random random) throws InterruptedException {
        RunRequest request = plant.request(Grounds.VOUCHED);
        switch (random.nextInt(3)) {
            case 0 -> plant.run(request);
            case 1 -> plant.run(GateRequestAttacks.by(plant.request(Grounds.ASKED), GatePlant.BOB));
            default -> {
                plant.runner.queue(request);
                plant.turn();
            }
        }
    }

    private static void revoked(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        String id = plant.approve(Approval.Mode.AT_ONCE);
        if (altered) {
            plant.reviews.revoke(id, GatePlant.CAROL, "no more");
        }
        ask(plant, random);
    }

    private static void approverRevoked(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.allowed();
        if (altered) { // of the runbook, or of the permission
            plant.reviews.revokeApprover(random.nextBoolean() ? "bob" : "carol", dave(), "left");
        }
        // a node that starts later names them again
        GatePlant node = random.nextBoolean() ? plant : scene.with(plant.node("node-2"));
        node.run(request);
    }

    private static Actor dave() {
        return Actor.person("dave");
    }

    private static void held(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        String id = plant.approve(Approval.Mode.AT_ONCE);
        Approved<Runbook> held = plant.approved();
        if (altered) {
            withdraw(plant, id, random);
        }
        GatePlant node = random.nextBoolean() ? plant : scene.with(plant.node("node-2"));
        node.runner.run(held, plant.request(Grounds.VOUCHED));
    }

    private static void withdraw(GatePlant plant, String id, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> plant.reviews.revoke(id, GatePlant.CAROL, "no more");
            case 1 -> plant.reviews.revokeApprover("bob", GatePlant.CAROL, "left");
            case 2 -> plant.clock.advance(Scope.DEFAULT_LIFETIME);
            default -> plant.runbooks.edit(id, other(), GatePlant.ALICE, "better");
        }
    }

    private static Runbook other() {
        return RunbookCodec.fromYaml(
                GatePlant.YAML.replace("min: 256", "min: 300").replace("id:", "version: 2\nid:"));
    }

    // approved on a plant where the attacker is at home
    private static void smuggled(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant playground = scene.with(plant.playground());
        playground.approve(Approval.Mode.AT_ONCE);
        Approved<Runbook> smuggled = playground.approved();
        if (!altered) {
            plant.approve(Approval.Mode.AT_ONCE);
        } else if (random.nextBoolean()) {
            plant.reviews.reject(plant.submit(GatePlant.ALICE), GatePlant.BOB, "never");
        }
        plant.runner.run(smuggled, plant.request(Grounds.VOUCHED));
    }

    private static void queued(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        String id = plant.approve(Approval.Mode.AT_ONCE);
        plant.runner.queue(plant.request(Grounds.VOUCHED));
        if (altered) {
            withdraw(plant, id, random);
        }
        scene.with(plant.node("node-2")).turn();
    }

    private static void author(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        String id = plant.submit(altered ? GatePlant.BOB : GatePlant.ALICE);
        plant.reviews.approve(id, GatePlant.BOB, GatePlant.grant(Approval.Mode.AT_ONCE));
        ask(plant, random);
    }

    private static void editor(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        String first = plant.runbooks.submit(other(), GatePlant.ALICE);
        if (random.nextBoolean()) {
            plant.reviews.approve(first, GatePlant.CAROL, GatePlant.grant(Approval.Mode.AT_ONCE));
        }
        String id =
                plant.runbooks.edit(first, GatePlant.RUNBOOK, altered ? GatePlant.BOB : GatePlant.CAROL, "as it was");
        plant.reviews.approve(id, GatePlant.BOB, GatePlant.grant(Approval.Mode.AT_ONCE));
        ask(plant, random);
    }

    private static void quorum(GateScene scene, Random random, boolean altered) throws InterruptedException {
        Authority two = random.nextBoolean()
                ? GatePlant.authority().requiring(2)
                : GatePlant.authority().critical("redis", 2);
        words(scene, two, altered ? null : GatePlant.CAROL);
    }

    private static void role(GateScene scene, Random random, boolean altered) throws InterruptedException {
        Authority role = GatePlant.authority().critical("redis", 1 + random.nextInt(2), "dba");
        if (altered && random.nextBoolean()) { // it was taken away after the word was given
            GatePlant plant =
                    scene.with(GatePlant.of(GatePlant.authority().critical("redis", 1, "dba"), Guardrails.NONE));
            plant.approve(Approval.Mode.AT_ONCE);
            scene.with(plant.node(
                            "node-2", GatePlant.authority().approver("bob").critical("redis", 1, "dba")))
                    .run(plant.asked(GatePlant.CAROL));
            return;
        }
        GatePlant plant = scene.with(GatePlant.of(role, Guardrails.NONE));
        String id = plant.submit(GatePlant.ALICE);
        plant.reviews.approve(id, dave(), GatePlant.grant(Approval.Mode.AT_ONCE));
        if (!altered) {
            plant.reviews.approve(id, GatePlant.BOB, GatePlant.grant(Approval.Mode.AT_ONCE));
            plant.reviews.approve(id, GatePlant.CAROL, GatePlant.grant(Approval.Mode.AT_ONCE));
        }
        plant.run(plant.asked(GatePlant.BOB));
    }

    private static void words(GateScene scene, Authority authority, Actor second) throws InterruptedException {
        GatePlant plant = scene.with(GatePlant.of(authority, Guardrails.NONE));
        String id = plant.submit(GatePlant.ALICE);
        Grant grant = GatePlant.grant(Approval.Mode.AT_ONCE);
        plant.reviews.approve(id, GatePlant.BOB, grant);
        if (second != null) {
            plant.reviews.approve(id, second, grant);
        }
        plant.run(plant.asked(GatePlant.BOB));
    }

    private static void halted(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant other = scene.with(plant.node("node-2"));
        plant.approve(Approval.Mode.AT_ONCE);
        plant.runner.halt(GatePlant.BOB, "stop everything");
        if (altered && random.nextBoolean()) {
            plant.runner.resume(GatePlant.CAROL, "go on");
            other.runner.halt(GatePlant.BOB, "no");
        }
        if (!altered) {
            plant.runner.resume(GatePlant.CAROL, "go on");
        }
        ask(random.nextBoolean() ? plant : other, random);
    }

    private static void cancelled(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.AT_ONCE);
        plant.runner.queue(plant.request(Grounds.VOUCHED));
        if (altered) {
            plant.runner.cancel(plant.runner.open().get(0).id(), GatePlant.CAROL, "not now");
        }
        (random.nextBoolean() ? plant : scene.with(plant.node("node-2"))).turn();
    }

    // its node went down behind the start, and another one takes it up
    private static void whileDown(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.AT_ONCE);
        String id = plant.begin(plant.request(Grounds.VOUCHED));
        if (altered) {
            plant.runner.cancel(id, GatePlant.CAROL, "leave it");
        }
        scene.with(plant.node("node-2")).turn();
    }

    private static void revokedWhileDown(GateScene scene, Random random, boolean altered) {
        GatePlant plant = scene.fresh();
        String id = plant.approve(Approval.Mode.AT_ONCE);
        plant.begin(plant.request(Grounds.VOUCHED));
        if (altered && random.nextBoolean()) {
            plant.runner.halt(GatePlant.CAROL, "stop everything");
        } else if (altered) {
            withdraw(plant, id, random);
        }
        scene.with(plant.node("node-2")).turn();
    }

    private static void takenOver(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.AT_ONCE);
        String incident = plant.takenOver();
        if (!altered) {
            plant.incidents.handBack(incident, GatePlant.CAROL, "yours");
        }
        RunRequest request = GateRequestAttacks.against(plant.request(Grounds.VOUCHED), incident);
        if (random.nextBoolean()) {
            plant.run(request);
        } else {
            plant.runner.queue(request);
            plant.turn();
        }
    }
}
