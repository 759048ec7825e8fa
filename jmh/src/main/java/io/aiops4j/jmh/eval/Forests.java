package io.aiops4j.jmh.eval;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.aiops4j.detect.Observation;
import java.util.function.ToDoubleFunction;

/** RandomCutForest, the peer, in the settings of 1, 4, 8 and 48 values a shingle that do best on NAB. */
final class Forests {

    private static final long SEED = 42;
    private static final int TREES = 50;
    private static final int SAMPLE = 256;
    private static final int THRESHOLDED_SHINGLE = 48;

    private Forests() {}

    static ToDoubleFunction<Observation> plain() {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(1)
                .sampleSize(SAMPLE)
                .numberOfTrees(TREES)
                .randomSeed(SEED)
                .build();
        return observation -> {
            double[] point = {observation.value()};
            double score = forest.getAnomalyScore(point);
            forest.update(point);
            return score;
        };
    }

    static ToDoubleFunction<Observation> thresholded() {
        ThresholdedRandomCutForest forest = ThresholdedRandomCutForest.builder()
                .dimensions(THRESHOLDED_SHINGLE)
                .shingleSize(THRESHOLDED_SHINGLE)
                .sampleSize(SAMPLE)
                .numberOfTrees(TREES)
                .randomSeed(SEED)
                .build();
        return observation -> forest.process(
                        new double[] {observation.value()}, observation.time().getEpochSecond())
                .getAnomalyGrade();
    }
}
