package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.KeptFolds;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What became of drafts, in figures. */
class ImprovementFoldTest {

    private static final Instant EVER = Instant.EPOCH;

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);

    @Test
    void drafts_count_when_they_are_made_and_when_somebody_decides() {
        try (Toy toy = new Toy(clock, builder -> builder.stores(stores))) {
            assertThat(toy.aiops.learning().improvements(EVER).generated()).isZero();
            toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            toy.fail();
            Learning.Improvements waits = toy.aiops.learning().improvements(EVER);
            assertThat(waits.generated())
                    .as("what a person submits is no draft")
                    .isEqualTo(1);
            assertThat(waits.waiting()).isEqualTo(1);
            assertThat(waits.approved()).isZero();

            clock.advance(Duration.ofHours(2));
            String draft = toy.aiops.reviews().pending().get(0).id();
            toy.aiops.reviews().approve(draft, Toy.BOB);
            Learning.Improvements decided = toy.aiops.learning().improvements(EVER);
            assertThat(decided.waiting()).isZero();
            assertThat(decided.approved()).isEqualTo(1);
            assertThat(decided.rejected()).isZero();
            assertThat(decided.toDecision()).isBetween(Duration.ofMinutes(108), Duration.ofMinutes(132));

            assertThat(toy.aiops.learning().improvements(clock.instant()).generated())
                    .as("the day counts as a whole")
                    .isEqualTo(1);
            Instant later = clock.instant().plus(Duration.ofDays(1));
            assertThat(toy.aiops.learning().improvements(later).approved()).isZero();
            ImprovementFold fold = new ImprovementFold(Seal.with(Toy.KEY));
            KeptFolds.check(fold, new ArrayList<>(stores.journal().readAll(0, 1_000)));
        }
    }

    @Test
    void what_is_rejected_counts_as_such() {
        try (Toy toy = new Toy(clock, builder -> builder.stores(stores))) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            toy.fail();
            toy.aiops.reviews().reject(toy.aiops.reviews().pending().get(0).id(), Toy.BOB, "too risky");
            Learning.Improvements decided = toy.aiops.learning().improvements(EVER);
            assertThat(decided.rejected()).isEqualTo(1);
            assertThat(decided.approved() + decided.waiting() + decided.closed())
                    .isZero();
        }
    }
}
