package io.aiops4j.detect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AdaptiveDetectorContractTest extends DetectorContract {

    @Override
    Detector fresh() {
        return Detectors.adaptive();
    }

    @Override
    int largestState() {
        return 2_300;
    }

    /** Twenty orders of magnitude: by a power of two everything scales exactly, so the scores must be the same bits. */
    @Property(tries = 100)
    void scoresTheSameInAnyUnit(@ForAll long seed, @ForAll @IntRange(min = -26, max = 40) int power) {
        double factor = Math.scalb(1.0, power);
        Detector one = fresh();
        Detector other = fresh();
        var noise = Streams.noise(seed);
        for (int i = 0; i < 500; i++) {
            double value = i == 300 ? 400 : noise.applyAsDouble(i);
            Score expected = one.observe(new Observation(Streams.minute(i), value));
            Score scaled = other.observe(new Observation(Streams.minute(i), value * factor));
            assertThat(scaled.value()).isEqualTo(expected.value());
            assertThat(scaled.upper()).isEqualTo(expected.upper() * factor);
        }
    }

    @Property(tries = 100)
    void isTheSameUpsideDown(@ForAll long seed) {
        Detector up = fresh();
        Detector down = fresh();
        var noise = Streams.noise(seed);
        for (int i = 0; i < 500; i++) {
            double value = i > 300 ? noise.applyAsDouble(i) + 60 : noise.applyAsDouble(i);
            Score above = up.observe(new Observation(Streams.minute(i), value));
            Score below = down.observe(new Observation(Streams.minute(i), -value));
            assertThat(below.value()).isEqualTo(above.value());
            assertThat(below.lower()).isEqualTo(-above.upper());
        }
    }
}
