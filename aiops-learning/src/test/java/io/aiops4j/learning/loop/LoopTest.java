package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.learning.decide.DecisionEntries;
import io.aiops4j.learning.testkit.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static Incident only(Toy toy) {
        assertThat(toy.aiops.incidents().open()).hasSize(1);
        return toy.aiops.incidents().open().get(0);
    }

    private static List<String> outcomes(Toy toy, String incident) {
        return toy.aiops.journal().stream(DecisionEntries.stream(incident)).stream()
                .map(entry -> entry.payload().as(DecisionEntries.Made.class).outcome())
                .toList();
    }

    private static Runbook drafted(Toy toy) {
        return toy.aiops.runbooks().versions(Client.DEFAULT, "shop-slow").get(1).runbook();
    }

    @Test
    void a_failure_that_no_runbook_is_against_is_escalated_once() {
        try (Toy toy = new Toy()) {
            toy.fail();
            toy.fail();
            toy.fail();
            Incident incident = only(toy);
            assertThat(incident.status()).isEqualTo(Incident.Status.ESCALATED);
            assertThat(outcomes(toy, incident.id())).containsExactly("escalate");
        }
    }

    @Test
    void what_runs_at_once_and_helps_resolves_the_incident_and_counts_as_a_success() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.aiops.incidents().open()).isEmpty();
            assertThat(toy.workers).isEqualTo(8);
            assertThat(toy.aiops
                            .learning()
                            .confidence(Client.DEFAULT, v1.digest())
                            .successes())
                    .isEqualTo(1);
            assertThat(toy.executions())
                    .singleElement()
                    .satisfies(r -> assertThat(r.success()).isTrue());
        }
    }

    @Test
    void a_wrong_order_is_drafted_away_and_the_draft_waits() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            toy.fail();
            assertThat(toy.executions()).singleElement().satisfies(r -> {
                assertThat(r.status()).isEqualTo(ExecutionResult.Status.COMPLETED);
                assertThat(r.success()).isFalse();
                assertThat(r.failureType()).isEqualTo(FailureType.RUNBOOK_INSUFFICIENT);
            });
            assertThat(drafted(toy).steps()).extracting("name").containsExactly("scale", "restart");
            assertThat(drafted(toy).origin().generated()).isTrue();
            assertThat(drafted(toy).origin().parent()).isEqualTo(1);
            assertThat(toy.aiops.reviews().pending()).singleElement().satisfies(p -> {
                assertThat(p.author().isPerson()).isFalse();
                assertThat(p.diff()).contains("moved");
                assertThat(p.why()).contains("would have fixed 1 of 1, would have broken 0, cannot tell 0");
                assertThat(p.priority()).isEqualTo(Proposal.Priority.HIGH);
            });
            assertThat(only(toy).status()).isEqualTo(Incident.Status.ESCALATED);
        }
    }

    @Test
    void a_wrong_value_is_adjusted_within_its_bounds() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.AT_ONCE, 3, "scale", "restart");
            toy.fail();
            assertThat(toy.executions().get(0).failureType()).isEqualTo(FailureType.PARAMETER_WRONG);
            assertThat(drafted(toy).parameters()).extracting("preset").containsExactly("7");
        }
    }

    @Test
    void a_value_that_would_help_but_lies_out_of_bounds_is_not_drafted() {
        try (Toy toy = new Toy()) {
            toy.backlog = 100_000;
            toy.approved(Approval.Mode.AT_ONCE, 3, "scale", "restart");
            toy.fail();
            assertThat(toy.aiops.reviews().pending()).isEmpty();
        }
    }

    @Test
    void a_passing_fault_is_tried_again_after_a_pause() {
        try (Toy toy = new Toy()) {
            toy.fault = new IllegalStateException("port is in use");
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.executions().get(0).failureType()).isEqualTo(FailureType.TRANSIENT);
            assertThat(drafted(toy).steps().get(1).retries()).isEqualTo(3);
        }
    }

    @Test
    void a_fault_that_no_runbook_can_mend_is_not_drafted_away() {
        try (Toy toy = new Toy()) {
            toy.fault = new IllegalStateException("permission denied");
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.executions().get(0).failureType()).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
            assertThat(toy.aiops.reviews().pending()).isEmpty();
        }
    }

    @Test
    void the_same_failure_twice_drafts_once() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            toy.fail();
            toy.aiops.incidents().resolve(only(toy).id(), Toy.BOB, "by hand");
            toy.configured = 2;
            toy.workers = 2;
            toy.fail();
            assertThat(toy.executions()).hasSize(2);
            assertThat(toy.aiops
                            .learning()
                            .confidence(Client.DEFAULT, v1.digest())
                            .failures())
                    .isEqualTo(2);
            assertThat(toy.aiops.reviews().pending()).hasSize(1);
        }
    }

    @Test
    void a_draft_cannot_run_before_it_is_approved_and_its_author_cannot_approve_it() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            toy.fail();
            RunbookVersion v2 =
                    toy.aiops.runbooks().versions(Client.DEFAULT, "shop-slow").get(1);
            RunRequest request = RunRequest.of(v2, Target.service("shop"), Toy.BOB);
            assertThatThrownBy(() -> toy.aiops.runs().run(request)).isInstanceOf(NotApprovedException.class);
            Proposal draft = toy.aiops.reviews().pending().get(0);
            assertThatThrownBy(() -> toy.aiops.reviews().approve(draft.id(), draft.author()))
                    .isInstanceOf(ReviewException.class);
            assertThat(toy.executions()).hasSize(1);
        }
    }

    @Test
    void an_unproven_version_is_asked_for_once_and_runs_once_when_allowed() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.WHEN_PROVEN, 8, "scale", "restart");
            toy.fail();
            toy.fail();
            toy.fail();
            assertThat(toy.scaled).hasValue(0);
            assertThat(toy.aiops.reviews().pending()).hasSize(1);
            Proposal ask = toy.aiops.reviews().pending().get(0);
            toy.aiops.reviews().approve(ask.id(), Toy.BOB);
            toy.crank.turn();
            assertThat(toy.scaled).hasValue(1);
            assertThat(toy.aiops.incidents().open()).isEmpty();
            toy.crank.turn();
            assertThat(toy.scaled).hasValue(1);
        }
    }

    @Test
    void a_permission_ends_after_half_an_hour() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.WHEN_PROVEN, 8, "scale", "restart");
            toy.fail();
            String asked = toy.aiops.reviews().pending().get(0).id();
            toy.clock.advance(Duration.ofMinutes(30));
            assertThat(toy.aiops.reviews().pending()).isEmpty();
            assertThatThrownBy(() -> toy.aiops.reviews().approve(asked, Toy.BOB))
                    .isInstanceOf(ReviewException.class)
                    .hasMessageContaining("ended");
            toy.crank.turn();
            assertThat(toy.scaled).hasValue(0);
        }
    }

    @Test
    void a_version_that_has_proven_itself_runs_by_itself() {
        try (Toy toy = new Toy(builder -> builder.guardrails(io.aiops4j.core.run.Guardrails.NONE.threshold(0.2)))) {
            toy.approved(Approval.Mode.WHEN_PROVEN, 8, "scale", "restart");
            toy.fail();
            toy.aiops.reviews().approve(toy.aiops.reviews().pending().get(0).id(), Toy.BOB);
            toy.crank.turn();
            toy.workers = 1;
            toy.clock.advance(Duration.ofMinutes(31)); // long enough for the first time to have helped
            toy.fail();
            assertThat(toy.scaled).hasValue(2);
            assertThat(toy.aiops.reviews().pending()).isEmpty();
        }
    }

    @Test
    void a_revoked_approval_starts_nothing_more() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.aiops.reviews().revoke(v1.proposalId(), Toy.BOB, "it costs too much");
            toy.fail();
            assertThat(toy.scaled).hasValue(0);
            assertThat(only(toy).status()).isEqualTo(Incident.Status.ESCALATED);
        }
    }

    @Test
    void a_runbook_approved_after_the_incident_opened_is_decided_on_at_the_next_signal() {
        try (Toy toy = new Toy()) {
            toy.fail();
            toy.fail();
            toy.fail();
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.aiops.incidents().open()).isEmpty();
            assertThat(toy.workers).isEqualTo(8);
        }
    }

    @Test
    void an_approval_for_another_service_does_not_count() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.aiops.observe(Signal.of("timeout", Target.service("till"), Severity.ERROR, "slow"));
            toy.crank.turn();
            assertThat(toy.scaled).hasValue(0);
            assertThat(only(toy).target()).isEqualTo(Target.service("till"));
        }
    }

    @Test
    void clients_are_kept_apart() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            Signal signal = Signal.of("timeout", Target.service("shop"), Severity.ERROR, "slow");
            toy.aiops.observe(signal.of(Client.of("acme")));
            toy.crank.turn();
            assertThat(toy.scaled).hasValue(0);
            assertThat(only(toy).client()).isEqualTo(Client.of("acme"));
        }
    }

    @Test
    void a_storm_leaves_a_handful_of_entries() {
        try (Toy toy = new Toy()) {
            for (int i = 0; i < 20_000; i++) {
                toy.fail();
            }
            assertThat(toy.aiops.journal().head().position()).isLessThan(50);
            assertThat(only(toy).signals()).isGreaterThan(10_000);
        }
    }

    @Test
    void more_signals_than_there_is_room_for_are_dropped_and_counted() {
        try (Toy toy = new Toy()) {
            for (int i = 0; i < Engine.CAPACITY + 5; i++) {
                toy.aiops.observe(Signal.of("timeout", Target.service("shop"), Severity.ERROR, "slow"));
            }
            assertThat(toy.aiops.health().degradations()).containsKey("signals.dropped");
            assertThat(toy.aiops.health().figures()).containsEntry("signals.dropped", 5L);
            toy.crank.turn();
            assertThat(toy.aiops.incidents().open()).hasSize(1);
        }
    }

    @Test
    void a_listener_sees_every_entry_in_order_and_one_that_throws_hurts_nobody() {
        List<Entry> seen = new ArrayList<>();
        try (Toy toy = new Toy(builder -> builder.listener(entry -> {
                    throw new IllegalStateException("a bad listener");
                })
                .listener(seen::add))) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.aiops.incidents().open()).isEmpty();
            assertThat(seen).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
            assertThat(seen).hasSizeGreaterThan(5);
            assertThat(toy.aiops.health().degradations()).containsKey("loop.failures");
        }
    }

    @Test
    void an_executor_that_does_things_at_once_delivers_each_entry_once() {
        List<Entry> seen = new ArrayList<>();
        try (Toy toy = new Toy(builder -> builder.executor(Runnable::run).listener(seen::add))) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.aiops.incidents().open()).isEmpty();
            assertThat(seen).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void a_model_chooses_where_rules_cannot_tell_and_sees_no_text_of_the_failure() {
        ScriptedModel model = ScriptedModel.saying(" {\"type\": \"transient\"}\n");
        try (Toy toy = new Toy(builder -> builder.model(model))) {
            toy.fault = new IllegalStateException("flux capacitor, token=s3cr3t");
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.executions().get(0).failureType()).isEqualTo(FailureType.TRANSIENT);
            assertThat(model.prompts())
                    .singleElement()
                    .asString()
                    .doesNotContain("s3cr3t")
                    .contains("restart");
        }
    }

    @Test
    void a_model_that_fails_or_says_something_else_changes_nothing() {
        List<ScriptedModel> models =
                List.of(ScriptedModel.saying("I would approve it and run it now."), ScriptedModel.answering(prompt -> {
                    throw new IllegalStateException("429");
                }));
        for (ScriptedModel model : models) {
            try (Toy toy = new Toy(builder -> builder.model(model))) {
                toy.fault = new IllegalStateException("flux capacitor");
                toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
                toy.fail();
                assertThat(toy.executions().get(0).failureType()).isEqualTo(FailureType.UNKNOWN);
                assertThat(toy.aiops.reviews().pending()).isEmpty();
            }
        }
    }

    @Test
    void the_same_story_gives_the_same_ids_in_every_replay() {
        assertThat(streams()).isEqualTo(streams());
    }

    private static List<String> streams() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            toy.fail();
            return toy.aiops.journal().entries(0, 1_000).stream()
                    .map(entry -> entry.position() + " " + entry.type() + " " + entry.stream() + " " + entry.payload())
                    .toList();
        }
    }

    @Test
    void a_person_may_ask_for_an_approved_version_and_only_an_approver() throws Exception {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.WHEN_ASKED, 8, "scale", "restart");
            Target shop = Target.service("shop");
            assertThatThrownBy(() -> toy.aiops.runs().run(RunRequest.of(v1, shop, Toy.ALICE)))
                    .isInstanceOf(NotApprovedException.class)
                    .hasMessageContaining("alice");
            assertThat(toy.aiops.runs().run(RunRequest.of(v1, shop, Toy.BOB)).success())
                    .isTrue();
        }
    }
}
