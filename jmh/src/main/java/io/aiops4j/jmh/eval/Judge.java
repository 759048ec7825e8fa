package io.aiops4j.jmh.eval;

import io.aiops4j.detect.AdaptiveSettings;
import io.aiops4j.detect.Detection;
import io.aiops4j.detect.Detector;
import io.aiops4j.detect.Detectors;
import io.aiops4j.detect.Observation;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What scores a series, point by point: the shipped default or a peer.
 *
 * @param name as in the figures
 * @param threshold the one that it ships with; none if it has to be chosen with labels in sight
 * @param shipped in the settings that it ships with
 * @param others in other settings, of which each fold may choose
 */
record Judge(String name, OptionalDouble threshold, Choice shipped, Function<Random, List<Choice>> others) {

    /**
     * A judge in certain settings.
     *
     * @param settings in words
     * @param fresh gives one that has seen nothing
     */
    record Choice(String settings, Supplier<ToDoubleFunction<Observation>> fresh) {

        /** One score per point; 0 for a point without a value. */
        double[] scores(LabelledSeries series) {
            ToDoubleFunction<Observation> judge = fresh.get();
            return series.observations().stream()
                    .mapToDouble(each -> Double.isFinite(each.value()) ? judge.applyAsDouble(each) : 0)
                    .toArray();
        }
    }

    /** So many settings of the default are tried. */
    private static final int TRIED = 150;

    static final Judge ADAPTIVE = new Judge(
            "adaptive",
            OptionalDouble.of(Detection.OPENS_AT),
            adaptive(AdaptiveSettings.DEFAULT),
            random -> Stream.generate(() -> adaptive(anySettings(random)))
                    .limit(TRIED)
                    .toList());

    /** The anomaly score, which has no natural threshold. */
    static final Judge FOREST = new Judge(
            "rcf",
            OptionalDouble.empty(),
            new Choice("shingle 1", () -> Forests.plain(1)),
            random -> Stream.of(1, 4, 8)
                    .map(shingle -> new Choice("shingle " + shingle, () -> Forests.plain(shingle)))
                    .toList());

    /** With a threshold of its own: whatever it grades above nothing is an anomaly. */
    static final Judge THRESHOLDED_FOREST = new Judge(
            "trcf",
            OptionalDouble.of(Double.MIN_VALUE),
            new Choice("shingle 48", () -> Forests.thresholded(48)),
            random -> Stream.of(4, 8, 48)
                    .map(shingle -> new Choice("shingle " + shingle, () -> Forests.thresholded(shingle)))
                    .toList());

    /** The tail probability of a normal distribution over the last values. */
    static final Judge WINDOWED_GAUSSIAN = new Judge(
            "windowed_gaussian",
            OptionalDouble.empty(),
            new Choice("window 6400", () -> new WindowedGaussian(6_400)::score),
            random -> Stream.of(400, 800, 1_600, 3_200, 6_400)
                    .map(window -> new Choice("window " + window, () -> new WindowedGaussian(window)::score))
                    .toList());

    static final List<Judge> ALL = List.of(ADAPTIVE, FOREST, THRESHOLDED_FOREST, WINDOWED_GAUSSIAN);

    /** One score per point, in the settings that it ships with; 0 for a point without a value. */
    double[] scores(LabelledSeries series) {
        return shipped.scores(series);
    }

    private static Choice adaptive(AdaptiveSettings settings) {
        String words = String.format(
                "level %.2g recent %.2g rare %.2g pace %.2g tail %.2g habituation %dh",
                settings.level(),
                settings.recent(),
                settings.rare(),
                settings.pace(),
                settings.tail(),
                settings.habituation().toHours());
        return new Choice(words, () -> {
            Detector detector = Detectors.adaptive(settings);
            return observation -> detector.observe(observation).value();
        });
    }

    /**
     * Anything that may make sense, evenly in logarithms, and not around the default: that was chosen with all files in
     * sight. How surprising an event is at least follows from the threshold.
     */
    private static AdaptiveSettings anySettings(Random random) {
        return new AdaptiveSettings(
                between(random, 1e-3, 1e-2),
                between(random, 0.02, 0.2),
                between(random, 3e-4, 3e-3),
                between(random, 0.03, 0.3),
                between(random, 0.2, 1),
                AdaptiveSettings.DEFAULT.event(),
                Duration.ofMinutes((long) between(random, 360, 5_760)),
                AdaptiveSettings.DEFAULT.zone());
    }

    private static double between(Random random, double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }
}
