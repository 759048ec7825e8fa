package io.aiops4j.detect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LeakDetectorContractTest extends DetectorContract {

    @Override
    Detector fresh() {
        return Detectors.leak(Leak.ofAnything().endingAt(120));
    }

    @Override
    int largestState() {
        return 5_000;
    }

    /** By a power of two everything scales exactly, so the scores must be the same bits. */
    @Property(tries = 20)
    void scoresTheSameInAnyUnit(@ForAll long seed, @ForAll @IntRange(min = -26, max = 40) int power) {
        double factor = Math.scalb(1.0, power);
        Detector one = Detectors.leak(Leak.ofAnything().endingAt(400));
        Detector other = Detectors.leak(Leak.ofAnything().endingAt(400 * factor));
        var noise = Streams.noise(seed);
        for (int i = 0; i < 500; i++) {
            double value = noise.applyAsDouble(i) + 0.5 * i;
            Score expected = one.observe(new Observation(Streams.minute(i), value));
            Score scaled = other.observe(new Observation(Streams.minute(i), value * factor));
            assertThat(scaled.value()).isEqualTo(expected.value());
            assertThat(scaled.features().get("exhaustion.seconds"))
                    .isEqualTo(expected.features().get("exhaustion.seconds"));
        }
    }
}
