package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ClearanceTest {

    private final Plant plant = new Plant();

    @AfterEach
    void close() {
        plant.close();
    }

    private void refused(Approved<Runbook> approved, RunRequest request, String why) {
        long before = plant.journal.head().position();
        assertThatThrownBy(() -> plant.runner.run(approved, request))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining(why);
        assertThat(plant.calls).isEmpty();
        assertThat(plant.journal.head().position()).isEqualTo(before);
    }

    private RunRequest allowed(Approved<Runbook> approved) {
        return plant.allowed(plant.request(approved, RunRequest.Grounds.ALLOWED));
    }

    @Test
    void a_permission_is_used_once() throws Exception {
        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.request(approved, RunRequest.Grounds.ALLOWED);
        refused(approved, request, "Nobody proposed");
        String id = plant.ask(request);
        refused(approved, request, "pending");
        plant.reviews.approve(id, Plant.CAROL);
        assertThat(plant.runner.run(approved, request).success()).isTrue();
        plant.calls.clear();
        refused(approved, request, "used");
        assertThatThrownBy(() -> plant.ask(request)).isInstanceOf(AiopsException.class);
        plant.clock.advance(Duration.ofMillis(1));
        assertThat(plant.runner.run(approved, allowed(approved)).success()).isTrue();
    }

    @Test
    void a_permission_is_for_exactly_one_request() {
        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
        RunRequest r = allowed(approved);
        Approved<Runbook> v2 = plant.approve(Plant.RUNBOOK.replace("id:", "version: 2\nid:"), Approval.Mode.WHEN_ASKED);
        List<RunRequest> others = List.of(
                r.with(Map.of("mb", "2048")),
                r.on(RunRequest.Grounds.ALLOWED, r.requested().plusMillis(1)),
                copy(r, Target.instance("redis", "node-2"), r.incidentId(), r.requestedBy()),
                copy(r, r.target(), "inc-2", r.requestedBy()),
                copy(r, r.target(), null, r.requestedBy()),
                copy(r, r.target(), r.incidentId(), Actor.person("mallory")));
        for (RunRequest other : others) {
            refused(approved, other, "Nobody proposed");
        }
        refused(v2, r, "not what was asked for");
        refused(v2, plant.request(v2, RunRequest.Grounds.ALLOWED), "Nobody proposed");
        refused(approved, copy(r, Target.service("mysql"), r.incidentId(), r.requestedBy()), "not for mysql");
    }

    private static RunRequest copy(RunRequest r, Target target, String incident, Actor by) {
        return new RunRequest(
                r.runbookId(),
                r.runbookVersion(),
                r.runbookDigest(),
                r.client(),
                target,
                incident,
                r.incidentType(),
                r.parameters(),
                r.grounds(),
                by,
                r.requested());
    }

    @Test
    void a_permission_lasts_thirty_minutes_and_none_can_be_asked_for_ahead() {
        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
        RunRequest request = allowed(approved);
        RunRequest ahead = plant.allowed(
                request.on(RunRequest.Grounds.ALLOWED, plant.clock.instant().plus(Duration.ofDays(30))));
        RunRequest never = plant.allowed(request.on(RunRequest.Grounds.ALLOWED, java.time.Instant.MAX));
        refused(approved, ahead, "in the future");
        refused(approved, never, "in the future");
        plant.clock.advance(RunRequest.PERMISSION);
        refused(approved, request, "ended");
        assertThatThrownBy(() -> plant.ask(request.on(RunRequest.Grounds.ALLOWED, null)))
                .isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> plant.ask(request.on(RunRequest.Grounds.VOUCHED, plant.clock.instant())))
                .isInstanceOf(AiopsException.class);
    }

    @Test
    void a_permission_counts_only_within_the_scope_in_which_it_was_given() throws Exception {
        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.request(approved, RunRequest.Grounds.ALLOWED);
        plant.reviews.approve(plant.ask(request), Plant.CAROL, Scope.service("mysql"));
        refused(approved, request, "not for redis");
        plant.clock.advance(Duration.ofSeconds(1));
        RunRequest bounded = plant.request(approved, RunRequest.Grounds.ALLOWED).with(Map.of("mb", "2048"));
        plant.reviews.approve(
                plant.ask(bounded),
                Plant.CAROL,
                Grant.in(Scope.service("redis")).within(Parameter.number("mb").between(1, 2_000)));
        refused(approved, bounded, "at most 2000");
    }

    @Test
    void the_permission_of_a_revoked_approver_counts_no_longer() {
        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
        RunRequest request = allowed(approved);
        plant.reviews.revokeApprover("carol", Plant.BOB, "left");
        refused(approved, request, "counts no longer");
    }

    @Test
    void a_permission_does_not_stand_in_for_an_approval_that_ended_meanwhile() {
        Approved<Runbook> held = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
        plant.reviews.revokeApprover("bob", Plant.CAROL, "left");
        // the permission is read after the revocation, so its preconditions know of it; the approval's do not
        RunRequest request = allowed(held);
        refused(held, request, "counts no longer");
    }

    @Test
    void an_approval_that_was_handed_over_long_ago_is_read_again() {
        Approved<Runbook> held = plant.approve(Plant.RUNBOOK);
        RunRequest request = plant.request(held, RunRequest.Grounds.VOUCHED);
        plant.reviews.revoke(held.approval().proposalId(), Plant.CAROL, "no more");
        refused(held, request, "revoked");
        plant.clock.advance(Scope.DEFAULT_LIFETIME);
        refused(held, request, "revoked");
    }

    @Test
    void an_approval_that_expired_starts_nothing() {
        Approved<Runbook> held = plant.approve(Plant.RUNBOOK);
        plant.clock.advance(Scope.DEFAULT_LIFETIME);
        refused(held, plant.request(held, RunRequest.Grounds.VOUCHED), "expired");
    }

    @Test
    void an_approval_from_another_plant_is_worth_nothing_here() {
        try (Plant playground = new Plant()) {
            Approved<Runbook> smuggled = playground.approve(Plant.RUNBOOK);
            RunRequest request = playground.request(smuggled, RunRequest.Grounds.VOUCHED);
            refused(smuggled, request, "Nobody proposed");
            String id = plant.runbooks.submit(RunbookCodec.fromYaml(Plant.RUNBOOK), Plant.ALICE);
            refused(smuggled, request, "pending");
            plant.reviews.reject(id, Plant.BOB, "certainly not");
            // both streams have version 2 now, here by a rejection and there by an approval
            refused(smuggled, request, "rejected");
        }
    }

    @Test
    void only_an_approver_can_ask_in_person() throws Exception {
        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.request(approved, RunRequest.Grounds.ASKED);
        refused(approved, request, "no approver");
        refused(approved, copy(request, request.target(), null, Actor.person("mallory")), "no approver");
        refused(approved, copy(request, request.target(), null, Actor.system("bob")), "no approver");
        assertThat(plant.runner
                        .run(approved, copy(request, request.target(), null, Plant.BOB))
                        .success())
                .isTrue();
    }

    @Test
    void another_client_version_or_digest_is_refused() {
        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
        RunRequest r = plant.request(approved, RunRequest.Grounds.VOUCHED);
        refused(
                approved,
                new RunRequest(
                        r.runbookId(),
                        r.runbookVersion(),
                        r.runbookDigest(),
                        Client.of("acme"),
                        r.target(),
                        r.incidentId(),
                        r.incidentType(),
                        r.parameters(),
                        r.grounds(),
                        r.requestedBy(),
                        r.requested()),
                "not for acme");
        refused(
                approved,
                new RunRequest(
                        r.runbookId(),
                        2,
                        r.runbookDigest(),
                        r.client(),
                        r.target(),
                        r.incidentId(),
                        r.incidentType(),
                        r.parameters(),
                        r.grounds(),
                        r.requestedBy(),
                        r.requested()),
                "not what was asked for");
    }

    @Test
    void parameters_keep_the_bounds_of_the_runbook_and_of_the_envelope_presets_too() throws Exception {
        Approved<Runbook> approved = plant.approve(
                Plant.RUNBOOK, Approval.Mode.AT_ONCE, Parameter.number("mb").between(512, 900));
        RunRequest request = plant.request(approved, RunRequest.Grounds.VOUCHED);
        refused(approved, request, "at most 900"); // the runbook's own preset is 1024
        refused(approved, request.with(Map.of("mb", "901")), "at most 900");
        refused(approved, request.with(Map.of("mb", "511")), "at least 512");
        refused(approved, request.with(Map.of("mb", "128")), "at least 256");
        refused(approved, request.with(Map.of("mb", "many")), "decimal number");
        refused(approved, request.with(Map.of("mb", "1E9999999")), "decimal number");
        refused(approved, request.with(Map.of("mb", "600", "sudo", "true")), "no parameter 'sudo'");
        plant.runner.run(approved, request.with(Map.of("mb", "900")));
        assertThat(plant.calls).contains("set_limit 900");
    }

    @Test
    void an_envelope_around_a_parameter_that_is_not_there_refuses_rather_than_bounds_nothing() {
        Approved<Runbook> approved = plant.approve(
                Plant.RUNBOOK, Approval.Mode.AT_ONCE, Parameter.number("mbb").between(512, 900));
        refused(approved, plant.request(approved, RunRequest.Grounds.VOUCHED), "'mbb'");
    }

    @Test
    void of_two_threads_with_one_permission_exactly_one_runs() throws Exception {
        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 100; i++) {
                plant.calls.clear();
                plant.clock.advance(Duration.ofMillis(1));
                RunRequest request = allowed(approved);
                CyclicBarrier barrier = new CyclicBarrier(2);
                List<Callable<Boolean>> racers = new ArrayList<>();
                for (int thread = 0; thread < 2; thread++) {
                    racers.add(() -> {
                        barrier.await();
                        try {
                            return plant.runner.run(approved, request).status() == ExecutionResult.Status.COMPLETED;
                        } catch (NotApprovedException lost) {
                            return false;
                        }
                    });
                }
                int ran = 0;
                for (Future<Boolean> racer : threads.invokeAll(racers)) {
                    ran += racer.get() ? 1 : 0;
                }
                assertThat(ran).isEqualTo(1);
                assertThat(plant.calls).containsExactly("set_limit 1024", "restart redis");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_request_reads_back_from_its_canonical_form_and_from_nothing_else() {
        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
        RunRequest request = plant.request(approved, RunRequest.Grounds.ALLOWED).with(Map.of("mb", "a\"b"));
        String canonical = plant.runner.requests().encode(request);
        assertThat(plant.runner.requests().decode(canonical)).isEqualTo(request);
        for (String bad : List.of(
                "",
                "rr1:",
                "rr1:null",
                "rr1:{}",
                "rr1:[]",
                "rr2:" + canonical.substring(4),
                canonical + " ",
                canonical + "{}",
                canonical.replace("{\"", "{\"x\":1,\""),
                canonical.replace("redis", "@"),
                canonical.replace("system:", ""),
                canonical.replace("ALLOWED", "OTHER"),
                "rr1:" + "[".repeat(100_000),
                canonical.replace("\"runbookVersion\":1", "\"runbookVersion\":null"))) {
            assertThatThrownBy(() -> {
                        RunRequest read = plant.runner.requests().decode(bad);
                        if (plant.runner.requests().encode(read).equals(canonical) && !bad.equals(canonical)) {
                            throw new AiopsException("reads as the same, and its bytes differ: the gate refuses it");
                        }
                    })
                    .as(bad.substring(0, Math.min(40, bad.length())))
                    .isInstanceOf(AiopsException.class);
        }
    }
}
