package io.aiops4j.detect;

import static io.aiops4j.detect.Streams.minute;
import static io.aiops4j.detect.Streams.noise;
import static io.aiops4j.detect.Streams.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.signal.Severity;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HabitDetectorTest {

    @Test
    void judgesFromThe17thValueOn() {
        List<Score> scores = scores(new HabitDetector(), Streams.of(17, noise(1)));
        assertThat(scores.subList(0, 16))
                .noneMatch(Score::judged)
                .allMatch(s -> s.reason().contains("learning"));
        assertThat(scores.get(16).judged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 10_000})
    void findsALevelShiftOfTenDeviationsWithinThreePoints(int after) {
        for (int seed = 0; seed < 50; seed++) {
            IntToDoubleFunction noise = noise(seed);
            List<Score> scores = scores(
                    new HabitDetector(), Streams.of(after + 3, i -> noise.applyAsDouble(i) + (i >= after ? 50 : 0)));
            assertThat(scores.subList(after, after + 3)).anyMatch(HabitDetectorTest::alarming);
        }
    }

    @Test
    void findsALargerShiftWhileItIsYoung() {
        for (int seed = 0; seed < 50; seed++) {
            IntToDoubleFunction noise = noise(seed);
            List<Score> scores =
                    scores(new HabitDetector(), Streams.of(23, i -> noise.applyAsDouble(i) + (i >= 20 ? 100 : 0)));
            assertThat(scores.subList(20, 23)).anyMatch(HabitDetectorTest::alarming);
        }
    }

    @Test
    void findsASpikeOfTenDeviationsAtOnce() {
        for (int seed = 0; seed < 50; seed++) {
            IntToDoubleFunction noise = noise(seed);
            List<Score> scores =
                    scores(new HabitDetector(), Streams.of(501, i -> noise.applyAsDouble(i) - (i == 500 ? 50 : 0)));
            assertThat(scores.get(500)).matches(HabitDetectorTest::alarming);
        }
    }

    /** At most 2 alarming scores in 50 times 100,000 values of normal noise. */
    @Test
    void isQuietOnNoise() {
        long alarms = 0;
        for (int seed = 0; seed < 50; seed++) {
            IntToDoubleFunction noise = noise(seed);
            Detector detector = new HabitDetector();
            for (int i = 0; i < 100_000; i++) {
                alarms += alarming(detector.observe(new Observation(minute(i), noise.applyAsDouble(i)))) ? 1 : 0;
            }
        }
        assertThat(alarms).isLessThanOrEqualTo(2);
    }

    /** At most 10 of 5,000 random walks give an alarming score among their first 100 values. */
    @Test
    void isQuietOnRandomWalksWhileItIsYoung() {
        int alarmed = 0;
        for (int seed = 0; seed < 5_000; seed++) {
            IntToDoubleFunction noise = noise(seed);
            double[] walk = {0};
            List<Observation> series = Streams.of(100, i -> walk[0] += noise.applyAsDouble(i) - 100);
            alarmed += scores(new HabitDetector(), series).stream().anyMatch(HabitDetectorTest::alarming) ? 1 : 0;
        }
        assertThat(alarmed).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, 512, -1e-9, 1e12, 1e300, Double.MAX_VALUE})
    void isQuietOnConstants(double constant) {
        assertThat(scores(new HabitDetector(), Streams.of(5_000, i -> constant)))
                .allMatch(score -> score.value() == 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 512, 1e12})
    void seesTheFirstValueThatLeavesAConstant(double constant) {
        List<Score> scores = scores(new HabitDetector(), Streams.of(101, i -> i < 100 ? constant : constant * 1.1 + 1));
        assertThat(scores.get(100)).matches(HabitDetectorTest::alarming);
    }

    @Test
    void isQuietOnWavesRampsAndSawteethOnceItKnowsThem() {
        IntToDoubleFunction noise = noise(7);
        List<IntToDoubleFunction> shapes = List.of(
                i -> 50 * Math.sin(i * Math.PI / 144), i -> 3e2 * i, i -> 15.0 * (i % 20), i -> i % 50 == 0 ? 200 : 0);
        for (IntToDoubleFunction shape : shapes) {
            List<Score> scores = scores(
                    new HabitDetector(), Streams.of(20_000, i -> noise.applyAsDouble(i) + shape.applyAsDouble(i)));
            assertThat(scores.subList(2_000, 20_000)).noneMatch(HabitDetectorTest::alarming);
        }
    }

    @Test
    void seesAJumpInsideASlowWave() {
        IntToDoubleFunction noise = noise(3);
        List<Score> scores = scores(
                new HabitDetector(),
                Streams.of(
                        3_001,
                        i -> 500 * Math.sin(i * Math.PI / 720) + noise.applyAsDouble(i) + (i == 3_000 ? -200 : 0)));
        assertThat(scores.get(3_000)).matches(HabitDetectorTest::alarming);
        assertThat(scores.get(3_000).reason()).contains("jumped down by", "its usual step");
    }

    @Test
    void isCalmOnTheWayBackFromASpike() {
        IntToDoubleFunction noise = noise(5);
        List<Score> scores =
                scores(new HabitDetector(), Streams.of(320, i -> i == 300 ? 1_000 : noise.applyAsDouble(i)));
        assertThat(scores.get(300)).matches(HabitDetectorTest::alarming);
        assertThat(scores.subList(301, 320)).noneMatch(HabitDetectorTest::alarming);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 1_000, 1e-3, -1})
    void takesANewLevelOrUnitForUsualAfterThirtyValues(double factor) {
        IntToDoubleFunction noise = noise(11);
        List<Score> scores =
                scores(new HabitDetector(), Streams.of(2_000, i -> noise.applyAsDouble(i) * (i < 1_000 ? 1 : factor)));
        assertThat(scores.get(1_000)).matches(HabitDetectorTest::alarming);
        assertThat(scores.subList(1_031, 2_000)).noneMatch(HabitDetectorTest::alarming);
        assertThat(scores.get(1_999).expected()).isCloseTo(100 * factor, withinShare(0.05, 100 * factor));
    }

    @Test
    void saysHowFarAndAroundWhat() {
        Score score = last(Streams.of(101, i -> i < 100 ? 512 + i % 3 - 1 : 540));
        assertThat(score.reason()).matches("\\d+\\.?\\d* times above its usual band around 51[12]\\.?\\d*");
        assertThat(score.severity()).isEqualTo(Severity.ERROR);
        assertThat(score.confidence()).isBetween(0.8, 0.9);
    }

    @Test
    void countsSeverityInBands() {
        Detector detector = new HabitDetector();
        Score quiet = scores(detector, Streams.of(1_000, noise(2))).get(999);
        double half = quiet.upper() - quiet.expected();
        DetectorState state = detector.snapshot();
        assertThat(quiet.severity()).isEqualTo(Severity.INFO);
        assertThat(severity(state, quiet.expected() + 1.5 * half)).isEqualTo(Severity.INFO);
        assertThat(severity(state, quiet.expected() + 3 * half)).isEqualTo(Severity.WARNING);
        assertThat(severity(state, quiet.expected() + 6 * half)).isEqualTo(Severity.ERROR);
    }

    @Test
    void leavesOutLateAndRepeatedObservations() {
        Detector detector = new HabitDetector();
        scores(detector, Streams.of(100, noise(4)));
        for (int minute : new int[] {99, 50, 0}) {
            Score score = detector.observe(new Observation(minute(minute), 1e6));
            assertThat(score.judged()).isFalse();
            assertThat(score.reason()).contains("not newer");
        }
        assertThat(detector.observe(new Observation(minute(100), 100)).value()).isLessThan(0.5);
    }

    @Test
    void takesANewTimeLineAfter16LateOnes() {
        Detector detector = new HabitDetector();
        scores(detector, Streams.of(100, noise(4)));
        detector.observe(new Observation(minute(1_000_000), 100));
        for (int i = 0; i < 15; i++) {
            assertThat(detector.observe(new Observation(minute(100 + i), 100)).judged())
                    .isFalse();
        }
        assertThat(detector.observe(new Observation(minute(115), 100)).judged()).isTrue();
        assertThat(detector.observe(new Observation(minute(116), 100)).judged()).isTrue();
    }

    @Test
    void doesNotJudgeTheStepAcrossAGap() {
        IntToDoubleFunction noise = noise(3);
        Detector detector = new HabitDetector();
        scores(detector, Streams.of(3_000, i -> 500 * Math.sin(i * Math.PI / 720) + noise.applyAsDouble(i)));
        DetectorState state = detector.snapshot();
        assertThat(Detectors.restore(state).observe(new Observation(minute(3_000), 0)))
                .matches(HabitDetectorTest::alarming);
        assertThat(Detectors.restore(state).observe(new Observation(minute(3_010), 0)))
                .matches(score -> score.judged() && !alarming(score));
    }

    @Test
    void isNotDulledByStartUpValues() {
        IntToDoubleFunction noise = noise(9);
        Score score = last(Streams.of(61, i -> i < 2 ? 0 : i == 60 ? 200 : noise.applyAsDouble(i)));
        assertThat(score).matches(HabitDetectorTest::alarming);
    }

    private static Score last(List<Observation> series) {
        List<Score> scores = scores(new HabitDetector(), series);
        return scores.get(scores.size() - 1);
    }

    private static Severity severity(DetectorState state, double value) {
        return Detectors.restore(state)
                .observe(new Observation(minute(1_000), value))
                .severity();
    }

    private static boolean alarming(Score score) {
        return score.value() >= Detection.OPENS_AT;
    }

    private static Offset<Double> withinShare(double share, double of) {
        return Offset.offset(share * Math.abs(of));
    }
}
