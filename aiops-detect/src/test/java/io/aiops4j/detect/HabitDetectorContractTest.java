package io.aiops4j.detect;

class HabitDetectorContractTest extends DetectorContract {

    @Override
    Detector fresh() {
        return new HabitDetector();
    }

    @Override
    int largestState() {
        return 200;
    }
}
