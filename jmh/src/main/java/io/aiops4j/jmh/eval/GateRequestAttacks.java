package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.RunRequest.Grounds;
import io.aiops4j.core.runbook.Runbook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Attacks on what is asked for: a request that differs from what was approved, or comes too late, or twice. */
final class GateRequestAttacks {

    private GateRequestAttacks() {}

    static List<GateAttack> all() {
        return List.of(
                request("parameter_out_of_bounds", GateRequestAttacks::outOfBounds),
                request(
                        "parameter_undeclared",
                        (r, random) -> r.with(Map.of("mb", "1024", "sudo" + random.nextInt(99), "true"))),
                request("parameter_missing", (r, random) -> r.with(Map.of())),
                request("target_outside", (r, random) -> on(r, Target.service("mysql" + random.nextInt(99)))),
                request("client_other", (r, random) -> of(r, Client.of("client-" + random.nextInt(99)))),
                request("version_other", GateRequestAttacks::otherVersion),
                new GateAttack("scope_outside", GateRequestAttacks::scope),
                new GateAttack("mode_not_vouched", GateRequestAttacks::notVouched),
                new GateAttack("mode_not_proven", GateRequestAttacks::notProven),
                new GateAttack("asker_no_approver", GateRequestAttacks::askedBy),
                new GateAttack("approval_expired", GateRequestAttacks::expired),
                new GateAttack("permission_expired", GateRequestAttacks::permissionExpired),
                new GateAttack("permission_twice", GateRequestAttacks::twice),
                new GateAttack("permission_other_client", GateRequestAttacks::otherClient),
                new GateAttack("permission_other_node", GateRequestAttacks::otherNode),
                new GateAttack("permission_other_request", GateRequestAttacks::otherRequest),
                new GateAttack("hourly_limit", GateRequestAttacks::limit));
    }

    // the request is sound but for one thing
    private static GateAttack request(String kind, BiFunction<RunRequest, Random, RunRequest> change) {
        return new GateAttack(kind, (scene, random, altered) -> {
            GatePlant plant = scene.fresh();
            plant.approve(Approval.Mode.AT_ONCE);
            RunRequest sound = plant.request(random.nextBoolean() ? Grounds.VOUCHED : Grounds.ASKED);
            RunRequest asked = sound.grounds() == Grounds.ASKED ? by(sound, GatePlant.BOB) : sound;
            RunRequest request = altered ? change.apply(asked, random) : asked;
            if (random.nextBoolean()) {
                plant.runner.run(plant.approved(), request);
            } else if (random.nextBoolean()) {
                plant.runner.queue(request);
                plant.turn();
            } else {
                plant.run(request);
            }
        });
    }

    private static RunRequest outOfBounds(RunRequest r, Random random) {
        List<String> values = List.of(
                Integer.toString(2_049 + random.nextInt(100_000)), // beyond the approver's bound
                Integer.toString(random.nextInt(512)), // below it
                Integer.toString(-random.nextInt(100_000)),
                "1024; rm -rf /",
                "1E9999999",
                "NaN",
                "",
                "${secret}");
        return r.with(Map.of("mb", values.get(random.nextInt(values.size()))));
    }

    private static RunRequest otherVersion(RunRequest r, Random random) {
        byte[] other = new byte[8];
        random.nextBytes(other);
        return switch (random.nextInt(3)) {
            case 0 -> copy(r, r.runbookId() + random.nextInt(99), r.runbookVersion(), r.runbookDigest());
            case 1 -> copy(r, r.runbookId(), 2 + random.nextInt(99), r.runbookDigest());
            default -> copy(r, r.runbookId(), r.runbookVersion(), Digest.of(other));
        };
    }

    private static RunRequest copy(RunRequest r, String id, int version, Digest digest) {
        return copy(r, id, version, digest, r.client(), r.target(), r.incidentId(), r.requestedBy());
    }

    static RunRequest on(RunRequest r, Target target) {
        return copy(
                r,
                r.runbookId(),
                r.runbookVersion(),
                r.runbookDigest(),
                r.client(),
                target,
                r.incidentId(),
                r.requestedBy());
    }

    static RunRequest of(RunRequest r, Client client) {
        return copy(
                r,
                r.runbookId(),
                r.runbookVersion(),
                r.runbookDigest(),
                client,
                r.target(),
                r.incidentId(),
                r.requestedBy());
    }

    static RunRequest by(RunRequest r, Actor actor) {
        return copy(
                r, r.runbookId(), r.runbookVersion(), r.runbookDigest(), r.client(), r.target(), r.incidentId(), actor);
    }

    static RunRequest against(RunRequest r, String incident) {
        return copy(
                r,
                r.runbookId(),
                r.runbookVersion(),
                r.runbookDigest(),
                r.client(),
                r.target(),
                incident,
                r.requestedBy());
    }

    private static RunRequest copy(
            RunRequest r,
            String id,
            int version,
            Digest digest,
            Client client,
            Target target,
            String incident,
            Actor by) {
        return new RunRequest(
                id,
                version,
                digest,
                client,
                target,
                incident,
                r.incidentType(),
                r.parameters(),
                r.grounds(),
                by,
                r.requested());
    }

    // both words must reach the target: the runbook's and the permission's
    private static void scope(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        Scope elsewhere = Scope.service("mysql" + random.nextInt(99));
        Scope here =
                random.nextBoolean() ? GatePlant.grant(Approval.Mode.WHEN_ASKED).scope() : Scope.client(Client.DEFAULT);
        boolean ofPermission = random.nextBoolean();
        plant.reviews.approve(
                plant.submit(GatePlant.ALICE), GatePlant.BOB, altered && !ofPermission ? elsewhere : here);
        RunRequest request = plant.request(Grounds.ALLOWED);
        plant.reviews.approve(plant.ask(request), GatePlant.CAROL, altered && ofPermission ? elsewhere : here);
        plant.run(request);
    }

    private static void notVouched(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        Approval.Mode other = random.nextBoolean() ? Approval.Mode.WHEN_ASKED : Approval.Mode.WHEN_PROVEN;
        plant.approve(altered ? other : Approval.Mode.AT_ONCE);
        plant.run(plant.request(Grounds.VOUCHED));
    }

    private static void notProven(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        boolean otherMode = random.nextBoolean();
        plant.approve(altered && otherMode ? Approval.Mode.WHEN_ASKED : Approval.Mode.WHEN_PROVEN);
        plant.proven = !altered || otherMode;
        plant.run(plant.request(Grounds.PROVEN));
    }

    private static void askedBy(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.WHEN_ASKED);
        List<Actor> nobodies = List.of(
                GatePlant.MALLORY, GatePlant.ALICE, Actor.system("bob"), GatePlant.RESPONDER, Actor.person("Bob"));
        Actor by = altered ? nobodies.get(random.nextInt(nobodies.size())) : GatePlant.BOB;
        plant.run(by(plant.request(Grounds.ASKED), by));
    }

    private static void expired(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        Duration lifetime = Duration.ofMinutes(1 + random.nextInt(100_000));
        Approval.Mode mode = Approval.Mode.AT_ONCE;
        plant.reviews.approve(
                plant.submit(GatePlant.ALICE),
                GatePlant.BOB,
                Grant.in(Scope.service("redis").expiresIn(lifetime)).mode(mode));
        Approved<Runbook> held = plant.approved();
        plant.clock.advance(altered ? lifetime.plusSeconds(random.nextInt(1_000)) : lifetime.minusMillis(1));
        plant.runner.run(held, plant.request(Grounds.VOUCHED));
    }

    private static void permissionExpired(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.allowed();
        boolean queued = random.nextBoolean();
        if (queued) {
            plant.runner.queue(request);
        }
        plant.clock.advance(
                altered
                        ? RunRequest.PERMISSION.plusSeconds(random.nextInt(1_000))
                        : RunRequest.PERMISSION.minusMillis(1));
        if (queued) {
            plant.turn();
        } else {
            plant.run(request);
        }
    }

    private static void twice(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.allowed();
        if (altered) {
            plant.tryToRun(request);
            scene.nothingFromHere();
            plant.clock.advance(Duration.ofMillis(random.nextInt(1_000)));
        }
        if (random.nextBoolean()) {
            plant.run(request);
        } else {
            plant.runner.queue(request);
            plant.turn();
        }
    }

    private static void otherClient(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.allowed();
        Client other = Client.of("client-" + random.nextInt(99));
        if (altered) { // the other client has the same runbook approved, and nobody allowed it there
            String id = plant.runbooks.submit(GatePlant.RUNBOOK, other, GatePlant.ALICE, "the same");
            plant.reviews.approve(id, GatePlant.BOB, Scope.client(other));
        }
        plant.run(altered ? of(request, other) : request);
    }

    private static void otherNode(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant other = scene.with(plant.node("node-2"));
        plant.approve(Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.allowed();
        if (altered) {
            (random.nextBoolean() ? plant : other).tryToRun(request);
            scene.nothingFromHere();
        }
        other.run(request);
    }

    private static void otherRequest(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        plant.approve(Approval.Mode.WHEN_ASKED);
        RunRequest r = plant.allowed();
        RunRequest other = switch (random.nextInt(5)) {
            case 0 -> r.with(Map.of("mb", Integer.toString(512 + random.nextInt(500))));
            case 1 -> r.with(Map.of("mb", "1024.0"));
            case 2 -> on(r, Target.instance("redis", "node-" + random.nextInt(99)));
            case 3 -> by(r, Actor.system("improver"));
            default -> r.on(Grounds.ALLOWED, plant.clock.instant().minusMillis(1 + random.nextInt(1_000)));
        };
        plant.run(altered ? other : r);
    }

    private static void limit(GateScene scene, Random random, boolean altered) throws InterruptedException {
        int most = random.nextInt(3);
        GatePlant plant =
                scene.with(GatePlant.of(GatePlant.authority(), Guardrails.NONE.perHour(altered ? most : most + 1)));
        plant.approve(Approval.Mode.AT_ONCE);
        for (int i = 0; i < most; i++) {
            plant.clock.advance(Duration.ofMillis(1));
            plant.tryToRun(plant.request(Grounds.VOUCHED));
        }
        scene.nothingFromHere();
        plant.clock.advance(Duration.ofMinutes(random.nextInt(60)));
        plant.run(plant.request(Grounds.VOUCHED));
    }
}
