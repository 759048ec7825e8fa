package io.aiops4j.jmh.eval;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.aiops4j.detect.Observation;
import java.util.function.ToDoubleFunction;

/** RandomCutForest, the peer; of 1, 4, 8 and 48 values a shingle 1 does best on NAB, and with a threshold 48. */
final class Forests {

    private static final long SEED = 42;
    private static final int TREES = 50;
    private static final int SAMPLE = 256;

    private Forests() {}

    static ToDoubleFunction<Observation> plain(int shingle) {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(shingle)
                .shingleSize(shingle)
                .internalShinglingEnabled(true)
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

    static ToDoubleFunction<Observation> thresholded(int shingle) {
        ThresholdedRandomCutForest forest = ThresholdedRandomCutForest.builder()
                .dimensions(shingle)
                .shingleSize(shingle)
                .sampleSize(SAMPLE)
                .numberOfTrees(TREES)
                .randomSeed(SEED)
                .build();
        return observation -> forest.process(
                        new double[] {observation.value()}, observation.time().getEpochSecond())
                .getAnomalyGrade();
    }
}
