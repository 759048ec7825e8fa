package io.aiops4j.detect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExhaustionDetectorContractTest extends DetectorContract {

    @Override
    Detector fresh() {
        return Detectors.exhaustion(Limit.above(120));
    }

    @Override
    int largestState() {
        return 5_000;
    }

    @Property(tries = 20)
    void isTheSameUpsideDown(@ForAll long seed) {
        Detector up = Detectors.exhaustion(Limit.above(400));
        Detector down = Detectors.exhaustion(Limit.below(-400));
        var noise = Streams.noise(seed);
        for (int i = 0; i < 500; i++) {
            double value = noise.applyAsDouble(i) + 0.5 * i;
            Score above = up.observe(new Observation(Streams.minute(i), value));
            Score below = down.observe(new Observation(Streams.minute(i), -value));
            assertThat(below.value()).isEqualTo(above.value());
            assertThat(below.upper()).isEqualTo(-above.lower());
            assertThat(below.features().get("exhaustion.lower"))
                    .isEqualTo(above.features().get("exhaustion.lower"));
        }
    }
}
