package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two instances over the same stores, as two nodes over one database. */
class NodesTest {

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);

    private Toy node(String name) {
        return new Toy(builder -> builder.stores(stores).node(name).clock(clock));
    }

    private static List<Entry> drafts(Toy toy) {
        return toy.aiops.journal().entries(0, 1_000).stream()
                .filter(entry -> entry.is(ReviewEntries.PROPOSED))
                .filter(entry -> entry.actor().id().equals("improver"))
                .toList();
    }

    @Test
    void what_is_approved_on_one_node_runs_once_on_one_of_them() {
        try (Toy a = node("a");
                Toy b = node("b")) {
            RunbookVersion v1 = a.approved(Approval.Mode.WHEN_PROVEN, 8, "scale", "restart");
            a.fail();
            b.fail();
            assertThat(b.aiops.reviews().pending()).hasSize(1);
            b.aiops.reviews().approve(b.aiops.reviews().pending().get(0).id(), Toy.BOB);
            b.crank.turn();
            a.crank.turn();
            b.crank.turn();
            assertThat(a.scaled.get() + b.scaled.get()).isEqualTo(1);
            assertThat(a.aiops.learning().confidence(Client.DEFAULT, v1.digest()))
                    .isEqualTo(b.aiops.learning().confidence(Client.DEFAULT, v1.digest()));
        }
    }

    @Test
    void a_failure_is_learned_from_on_one_node() {
        try (Toy a = node("a");
                Toy b = node("b")) {
            a.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            b.crank.turn();
            b.fail();
            assertThat(drafts(a)).isEmpty(); // the other node has the lease, and did not look yet
            a.aiops.observe(Signal.of("anything", Target.service("till"), Severity.INFO, "so that it looks"));
            a.crank.turn();
            b.crank.turn();
            assertThat(drafts(a)).hasSize(1);
        }
    }

    @Test
    void when_the_node_that_learns_is_gone_another_one_goes_on_after_its_lease() {
        try (Toy a = node("a")) {
            a.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            try (Toy gone = node("gone")) {
                // it holds the lease and is never heard of again
                clock.advance(LeasedFollower.LIFETIME.plus(Duration.ofSeconds(1)));
                gone.crank.turn();
            }
            a.fail();
            assertThat(drafts(a)).isEmpty();
            clock.advance(LeasedFollower.LIFETIME.plus(Duration.ofSeconds(1)));
            a.fail();
            a.aiops.incidents().resolve(a.aiops.incidents().open().get(0).id(), Toy.BOB, "by hand");
            a.configured = 2;
            a.fail();
            assertThat(drafts(a)).hasSize(1);
        }
    }
}
