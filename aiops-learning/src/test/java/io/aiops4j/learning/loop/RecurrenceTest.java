package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.confidence.Confidence;
import io.aiops4j.learning.decide.DecisionEntries;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was reported as passed, and comes back. */
class RecurrenceTest {

    private static List<Entry> recurred(Toy toy) {
        return toy.aiops.journal().entries(0, 1_000).stream()
                .filter(entry -> entry.is(RunEntries.RECURRED))
                .toList();
    }

    private static DecisionEntries.Made last(Toy toy, String incident) {
        List<Entry> made = toy.aiops.journal().stream(DecisionEntries.stream(incident));
        return made.get(made.size() - 1).payload().as(DecisionEntries.Made.class);
    }

    @Test
    void an_incident_that_comes_back_turns_the_run_into_a_failure_before_anything_is_decided_about_it() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.aiops
                            .learning()
                            .confidence(Client.DEFAULT, v1.digest())
                            .successes())
                    .isEqualTo(1);
            toy.clock.advance(Duration.ofMinutes(10));
            toy.workers = 2;
            toy.fail();
            Confidence confidence = toy.aiops.learning().confidence(Client.DEFAULT, v1.digest());
            assertThat(confidence.successes()).isZero();
            assertThat(confidence.failures()).isEqualTo(1);
            assertThat(toy.aiops
                            .executions()
                            .statistics(Client.DEFAULT, v1.digest())
                            .successes())
                    .isZero();
            assertThat(recurred(toy)).hasSize(1);
            assertThat(toy.executions()).singleElement().satisfies(result -> {
                assertThat(result.status()).isEqualTo(ExecutionResult.Status.COMPLETED);
                assertThat(result.verification().outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
                assertThat(result.verification().detail()).contains("came back").contains("10 minutes");
                assertThat(result.failureType()).as("it was learned from").isNotNull();
            });
            Incident incident = toy.aiops.incidents().open().get(0);
            assertThat(incident.status()).isEqualTo(Incident.Status.ESCALATED);
            assertThat(last(toy, incident.id()).reasons())
                    .anySatisfy(reason ->
                            assertThat(reason).contains("shop-slow v1").contains("not for long"));
            assertThat(toy.scaled).hasValue(1);
        }
    }

    @Test
    void what_comes_back_after_the_window_is_another_failure() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            toy.clock.advance(Duration.ofMinutes(31));
            toy.workers = 2;
            toy.fail();
            assertThat(recurred(toy)).isEmpty();
            assertThat(toy.aiops
                            .learning()
                            .confidence(Client.DEFAULT, v1.digest())
                            .successes())
                    .isEqualTo(2);
        }
    }

    @Test
    void two_nodes_that_see_it_say_it_once() {
        SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
        Stores stores = Stores.inMemory(clock);
        try (Toy a = new Toy(builder -> builder.stores(stores).node("a").clock(clock));
                Toy b = new Toy(builder -> builder.stores(stores).node("b").clock(clock))) {
            a.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            b.crank.turn();
            a.fail();
            clock.advance(Duration.ofMinutes(1));
            a.workers = 2;
            a.fail();
            b.fail();
            a.fail();
            assertThat(recurred(a)).hasSize(1);
            assertThat(a.scaled.get() + b.scaled.get()).isEqualTo(1);
        }
    }
}
