package io.aiops4j.detect;

import java.time.Duration;

class RuleDetectorContractTest extends DetectorContract {

    @Override
    Detector fresh() {
        return Detectors.rule(Rule.above(100).lasting(Duration.ofMinutes(2)).until(95));
    }

    @Override
    int largestState() {
        return 100;
    }
}
