package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the loop does when a guardrail refuses, and what a person is told who is called. */
final class GuardedLoopTest {

    private static Incident only(Toy toy) {
        assertThat(toy.aiops.incidents().open()).hasSize(1);
        return toy.aiops.incidents().open().get(0);
    }

    private static void approve(Toy toy, String id) {
        String proposal = toy.aiops.runbooks().submit(RunbookCodec.fromYaml("""
                id: %s
                incidentTypes: [timeout]
                steps: [{name: again, action: restart}]
                verification: ["workers >= workers.needed"]
                """.formatted(id)), Toy.ALICE);
        toy.aiops
                .reviews()
                .approve(proposal, Toy.BOB, Grant.in(Scope.service("shop")).mode(Approval.Mode.AT_ONCE));
        toy.crank.turn();
    }

    private static List<Entry> escalations(Toy toy) {
        return toy.aiops.journal().entries(0, 1_000).stream()
                .filter(entry -> entry.is(IncidentEntries.ESCALATED))
                .toList();
    }

    @Test
    void each_automatic_run_that_does_not_help_escalates_with_everything_that_was_tried() {
        try (Toy toy = new Toy()) {
            toy.fault = new IllegalStateException("no licence");
            approve(toy, "a-restart");
            toy.fail();
            assertThat(only(toy).status()).isEqualTo(Incident.Status.ESCALATED);
            assertThat(only(toy).note())
                    .isEqualTo("a-restart v1 did not help: it ended FAILED. Tried against it: a-restart v1 at "
                            + "2026-01-01T00:00:00Z failed: step 'again': java.lang.IllegalStateException: no licence");
            toy.fault = null;
            toy.clock.advance(Duration.ofMinutes(1));
            approve(toy, "b-restart");
            toy.fail();
            assertThat(only(toy).note())
                    .startsWith("b-restart v1 did not help: verification NOT_PASSED. Tried against it: a-restart v1")
                    .contains("; b-restart v1 at 2026-01-01T00:01:00Z completed, and it did not help (");
            List<Entry> told = escalations(toy);
            assertThat(told)
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.causes()).hasSize(1));
        }
    }

    @Test
    void an_automatic_run_that_a_guardrail_refuses_escalates_with_the_rule() {
        try (Toy toy = new Toy(builder -> builder.guardrails(Guardrails.NONE.perHour(0)))) {
            approve(toy, "a-restart");
            toy.fail();
            assertThat(only(toy).note())
                    .startsWith("a-restart v1 was not run. Tried against it: a-restart v1 at")
                    .contains("by the rule per-hour");
            assertThat(toy.executions()).singleElement().satisfies(result -> {
                assertThat(result.status()).isEqualTo(ExecutionResult.Status.NOT_STARTED);
                assertThat(result.error()).contains("0 runs started by themselves within the last hour");
            });
        }
    }

    @Test
    void the_last_run_that_may_start_by_itself_says_that_it_was_the_last() {
        try (Toy toy = new Toy(builder -> builder.guardrails(Guardrails.NONE.perIncident(1)))) {
            approve(toy, "a-restart");
            toy.fail();
            assertThat(only(toy).note()).contains("it was the last, for 1 is the most");
            approve(toy, "b-restart");
            toy.fail();
            assertThat(only(toy).note()).startsWith("b-restart v1 was not run").contains("a-restart v1", "not started");
            assertThat(toy.executions()).hasSize(2);
        }
    }

    @Test
    void when_too_many_runs_wait_the_incident_is_escalated_at_once() {
        try (Toy toy = new Toy(builder -> builder.guardrails(Guardrails.NONE.mostWaiting(0)))) {
            approve(toy, "a-restart");
            toy.fail();
            toy.fail();
            assertThat(only(toy).status()).isEqualTo(Incident.Status.ESCALATED);
            assertThat(only(toy).note()).contains("by the rule queue");
            assertThat(escalations(toy)).hasSize(1);
            assertThat(toy.executions()).isEmpty();
        }
    }

    @Test
    void during_a_cool_down_a_run_waits_and_then_helps() {
        // longer than the time in which an incident that is back says that its run did not help
        Duration pause = Duration.ofMinutes(45);
        Duration between = Duration.ofMinutes(31);
        try (Toy toy = new Toy(builder -> builder.guardrails(Guardrails.NONE.coolDown(pause, pause)))) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.aiops.incidents().open()).isEmpty();
            toy.workers = 1;
            toy.clock.advance(between);
            toy.fail();
            assertThat(only(toy).status()).isEqualTo(Incident.Status.OPEN);
            assertThat(toy.aiops.runs().open()).hasSize(1);
            toy.clock.advance(pause.minus(between));
            toy.crank.turn();
            toy.aiops.runs().turn(Runnable::run);
            toy.crank.turn();
            assertThat(toy.aiops.incidents().open()).isEmpty();
            assertThat(toy.aiops.learning().confidence(v1.client(), v1.digest()).successes())
                    .isEqualTo(2);
        }
    }

    @Test
    void on_a_critical_target_a_person_is_asked_each_time() throws Exception {
        Authority authority = Authority.of(Toy.KEY).approver("bob").critical("shop", 1);
        try (Toy toy = new Toy(builder -> builder.authority(authority))) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.scaled).hasValue(0);
            assertThat(toy.aiops.reviews().pending()).hasSize(1);
            toy.aiops.reviews().approve(toy.aiops.reviews().pending().get(0).id(), Toy.BOB);
            toy.crank.turn();
            assertThat(toy.scaled).hasValue(1);
            assertThat(toy.aiops
                            .runs()
                            .run(RunRequest.of(v1, Target.service("shop"), Toy.BOB))
                            .success())
                    .isTrue();
        }
    }

    @Test
    void however_much_was_tried_the_note_is_bounded() {
        try (Toy toy = new Toy()) {
            toy.fault = new IllegalStateException("x".repeat(5_000));
            for (int i = 0; i < Escalation.MOST_TOLD + 2; i++) {
                approve(toy, "restart-" + i);
                toy.fail();
                toy.clock.advance(Duration.ofMinutes(1));
            }
            assertThat(toy.executions()).hasSize(Escalation.MOST_TOLD + 2);
            assertThat(only(toy).note())
                    .hasSizeLessThan(2_000)
                    .contains("Tried against it, last of all: restart-2 v1", "restart-11 v1")
                    .doesNotContain("restart-1 v1");
        }
    }
}
