package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of first runbooks and patterns holds against people, erasures, failures and hostile names. */
@Timeout(120)
class RecurringPromisesTest {

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final AtomicBoolean fails = new AtomicBoolean();
    private final Stores stores = new Failing(Stores.inMemory(clock));
    private Toy toy = new Toy(clock, builder -> builder.stores(stores));

    /** Stores that fail once to keep that something was proposed. */
    private final class Failing implements Stores {

        private final Stores inner;

        Failing(Stores inner) {
            this.inner = inner;
        }

        @Override
        public Journal journal() {
            return inner.journal();
        }

        @Override
        public Leases leases() {
            return inner.leases();
        }

        @Override
        public <T> RecordStore<T> records(String kind, RecordCodec<T> codec) {
            RecordStore<T> records = inner.records(kind, codec);
            return kind.equals(Learned.KIND) ? new FailingRecords<>(records) : records;
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private final class FailingRecords<T> implements RecordStore<T> {

        private final RecordStore<T> inner;

        FailingRecords(RecordStore<T> inner) {
            this.inner = inner;
        }

        @Override
        public void save(List<T> records) {
            boolean proposed = records.stream()
                    .anyMatch(each -> each instanceof Learned learned && learned.outcome() == Learned.Outcome.PROPOSED);
            if (proposed && fails.compareAndSet(true, false)) {
                throw new IllegalStateException("the database is away");
            }
            inner.save(records);
        }

        @Override
        public Page<T> find(Query query) {
            return inner.find(query);
        }

        @Override
        public Map<String, Long> tally(String of) {
            return inner.tally(of);
        }

        @Override
        public int purge(Instant olderThan) {
            return inner.purge(olderThan);
        }

        @Override
        public int erase(List<String> ids) {
            return inner.erase(ids);
        }
    }

    @AfterEach
    void close() {
        toy.close();
    }

    private String proposed() {
        toy.resolved(toy::scale);
        toy.resolved(toy::scale);
        Learned learned = toy.resolved(toy::scale);
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.PROPOSED);
        return learned.detail();
    }

    private Learned stuck(String tail) {
        return toy.alerted("queue_stuck", "jobs", "Queue imports is stuck " + tail);
    }

    @Test
    void what_was_rejected_does_not_come_back_with_another_figure_or_more_time() {
        toy.aiops.reviews().reject(proposed(), Toy.BOB, "it hides a leak");
        Learned figure = toy.resolved(recorder -> {
            toy.scale(recorder);
            toy.workers = 6;
        });
        Learned time = toy.resolved(recorder -> {
            recorder.label("to", "8").run("scale", () -> {
                toy.configured = 8;
                clock.advance(Duration.ofSeconds(40));
            });
            recorder.run("restart", () -> toy.workers = 7);
        });
        assertThat(List.of(figure.outcome(), time.outcome())).containsOnly(Learned.Outcome.KNOWN);
        assertThat(toy.aiops.reviews().pending()).isEmpty();
    }

    @Test
    void what_was_edited_and_rejected_or_revoked_does_not_come_back() {
        String first = proposed();
        Runbook draft =
                toy.aiops.runbooks().against(Client.DEFAULT, "timeout").get(0).runbook();
        Runbook other = new Runbook(
                draft.id(),
                1,
                "another title",
                draft.platform(),
                draft.incidentTypes(),
                draft.parameters(),
                draft.preconditions(),
                draft.steps(),
                draft.verification(),
                draft.watch(),
                draft.rollback(),
                draft.origin());
        String edited = toy.aiops.runbooks().edit(first, other, Toy.BOB, "a better title");
        toy.aiops.reviews().approve(edited, Actor.person("carol"));
        toy.aiops.reviews().revoke(edited, Actor.person("carol"), "harmful");
        toy.crank.turn();
        assertThat(toy.resolved(toy::scale).outcome()).isEqualTo(Learned.Outcome.KNOWN);
    }

    @Test
    void other_values_are_another_runbook() {
        toy.aiops.reviews().reject(proposed(), Toy.BOB, "eight are too many");
        for (int i = 0; i < 7 && toy.aiops.reviews().pending().isEmpty(); i++) {
            toy.resolved(recorder -> {
                recorder.label("to", "6").run("scale", () -> toy.configured = 6);
                clock.advance(Duration.ofSeconds(1));
                recorder.run("restart", () -> toy.workers = toy.configured);
            });
        }
        assertThat(toy.aiops.reviews().pending().get(0).why()).contains("scale{to=6}");
    }

    @Test
    void of_one_kind_one_pattern_is_proposed_however_the_words_change() {
        for (String tail : List.of("a b c d e f", "a b c d e", "a b c d", "a b c", "a b", "a")) {
            stuck(tail);
        }
        assertThat(toy.aiops.reviews().pending()).hasSize(1);
        toy.aiops.reviews().reject(toy.aiops.reviews().pending().get(0).id(), Toy.BOB, "no");
        assertThat(stuck("since today").outcome()).isEqualTo(Learned.Outcome.KNOWN);
    }

    @Test
    void the_same_words_of_another_service_are_another_pattern() {
        stuck("a");
        stuck("b");
        toy.aiops.reviews().approve(stuck("c").detail(), Toy.BOB, Scope.service("jobs"));
        toy.alerted("queue_stuck", "mail", "Queue imports is stuck");
        toy.alerted("queue_stuck", "mail", "Queue imports is stuck");
        assertThat(toy.alerted("queue_stuck", "mail", "Queue imports is stuck").outcome())
                .isEqualTo(Learned.Outcome.PROPOSED);
    }

    @Test
    void what_is_erased_before_it_was_learned_from_holds_up_nothing() {
        toy.resolved(toy::scale);
        toy.resolved(toy::scale);
        Incident incident = toy.failed();
        toy.scale(toy.aiops.executions().against(incident));
        toy.aiops.incidents().resolve(incident.id(), Toy.ALICE, "done");
        toy.aiops.erase(Selector.incident(incident.id()), Toy.BOB, "it names a person");
        toy.crank.turn();
        assertThat(toy.resolved(toy::scale).outcome()).isEqualTo(Learned.Outcome.PROPOSED);
        assertThat(toy.aiops.learning().backlog()).isZero();
    }

    @Test
    void who_resolved_incidents_can_be_erased() {
        stuck("a");
        Incident incident = opened();
        toy.aiops.incidents().resolve(incident.id(), Toy.ALICE, "done");
        toy.aiops.erase(Selector.actor(Toy.ALICE), Toy.BOB, "she left");
        toy.crank.turn();
        assertThat(stuck("c").outcome()).isEqualTo(Learned.Outcome.PROPOSED);
        assertThat(toy.aiops.learning().parked()).isZero();
    }

    private Incident opened() {
        toy.aiops.observe(Signal.of("queue_stuck", Target.service("jobs"), Severity.ERROR, "Queue imports is stuck b"));
        toy.crank.turn();
        return toy.aiops.incidents().open().get(0);
    }

    @Test
    void where_the_store_failed_behind_the_proposal_it_is_found_again() {
        toy.resolved(toy::scale);
        toy.resolved(toy::scale);
        fails.set(true);
        toy.resolved(toy::scale);
        stuck("meanwhile"); // another entry is a reason to look again
        assertThat(toy.aiops.learning().find(Query.all()).records())
                .extracting(Learned::outcome)
                .containsExactly(Learned.Outcome.KNOWN);
        assertThat(toy.aiops.reviews().pending()).hasSize(1);
    }

    @Test
    void what_a_rule_of_the_host_masked_is_no_value() {
        toy.close();
        toy = new Toy(
                clock,
                builder -> builder.stores(stores)
                        .redactor(Redactor.standard().with(Redactor.Rule.of("customer", "cust-[0-9]{8}")))
                        .action(Action.named("unblock")
                                .parameter(Parameter.text("who"))
                                .run(step -> {})));
        Learned learned = null;
        for (int i = 0; i < 3; i++) {
            learned = toy.resolved(
                    recorder -> recorder.label("who", "cust-12345678").run("unblock", () -> toy.workers = 8));
        }
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.NO_PROPOSAL);
        assertThat(learned.detail()).contains("masked");
    }

    @Test
    void jobs_of_the_host_beside_what_was_done_against_the_incident_do_not_count() {
        Learned learned = null;
        for (int i = 0; i < 3; i++) {
            learned = toy.resolved(recorder -> {
                toy.scale(recorder);
                toy.aiops.executions().recorder().target(Target.service("shop")).record("health-report", () -> 1);
            });
        }
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.PROPOSED);
    }

    @Test
    void what_the_host_did_on_the_target_meanwhile_counts_where_nothing_else_is_known() {
        Learned learned = null;
        for (int i = 0; i < 3; i++) {
            Incident incident = toy.failed();
            toy.scale(toy.aiops.executions().recorder().target(Target.service("shop")));
            learned = toy.resolved(incident);
        }
        assertThat(learned.detail()).contains("nothing is known to have changed each time");
    }

    @Test
    void runs_that_were_forgotten_do_not_count() {
        RunbookVersion version = toy.againstSomethingElse();
        Incident last = null;
        for (int i = 0; i < 3; i++) {
            last = toy.failed();
            toy.aiops
                    .runs()
                    .queue(RunRequest.of(version, last.target(), Toy.BOB).against(last));
            if (i == 0) {
                toy.crank.turn();
                toy.aiops.forget(Selector.run(toy.executions().get(0).executionId()), Toy.BOB, "a drill");
            }
            toy.crank.turn();
        }
        assertThat(toy.learned(last).outcome()).isEqualTo(Learned.Outcome.NO_PROPOSAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP 500",
                "${target.service}",
                "a\nb",
                "<password:1>",
                "it's \"q\"",
                " ",
                "../../etc/x",
                "password=Tr0ub4dor&3-horse",
                "queue_stuck\n+ regex: harmless"
            })
    void a_hostile_type_stops_nothing_and_writes_nothing_into_a_review(String type) {
        for (int i = 0; i < 3; i++) {
            toy.alerted(type, "jobs", "Queue imports is stuck");
        }
        assertThat(toy.aiops.learning().parked()).isZero();
        assertThat(toy.aiops.learning().backlog()).isZero();
        for (Proposal proposal : toy.aiops.reviews().pending()) {
            assertThat(proposal.diff()).doesNotContain("+ regex: harmless").doesNotContain("Tr0ub4dor");
            assertThat(proposal.title()).doesNotContain("\n");
        }
    }
}
