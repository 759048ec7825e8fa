package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Detection;
import io.aiops4j.detect.Detector;
import io.aiops4j.detect.Detectors;
import io.aiops4j.detect.Observation;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What scores a series, point by point: the shipped default or a peer.
 *
 * @param name as in the figures
 * @param threshold the one that it ships with; none if it has to be chosen with labels in sight
 * @param fresh gives one that has seen nothing
 */
record Judge(String name, OptionalDouble threshold, Supplier<ToDoubleFunction<Observation>> fresh) {

    static final Judge ADAPTIVE = new Judge("adaptive", OptionalDouble.of(Detection.OPENS_AT), () -> {
        Detector detector = Detectors.adaptive();
        return observation -> detector.observe(observation).value();
    });

    /** The anomaly score, which has no natural threshold. */
    static final Judge FOREST = new Judge("rcf", OptionalDouble.empty(), Forests::plain);

    /** With a threshold of its own: whatever it grades above nothing is an anomaly. */
    static final Judge THRESHOLDED_FOREST =
            new Judge("trcf", OptionalDouble.of(Double.MIN_VALUE), Forests::thresholded);

    /** The tail probability of a normal distribution over the last values. */
    static final Judge WINDOWED_GAUSSIAN =
            new Judge("windowed_gaussian", OptionalDouble.empty(), () -> new WindowedGaussian()::score);

    static final List<Judge> ALL = List.of(ADAPTIVE, FOREST, THRESHOLDED_FOREST, WINDOWED_GAUSSIAN);

    /** One score per point; 0 for a point without a value. */
    double[] scores(LabelledSeries series) {
        ToDoubleFunction<Observation> judge = fresh.get();
        return series.observations().stream()
                .mapToDouble(each -> Double.isFinite(each.value()) ? judge.applyAsDouble(each) : 0)
                .toArray();
    }
}
