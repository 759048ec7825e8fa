package io.aiops4j.detect;

class UnlimitedLeakDetectorContractTest extends DetectorContract {

    @Override
    Detector fresh() {
        return Detectors.leak(Leak.ofMemory());
    }

    @Override
    int largestState() {
        return 5_000;
    }
}
