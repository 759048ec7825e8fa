package io.aiops4j.learning.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

    private static final double THRESHOLD = Confidence.DEFAULT_THRESHOLD;

    @Test
    void without_runs_nothing_is_proven() {
        Confidence none = Confidence.none(THRESHOLD);
        assertThat(none.lowerBound()).isCloseTo(0.05, within(1e-9));
        assertThat(none.proven()).isFalse();
    }

    @Test
    void eight_successes_in_a_row_prove_a_version_at_the_default_threshold() {
        assertThat(Confidence.none(THRESHOLD).successesNeeded()).isEqualTo(8);
        assertThat(new Confidence(1, 0, THRESHOLD).successesNeeded()).isEqualTo(7);
        assertThat(new Confidence(7, 0, THRESHOLD).proven()).isFalse();
        assertThat(new Confidence(8, 0, THRESHOLD).proven()).isTrue();
        assertThat(new Confidence(8, 0, THRESHOLD).successesNeeded()).isZero();
    }

    @Property(tries = 200)
    void without_failures_the_bound_is_the_root_of_the_uncertainty(@ForAll @IntRange(max = 500) int successes) {
        double expected = Math.pow(Confidence.UNCERTAINTY, 1.0 / (successes + 1));
        assertThat(new Confidence(successes, 0, THRESHOLD).lowerBound()).isCloseTo(expected, within(1e-6));
    }

    @Property(tries = 200)
    void a_success_raises_the_bound_and_a_failure_lowers_it(
            @ForAll @IntRange(max = 200) int successes, @ForAll @IntRange(max = 200) int failures) {
        double bound = new Confidence(successes, failures, THRESHOLD).lowerBound();
        assertThat(new Confidence(successes + 1, failures, THRESHOLD).lowerBound())
                .isGreaterThan(bound);
        assertThat(new Confidence(successes, failures + 1, THRESHOLD).lowerBound())
                .isLessThan(bound);
        assertThat(bound).isBetween(0.0, (1.0 + successes) / (2.0 + successes + failures));
    }

    @Property(tries = 50)
    void the_successes_needed_are_exactly_those_that_prove_it(
            @ForAll @IntRange(max = 20) int successes, @ForAll @IntRange(max = 5) int failures) {
        Confidence now = new Confidence(successes, failures, THRESHOLD);
        int needed = now.successesNeeded();
        assertThat(new Confidence(successes + needed, failures, THRESHOLD).proven())
                .isTrue();
        assertThat(needed == 0 || !new Confidence(successes + needed - 1, failures, THRESHOLD).proven())
                .isTrue();
    }
}
