package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.KeptFolds;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.Check;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people do again and again against incidents without a runbook becomes one, which waits for a person. */
@Timeout(60)
class RecurringTest {

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);
    private final Toy toy = new Toy(clock, builder -> builder.stores(stores));

    @AfterEach
    void close() {
        toy.close();
    }

    private List<Proposal> pending() {
        return toy.aiops.reviews().pending();
    }

    @Test
    void the_third_time_the_same_helped_it_is_proposed_as_a_runbook() {
        assertThat(toy.resolved(toy::scale)).isNull();
        assertThat(toy.resolved(toy::scale)).isNull();
        Learned learned = toy.resolved(toy::scale);
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.PROPOSED);
        Proposal proposal = pending().get(0);
        assertThat(learned.detail()).isEqualTo(proposal.id());
        assertThat(proposal.why())
                .contains("in 3 of the last 3 incidents of type timeout that were resolved, scale{to=8}, restart{} was")
                .contains("what changed each time: workers, workers.configured")
                .contains("would have come about in 3 of 3");
        Runbook draft =
                toy.aiops.runbooks().against(Client.DEFAULT, "timeout").get(0).runbook();
        assertThat(draft.id()).startsWith("timeout-scale-restart-");
        assertThat(draft.origin().generated()).isTrue();
        assertThat(draft.steps())
                .extracting(step -> step.action() + step.parameters())
                .containsExactly("scale{to=8}", "restart{}");
        assertThat(draft.verification())
                .containsExactly(Check.parse("workers > 5"), Check.parse("workers.configured > 5"));
    }

    @Test
    void once_a_person_approved_it_it_helps_without_one() {
        toy.resolved(toy::scale);
        toy.resolved(toy::scale);
        String draft = toy.resolved(toy::scale).detail();
        toy.aiops.reviews().approve(draft, Toy.BOB, Grant.in(Scope.service("shop")));
        toy.crank.turn();
        toy.workers = 2;
        toy.configured = 2;
        toy.fail();
        Proposal asks = pending().get(0);
        assertThat(asks.kind()).isEqualTo("run-now");
        toy.aiops.reviews().approve(asks.id(), Toy.BOB);
        toy.crank.turn();
        assertThat(toy.workers).isEqualTo(8);
        assertThat(toy.aiops.incidents().open()).isEmpty();
    }

    @Test
    void nothing_of_it_runs_before_a_person_approved_it() {
        for (int i = 0; i < 5; i++) {
            toy.resolved(toy::scale);
        }
        assertThat(toy.scaled).hasValue(0);
        assertThat(pending()).hasSize(1);
    }

    @Test
    void what_a_person_rejected_is_not_proposed_again() {
        toy.resolved(toy::scale);
        toy.resolved(toy::scale);
        String draft = toy.resolved(toy::scale).detail();
        toy.aiops.reviews().reject(draft, Toy.BOB, "it hides a leak");
        assertThat(toy.resolved(toy::scale).outcome()).isEqualTo(Learned.Outcome.KNOWN);
        assertThat(pending()).isEmpty();
    }

    @Test
    void where_nothing_was_recorded_it_says_how_to_record() {
        toy.resolved(recorder -> {});
        toy.resolved(recorder -> {});
        Learned learned = toy.resolved(recorder -> {});
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.NO_PROPOSAL);
        assertThat(learned.detail())
                .isEqualTo("nothing was recorded that was done in any of 3 incidents: record it with"
                        + " executions().against(incident)");
    }

    @Test
    void a_runbook_that_people_run_against_another_kind_of_incident_is_proposed_for_it() {
        RunbookVersion version = toy.againstSomethingElse();
        Consumer<Incident> run = incident -> {
            toy.aiops
                    .runs()
                    .queue(RunRequest.of(version, incident.target(), Toy.BOB).against(incident));
            toy.crank.turn();
        };
        List<Learned> learned = List.of();
        for (int i = 0; i < 3; i++) {
            toy.workers = 2;
            toy.configured = 2;
            clock.advance(Duration.ofHours(2));
            toy.fail();
            run.accept(toy.aiops.incidents().open().get(0));
            assertThat(toy.aiops.incidents().open()).isEmpty();
            learned = toy.aiops.learning().find(Query.all()).records();
        }
        assertThat(learned).hasSize(1);
        Runbook draft = toy.aiops
                .runbooks()
                .versions(Client.DEFAULT, "timeout-more-workers")
                .get(0)
                .runbook();
        assertThat(draft.steps()).isEqualTo(version.runbook().steps());
        assertThat(draft.verification()).isEqualTo(version.runbook().verification());
        assertThat(draft.incidentTypes()).containsExactly("timeout");
        assertThat(draft.origin().why()).contains("what more-workers v1 verifies");
    }

    @Test
    void a_kind_that_has_a_runbook_is_left_alone() {
        toy.approved(Approval.Mode.WHEN_ASKED, 8, "scale", "restart");
        for (int i = 0; i < 4; i++) {
            assertThat(toy.resolved(toy::scale)).isNull();
        }
    }

    @Test
    void what_was_forgotten_does_not_count() {
        toy.resolved(toy::scale);
        toy.resolved(toy::scale);
        List<Incident> first = stores.journal().readAll(0, 1_000).stream()
                .filter(entry -> entry.type().name().equals("incident.opened"))
                .map(entry -> toy.aiops
                        .incidents()
                        .byId(entry.stream().substring("incident/".length()))
                        .orElseThrow())
                .toList();
        toy.aiops.forget(Selector.incident(first.get(0).id()), Toy.BOB, "a drill");
        assertThat(toy.resolved(toy::scale)).isNull();
        assertThat(toy.resolved(toy::scale).outcome()).isEqualTo(Learned.Outcome.PROPOSED);
    }

    @Test
    void which_incidents_were_resolved_is_the_same_from_every_snapshot() {
        toy.resolved(toy::scale);
        toy.resolved(toy::scale);
        toy.fail();
        Journal journal = stores.journal();
        KeptFolds.check(new ResolvedFold(), journal.readAll(0, 1_000));
    }

    @Test
    void an_incident_is_learned_from_once() {
        toy.resolved(toy::scale);
        toy.resolved(toy::scale);
        toy.resolved(toy::scale);
        long analysed = toy.aiops.learning().analysed();
        try (Toy again = new Toy(clock, builder -> builder.stores(stores))) {
            again.crank.turn();
            assertThat(again.aiops.learning().analysed()).isZero();
        }
        assertThat(analysed).isEqualTo(1);
    }

    private Learned alerted(int queue) {
        return toy.alerted(
                "queue_stuck",
                "jobs",
                "Queue imports-" + queue + " is stuck: " + queue + " messages, oldest for " + queue + " min");
    }

    @Test
    void what_something_else_noticed_again_and_again_is_proposed_as_a_pattern() {
        alerted(4);
        alerted(17);
        Proposal proposal = toy.aiops.reviews().byId(alerted(300).detail()).orElseThrow();
        assertThat(proposal.kind()).isEqualTo("pattern");
        assertThat(proposal.diff())
                .contains(
                        "+ regex: (?s)\\bQueue\\b.*\\bis\\b.*\\bstuck\\b.*\\bmessages\\b.*\\boldest\\b.*\\bfor\\b.*\\bmin\\b");
        assertThat(proposal.why()).contains("3 incidents of type queue_stuck").contains("nothing was recorded");
        LogLine line = LogLine.of("jobs", "2026-01-01 WARN Queue exports is stuck: 9 messages, oldest for 8 min");
        toy.aiops.observe(line);
        toy.crank.turn();
        assertThat(toy.aiops.incidents().open()).as("before it is approved").isEmpty();
        toy.aiops.reviews().approve(proposal.id(), Toy.BOB, Scope.service("jobs"));
        toy.crank.turn();
        toy.aiops.observe(LogLine.of("shop", line.message()));
        toy.crank.turn();
        assertThat(toy.aiops.incidents().open()).as("where it was not approved").isEmpty();
        toy.aiops.observe(line);
        toy.crank.turn();
        assertThat(toy.aiops.incidents().open()).extracting(Incident::type).containsExactly("queue_stuck");
    }

    @Test
    void a_pattern_is_looked_for_on_every_node_after_every_start_until_it_is_revoked() {
        AlertPattern stuck = AlertPattern.of("stuck", "queue \\w+ is stuck", "queue_stuck", Severity.ERROR);
        String proposal = toy.aiops.learning().patterns().submit(stuck, Toy.ALICE, "seen often");
        toy.aiops.reviews().approve(proposal, Toy.BOB);
        toy.crank.turn();
        assertThat(toy.aiops.learning().patterns().approved()).containsExactly(stuck);
        try (Toy other = new Toy(clock, builder -> builder.stores(stores))) {
            assertThat(other.aiops.learning().patterns().approved()).containsExactly(stuck);
        }
        toy.aiops.reviews().revoke(proposal, Toy.BOB, "too many");
        toy.crank.turn();
        assertThat(toy.aiops.learning().patterns().approved()).isEmpty();
        assertThat(toy.aiops.learning().patterns().match(LogLine.of("any", "queue a is stuck")))
                .isEmpty();
    }

    @Test
    void a_pattern_that_was_rejected_is_not_proposed_again() {
        alerted(4);
        alerted(17);
        toy.aiops.reviews().reject(alerted(300).detail(), Toy.BOB, "finds too much");
        assertThat(alerted(5).outcome()).isEqualTo(Learned.Outcome.KNOWN);
    }
}
