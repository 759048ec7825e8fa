package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.AiopsListener;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.notify.Notice;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A new version that helps less than the one that it was made from. */
class SuspensionTest {

    private static final Seal SEAL = Seal.with(Toy.KEY);

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);
    private final BlockingQueue<Notice> told = new LinkedBlockingQueue<>();

    private Toy node(String name) {
        return new Toy(builder ->
                builder.stores(stores).node(name).clock(clock).listener(AiopsListener.escalations(told::add)));
    }

    private static RunbookVersion worse(Toy toy) {
        String id = toy.aiops.runbooks().submit(RunbookCodec.fromYaml("""
                id: shop-slow
                version: 2
                incidentTypes: [timeout]
                parameters: [{name: to, type: number, preset: 8, min: 1, max: 64}]
                verification: ["workers >= workers.needed"]
                origin: {parent: 1}
                steps:
                - {name: restart, action: restart}
                - {name: scale, action: scale, parameters: {to: "${to}"}}
                """), Toy.ALICE);
        toy.aiops.reviews().approve(id, Toy.BOB, Grant.in(Scope.service("shop")).mode(Approval.Mode.AT_ONCE));
        return toy.aiops.runbooks().versions(Client.DEFAULT, "shop-slow").get(1);
    }

    private void ended(Digest version, String run, int number, boolean helped) {
        RunEntries.Ended end = new RunEntries.Ended(
                "shop-slow",
                number,
                version.hex(),
                null,
                ExecutionResult.Status.COMPLETED,
                helped ? Verification.Outcome.PASSED : Verification.Outcome.NOT_PASSED,
                helped);
        stores.journal()
                .append(Append.by(Actor.system("runner"))
                        .require(RunEntries.stream(run), 0)
                        .add(RunEntries.stream(run), RunEntries.ENDED, end)
                        .sealedWith(SEAL));
    }

    /** Fifty good runs of the first version, and ten bad ones of the second. */
    private RunbookVersion dropped(Toy toy) {
        RunbookVersion first = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
        for (int i = 0; i < 50; i++) {
            ended(first.digest(), "good-" + i, 1, true);
        }
        RunbookVersion second = worse(toy);
        for (int i = 0; i < 10; i++) {
            ended(second.digest(), "bad-" + i, 2, false);
        }
        toy.aiops.observe(Signal.of("anything", Target.service("till"), Severity.INFO, "so that it looks"));
        toy.crank.turn();
        return second;
    }

    private static Proposal proposal(Toy toy, RunbookVersion version) {
        return toy.aiops.reviews().byId(version.proposalId()).orElseThrow();
    }

    @Test
    void a_version_that_helps_less_than_its_parent_is_suspended_and_the_parent_runs_again() {
        try (Toy toy = node("one")) {
            RunbookVersion second = dropped(toy);
            Proposal suspended = proposal(toy, second);
            assertThat(suspended.state()).isEqualTo(Proposal.State.PENDING);
            assertThat(suspended.priority()).isEqualTo(Proposal.Priority.HIGH);
            assertThat(suspended.note())
                    .startsWith("shop-slow v2 helps less often than version 1: it helped in 0 of 10 runs,"
                            + " and its parent in 50 of 50.");
            toy.fail();
            assertThat(toy.workers).isEqualTo(8);
            assertThat(toy.executions())
                    .extracting(ExecutionResult::runbookVersion)
                    .containsExactly(1);
        }
    }

    @Test
    void people_are_told_of_it_as_of_an_escalation() throws InterruptedException {
        try (Toy toy = node("one")) {
            RunbookVersion second = dropped(toy);
            Notice notice = told.poll(20, TimeUnit.SECONDS);
            while (notice != null && !notice.title().equals("A change was suspended")) {
                notice = told.poll(20, TimeUnit.SECONDS);
            }
            assertThat(notice).isNotNull();
            assertThat(notice.text()).isEqualTo(proposal(toy, second).note());
            assertThat(notice.labels()).containsEntry("proposal", second.proposalId());
        }
    }

    @Test
    void it_stays_suspended_on_other_nodes_and_after_a_restart() {
        RunbookVersion second;
        try (Toy one = node("one");
                Toy two = node("two")) {
            second = dropped(one);
            two.crank.turn();
            assertThat(proposal(two, second).state()).isEqualTo(Proposal.State.PENDING);
            assertThatThrownBy(() -> two.aiops.runs().run(RunRequest.of(second, Target.service("shop"), Toy.BOB)))
                    .isInstanceOf(NotApprovedException.class);
        }
        try (Toy again = node("one")) {
            assertThat(proposal(again, second).state()).isEqualTo(Proposal.State.PENDING);
            assertThat(again.aiops.runbooks().candidates(Client.DEFAULT, "timeout", Target.service("shop")))
                    .singleElement()
                    .satisfies(
                            one -> assertThat(one.version().runbook().version()).isEqualTo(1));
        }
    }

    @Test
    void only_people_let_it_run_again_and_what_they_approved_again_is_left_to_them() {
        try (Toy toy = node("one")) {
            RunbookVersion second = dropped(toy);
            assertThatThrownBy(() -> toy.aiops.reviews().approve(second.proposalId(), Actor.system("improver")))
                    .isInstanceOf(ReviewException.class);
            assertThatThrownBy(() -> toy.aiops.reviews().approve(second.proposalId(), Toy.ALICE))
                    .isInstanceOf(ReviewException.class);
            toy.aiops.reviews().approve(second.proposalId(), Toy.BOB);
            assertThat(proposal(toy, second).state()).isEqualTo(Proposal.State.APPROVED);
            clock.advance(Duration.ofMinutes(1));
            ended(second.digest(), "bad-again", 2, false);
            toy.fail();
            assertThat(proposal(toy, second).state()).isEqualTo(Proposal.State.APPROVED);
        }
    }

    @Test
    void a_person_does_not_suspend_and_a_line_that_nobody_sealed_suspends_nothing() {
        try (Toy toy = node("one")) {
            RunbookVersion first = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            assertThatThrownBy(() -> toy.aiops.reviews().suspend(first.proposalId(), Toy.BOB, "no"))
                    .isInstanceOf(ReviewException.class)
                    .hasMessageContaining("Revoke it instead");
            for (int i = 0; i < 50; i++) {
                ended(first.digest(), "good-" + i, 1, true);
            }
            RunbookVersion second = worse(toy);
            for (int i = 0; i < 10; i++) {
                RunEntries.Ended end = new RunEntries.Ended(
                        "shop-slow",
                        2,
                        second.digest().hex(),
                        null,
                        ExecutionResult.Status.COMPLETED,
                        Verification.Outcome.NOT_PASSED,
                        false);
                stores.journal()
                        .append(Append.by(Actor.system("runner"))
                                .add(RunEntries.stream("forged-" + i), RunEntries.ENDED, end));
            }
            toy.fail();
            assertThat(proposal(toy, second).state()).isEqualTo(Proposal.State.APPROVED);
            assertThat(List.copyOf(told)).noneMatch(notice -> notice.title().contains("suspended"));
        }
    }
}
