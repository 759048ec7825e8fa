package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.Effect;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.analyze.FailureAnalyzer;
import io.aiops4j.learning.improve.Draft;
import io.aiops4j.learning.improve.RunbookImprover;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is learned from each run that did not help: once, kept with its reasons, and parked when it cannot be. */
@Timeout(60)
class LearningTest {

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);
    private final Toy toy = new Toy(builder -> builder.stores(stores).clock(clock));
    private final RecordStore<Learned> kept = stores.records(Learned.KIND, Learned.CODEC);
    private final Attempts attempts = new Attempts(kept, stores.leases(), "node", Redactor.standard());

    @AfterEach
    void close() {
        toy.close();
    }

    private Learner learner(FailureAnalyzer analyzer) {
        return new Learner(
                stores.records(ExecutionResult.KIND, ExecutionResult.CODEC),
                toy.aiops.runbooks(),
                attempts,
                analyzer,
                proposer((parent, failure, analysis, version) -> Draft.none("no better version of " + parent.label())),
                new RunFeedback(stores.journal(), Seal.none()));
    }

    private Proposer proposer(RunbookImprover improver) {
        return new Proposer(
                toy.aiops.runbooks(),
                improver,
                stores.records(ExecutionResult.KIND, ExecutionResult.CODEC),
                action -> action.equals("scale")
                        ? signature("scale", List.of(Parameter.number("to")), "workers.configured = ${to}")
                        : signature("restart", List.of(), "workers = workers.configured"));
    }

    private static ActionSignature signature(String name, List<Parameter> parameters, String effect) {
        return new ActionSignature(name, parameters, Risk.LOW, true, true, List.of(Effect.parse(effect)));
    }

    @Test
    void a_draft_that_would_have_fixed_nothing_is_kept_as_no_proposal_with_the_reason() {
        ExecutionResult failed = unlearned();
        int waiting = toy.aiops.reviews().pending().size();
        RunbookImprover useless = (parent, failure, analysis, version) -> Draft.of(new Runbook(
                parent.id(),
                version,
                "the same under another title",
                parent.platform(),
                parent.incidentTypes(),
                parent.parameters(),
                parent.preconditions(),
                parent.steps(),
                parent.verification(),
                parent.watch(),
                parent.rollback(),
                new Runbook.Origin(true, parent.version(), "why not")));
        Learner learner = new Learner(
                stores.records(ExecutionResult.KIND, ExecutionResult.CODEC),
                toy.aiops.runbooks(),
                attempts,
                (result, runbook) ->
                        new Analysis(FailureType.RUNBOOK_INSUFFICIENT, "it did not help", List.of(), 1, "rule: test"),
                proposer(useless),
                new RunFeedback(stores.journal(), Seal.none()));
        Learned learned = learner.learn(Client.DEFAULT, failed).orElseThrow();
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.NO_PROPOSAL);
        assertThat(learned.detail())
                .isEqualTo("the draft was refused: it fixes nothing:"
                        + " would have fixed 0 of 1, would have broken 0, cannot tell 0");
        assertThat(toy.aiops.reviews().pending()).hasSize(waiting);
    }

    /** A failed run that nobody has learned from. */
    private ExecutionResult unlearned() {
        toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
        toy.fail();
        ExecutionResult failed = toy.executions().get(0);
        kept.erase(List.of(failed.executionId()));
        return failed;
    }

    private Learned only() {
        List<Learned> all = toy.aiops.learning().find(Query.all()).records();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void the_cause_is_kept_with_evidence_confidence_and_source_and_what_came_of_it() {
        toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
        toy.fail();
        ExecutionResult failed = toy.executions().get(0);
        Learned learned = only();
        assertThat(learned.executionId()).isEqualTo(failed.executionId());
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.PROPOSED);
        assertThat(learned.detail())
                .isEqualTo(toy.aiops.reviews().pending().get(0).id());
        assertThat(learned.attempts()).isEqualTo(1);
        Analysis analysis = learned.analysis();
        assertThat(analysis.type()).isEqualTo(FailureType.RUNBOOK_INSUFFICIENT);
        assertThat(analysis.evidence()).contains(failed.evidenceId(), failed.evidenceId() + "/after/workers");
        assertThat(analysis.confidence()).isEqualTo(0.8);
        assertThat(analysis.source()).isEqualTo("rule: declared effects");
        assertThat(toy.aiops.reviews().pending().get(0).why()).contains(failed.evidenceId() + "/after/workers");
        assertThat(Learned.CODEC.decode(Learned.CODEC.encode(learned))).isEqualTo(learned);
    }

    @Test
    void what_cannot_be_mended_by_a_runbook_and_what_nobody_knows_a_better_one_for_say_so() {
        toy.fault = new IllegalStateException("permission denied");
        toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
        toy.fail();
        assertThat(only().outcome()).isEqualTo(Learned.Outcome.NOT_IMPROVABLE);
        assertThat(only().detail()).contains("permission denied");

        ExecutionResult failed = toy.executions().get(0);
        kept.erase(List.of(failed.executionId()));
        Learner learner = learner((result, runbook) ->
                new Analysis(FailureType.TRANSIENT, "it is busy", List.of(), 1, "rule: of the test"));
        Learned learned = learner.learn(Client.DEFAULT, failed).orElseThrow();
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.NO_PROPOSAL);
        assertThat(learned.detail()).contains("no better version of shop-slow v1");
    }

    @Test
    void an_analysis_that_keeps_failing_is_parked_and_seen() {
        ExecutionResult failed = unlearned();
        AtomicInteger asked = new AtomicInteger();
        Learner learner = learner((result, runbook) -> {
            asked.incrementAndGet();
            throw new IllegalStateException("the analyzer is broken, password=hunter2hunter2");
        });
        Learned learned = learner.learn(Client.DEFAULT, failed).orElseThrow();
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.PARKED);
        assertThat(learned.detail())
                .contains("3 times")
                .contains("the analyzer is broken")
                .doesNotContain("hunter2");
        assertThat(learner.learn(Client.DEFAULT, failed)).contains(learned);
        assertThat(asked).hasValue(Learned.MOST_ATTEMPTS);
        assertThat(attempts.parked()).isEqualTo(1);
        assertThat(toy.aiops
                        .learning()
                        .find(Query.all().where("outcome", "parked"))
                        .records())
                .containsExactly(learned);
    }

    @Test
    void one_that_fails_twice_and_then_does_not_is_learned_from() {
        ExecutionResult failed = unlearned();
        AtomicInteger asked = new AtomicInteger();
        Learner learner = learner((result, runbook) -> {
            if (asked.incrementAndGet() < Learned.MOST_ATTEMPTS) {
                throw new IllegalStateException("not yet");
            }
            return new Analysis(FailureType.UNKNOWN, "nobody knows", List.of(), 0, "rule: of the test");
        });
        assertThat(learner.learn(Client.DEFAULT, failed).orElseThrow().outcome())
                .isEqualTo(Learned.Outcome.NOT_IMPROVABLE);
        assertThat(attempts.parked()).isZero();
    }

    @Test
    void one_that_took_its_node_down_each_time_is_parked_without_being_asked_again() {
        ExecutionResult failed = unlearned();
        for (int attempts = 0; attempts < Learned.MOST_ATTEMPTS; attempts++) {
            // an error that nothing contains ends the node: what is left is what was stored before
            Learner doomed = learner((result, runbook) -> {
                throw new OutOfMemoryError("of the test");
            });
            assertThatThrownBy(() -> doomed.learn(Client.DEFAULT, failed)).isInstanceOf(OutOfMemoryError.class);
        }
        AtomicInteger asked = new AtomicInteger();
        Learner next = learner((result, runbook) -> {
            asked.incrementAndGet();
            throw new AssertionError();
        });
        assertThat(next.learn(Client.DEFAULT, failed).orElseThrow().outcome()).isEqualTo(Learned.Outcome.PARKED);
        assertThat(asked).hasValue(0);
    }

    @Test
    void two_nodes_analyse_an_execution_once() throws Exception {
        ExecutionResult failed = unlearned();
        Entry ended = toy.aiops.journal().entries(0, 1_000).stream()
                .filter(entry -> entry.is(RunEntries.ENDED))
                .findFirst()
                .orElseThrow();
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FailureAnalyzer slow = (result, runbook) -> {
            asked.incrementAndGet();
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return new Analysis(FailureType.UNKNOWN, "nobody knows", List.of(), 0, "rule: of the test");
        };
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Optional<Learned>> first = thread.submit(() -> learner(slow).learn(Client.DEFAULT, failed));
        begun.await();
        Learner other = learner(slow);
        assertThat(other.learn(Client.DEFAULT, failed)).isEmpty();
        assertThat(other.learnFrom(ended)).isEqualTo(LeasedFollower.Worked.LATER);
        assertThatThrownBy(() -> toy.aiops.learning().analyze(failed)).hasMessageContaining("at this moment");
        go.countDown();
        Learned learned = first.get().orElseThrow();
        thread.shutdown();
        assertThat(other.learn(Client.DEFAULT, failed)).contains(learned);
        assertThat(other.learnFrom(ended)).isEqualTo(LeasedFollower.Worked.DONE);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoever_wants_to_wait_gets_it_at_once_and_a_success_is_refused() {
        ExecutionResult failed = unlearned();
        Learned learned = toy.aiops.learning().analyze(failed);
        assertThat(learned.outcome()).isEqualTo(Learned.Outcome.KNOWN); // the same draft waits already
        assertThat(toy.aiops.learning().analyze(failed)).isEqualTo(learned);
        ExecutionResult helped = failed.verified(io.aiops4j.core.verify.Verification.passed("a look", 1));
        assertThatThrownBy(() -> toy.aiops.learning().analyze(helped))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("helped");
    }

    @Test
    void a_broken_improver_parks_too_and_the_loop_goes_on() {
        ExecutionResult failed = unlearned();
        RunbookImprover broken = (parent, failure, analysis, version) -> {
            throw new IllegalStateException("no draft today");
        };
        Learner learner = new Learner(
                stores.records(ExecutionResult.KIND, ExecutionResult.CODEC),
                toy.aiops.runbooks(),
                new Attempts(kept, stores.leases(), "another node", Redactor.standard()),
                (result, runbook) -> new Analysis(FailureType.TRANSIENT, "busy", List.of(), 1, "rule"),
                proposer(broken),
                new RunFeedback(stores.journal(), Seal.none()));
        assertThat(learner.learn(Client.DEFAULT, failed).orElseThrow().detail()).contains("no draft today");
    }

    @Test
    void backlog_and_progress_are_in_health() {
        toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
        toy.fail();
        assertThat(toy.aiops.health().figures())
                .containsEntry("learning.analysed", 1L)
                .containsEntry("learning.parked", 0L)
                .containsKey("learning.backlog");
        assertThat(toy.aiops.health().degradations()).doesNotContainKey("learning.parked");
    }
}
