package io.aiops4j.detect;

import java.time.Duration;
import java.time.ZoneId;

/** Other settings than the default, and clocks that are changed twice a year. */
class AdaptiveDetectorInAZoneContractTest extends DetectorContract {

    @Override
    Detector fresh() {
        return Detectors.adaptive(new AdaptiveSettings(
                0.01, 0.2, 0.05, 1, 3, 0.5, Duration.ofMinutes(1), ZoneId.of("Australia/Lord_Howe")));
    }

    @Override
    int largestState() {
        return 2_300;
    }
}
