package io.aiops4j.detect;

import static io.aiops4j.detect.Streams.minute;
import static io.aiops4j.detect.Streams.noise;
import static io.aiops4j.detect.Streams.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.signal.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveDetectorTest {

    @Test
    void judges_from_the_22nd_value_on() {
        List<Score> scores = scores(Detectors.adaptive(), Streams.of(22, noise(1)));
        assertThat(scores.subList(0, 21))
                .noneMatch(Score::judged)
                .allMatch(s -> s.reason().contains("learning"));
        assertThat(scores.get(21).judged()).isTrue();
    }

    /** All but one of eight: what was as unusual within the last day is no news, also where chance made it. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 10_000})
    void finds_a_level_shift_of_ten_deviations_within_three_points(int after) {
        int found = 0;
        for (int seed = 0; seed < 50; seed++) {
            IntToDoubleFunction noise = noise(seed);
            List<Score> scores = scores(
                    Detectors.adaptive(), Streams.of(after + 3, i -> noise.applyAsDouble(i) + (i >= after ? 50 : 0)));
            found += scores.subList(after, after + 3).stream().anyMatch(AdaptiveDetectorTest::alarming) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(44);
    }

    @Test
    void finds_a_spike_of_ten_deviations_at_once_and_once() {
        int found = 0;
        for (int seed = 0; seed < 50; seed++) {
            IntToDoubleFunction noise = noise(seed);
            List<Score> scores =
                    scores(Detectors.adaptive(), Streams.of(540, i -> noise.applyAsDouble(i) - (i == 500 ? 50 : 0)));
            found += alarming(scores.get(500)) ? 1 : 0;
            assertThat(scores.subList(501, 540)).noneMatch(AdaptiveDetectorTest::alarming);
        }
        assertThat(found).isGreaterThanOrEqualTo(44);
    }

    @Test
    void finds_a_slow_drift() {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            IntToDoubleFunction noise = noise(seed);
            List<Score> scores = scores(
                    Detectors.adaptive(),
                    Streams.of(3_300, i -> noise.applyAsDouble(i) + Math.max(0, i - 3_000) * 0.1));
            found += scores.subList(3_000, 3_300).stream().anyMatch(AdaptiveDetectorTest::alarming) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(18);
    }

    @Test
    void finds_that_a_series_becomes_restless() {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            IntToDoubleFunction noise = noise(seed);
            List<Score> scores = scores(
                    Detectors.adaptive(),
                    Streams.of(3_060, i -> 100 + (i < 3_000 ? 1 : 4) * (noise.applyAsDouble(i) - 100)));
            found += scores.subList(3_000, 3_060).stream().anyMatch(AdaptiveDetectorTest::alarming) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(18);
    }

    @Test
    void finds_a_value_that_is_usual_but_not_at_this_hour() {
        IntToDoubleFunction noise = noise(3);
        int night = 5 * 1_440;
        List<Score> scores = scores(
                Detectors.adaptive(),
                Streams.of(
                        night + 20,
                        i -> 500
                                - 400 * Math.cos(i * Math.PI / 720)
                                + noise.applyAsDouble(i)
                                + (i >= night ? 400 : 0)));
        assertThat(scores.subList(night, night + 3)).anyMatch(AdaptiveDetectorTest::alarming);
        Score found = scores.get(night);
        assertThat(found.features()).containsKey("time_of_day");
        assertThat(found.reason()).contains("above", "usual 00:00 UTC value");
    }

    @Test
    void finds_that_a_series_is_stuck() {
        IntToDoubleFunction noise = noise(5);
        List<Score> scores =
                scores(Detectors.adaptive(), Streams.of(2_060, i -> i < 2_000 ? noise.applyAsDouble(i) : 100));
        assertThat(scores.subList(2_020, 2_060))
                .anyMatch(score -> alarming(score) && score.reason().contains("stuck at 100"));
    }

    /** 25 weeks of minutes each: at most one alarm in two weeks of a series. */
    @Test
    void is_rarely_wrong_about_noise() {
        long alarms = 0;
        for (int seed = 0; seed < 8; seed++) {
            IntToDoubleFunction noise = noise(seed);
            Detector detector = Detectors.adaptive();
            for (int i = 0; i < 25 * 7 * 1_440; i++) {
                alarms += alarming(detector.observe(new Observation(minute(i), noise.applyAsDouble(i)))) ? 1 : 0;
            }
        }
        assertThat(alarms).isLessThan(8 * 25 / 2);
    }

    /** The same noise, looked at every second, minute and hour: no more alarms in a week where there are more values. */
    @Test
    void is_not_wrong_more_often_because_it_is_asked_more_often() {
        double[] perWeek = new double[3];
        int[] seconds = {1, 60, 3_600};
        for (int kind = 0; kind < seconds.length; kind++) {
            int alarms = 0;
            for (int seed = 0; seed < 5; seed++) {
                IntToDoubleFunction noise = noise(seed);
                Detector detector = Detectors.adaptive();
                for (int i = 0; i < 100_000; i++) {
                    Observation next = new Observation(
                            Streams.START.plusSeconds((long) i * seconds[kind]), noise.applyAsDouble(i));
                    alarms += alarming(detector.observe(next)) ? 1 : 0;
                }
            }
            perWeek[kind] = alarms * 604_800.0 / (5 * 100_000.0 * seconds[kind]);
        }
        assertThat(perWeek[0]).isLessThan(3);
        assertThat(perWeek[1]).isLessThan(0.5);
        assertThat(perWeek[2]).isLessThan(0.2);
    }

    /** Longer than a season takes to learn, with everything in it that a host may do. */
    @Test
    void stays_sound_in_long_hostile_streams() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Detector detector = Detectors.adaptive();
            Instant time = Streams.START;
            double scale = 1;
            for (int i = 0; i < 3_000; i++) {
                time = time.plusSeconds(random.nextInt(50) == 0 ? random.nextInt(200_000) - 20_000 : 300);
                scale = random.nextInt(400) == 0 ? Math.pow(10, random.nextInt(25) - 12) : scale;
                double value = switch (random.nextInt(200)) {
                    case 0 -> Double.NaN;
                    case 1 -> random.nextBoolean() ? Double.MAX_VALUE : -Double.MAX_VALUE;
                    case 2 -> Double.MIN_VALUE;
                    case 3 -> 0;
                    default -> scale * (seed % 3 == 0 ? 7 : 100 + 5 * random.nextGaussian());
                };
                Score score = detector.observe(new Observation(time, value));
                assertThat(DetectorContract.isSound(score)).as(score.toString()).isTrue();
            }
            DetectorState state = detector.snapshot();
            assertThat(Detectors.restore(state).snapshot()).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, 512, -1e-9, 1e12, 1e300, Double.MAX_VALUE})
    void is_quiet_on_constants(double constant) {
        assertThat(scores(Detectors.adaptive(), Streams.of(5_000, i -> constant)))
                .noneMatch(AdaptiveDetectorTest::alarming);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 512, 1e12})
    void sees_the_first_value_that_leaves_a_constant(double constant) {
        List<Score> scores =
                scores(Detectors.adaptive(), Streams.of(101, i -> i < 100 ? constant : constant * 1.1 + 1));
        assertThat(scores.get(100)).matches(AdaptiveDetectorTest::alarming);
    }

    @Test
    void is_quiet_on_waves_ramps_and_sawteeth_once_it_knows_them() {
        IntToDoubleFunction noise = noise(7);
        List<IntToDoubleFunction> shapes = List.of(
                i -> 50 * Math.sin(i * Math.PI / 144), i -> 3e2 * i, i -> 15.0 * (i % 20), i -> i % 50 == 0 ? 200 : 0);
        for (IntToDoubleFunction shape : shapes) {
            List<Score> scores = scores(
                    Detectors.adaptive(), Streams.of(20_000, i -> noise.applyAsDouble(i) + shape.applyAsDouble(i)));
            long alarms = scores.subList(2_000, 20_000).stream()
                    .filter(AdaptiveDetectorTest::alarming)
                    .count();
            assertThat(alarms).isLessThanOrEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 1_000, 1e-3, -1})
    void takes_a_new_level_or_unit_for_usual_after_thirty_values(double factor) {
        IntToDoubleFunction noise = noise(11);
        List<Score> scores =
                scores(Detectors.adaptive(), Streams.of(2_000, i -> noise.applyAsDouble(i) * (i < 1_000 ? 1 : factor)));
        assertThat(scores.get(1_000)).matches(AdaptiveDetectorTest::alarming);
        assertThat(scores.subList(1_060, 1_900))
                .filteredOn(s -> s.value() < 0.5)
                .hasSizeGreaterThan(780);
        Score last = scores.get(1_999);
        assertThat(last.expected()).isBetween(Math.min(95 * factor, 105 * factor), Math.max(95 * factor, 105 * factor));
    }

    @Test
    void sees_a_counter_reset_once() {
        List<Score> scores = scores(Detectors.adaptive(), Streams.of(4_000, i -> 7.0 * (i % 3_000)));
        assertThat(scores.subList(3_000, 3_003)).anyMatch(AdaptiveDetectorTest::alarming);
        assertThat(scores.subList(3_003, 3_100)).noneMatch(AdaptiveDetectorTest::alarming);
    }

    @Test
    void says_how_far_and_around_what() {
        Score score = last(Streams.of(101, i -> i < 100 ? 512 + i % 3 - 1 : 540));
        assertThat(score.reason()).matches("\\d+\\.?\\d* times above its usual band around 51[12]\\.?\\d*");
        assertThat(score.severity()).isEqualTo(Severity.ERROR);
        assertThat(score.confidence()).isBetween(0.8, 0.9);
        assertThat(score.features()).containsKey("level");
    }

    @Test
    void has_no_features_while_nothing_is_unusual() {
        Score quiet = scores(Detectors.adaptive(), Streams.of(1_000, noise(2))).get(999);
        assertThat(quiet.features()).isEmpty();
        assertThat(quiet.severity()).isEqualTo(Severity.INFO);
        assertThat(quiet.value()).isLessThan(Detection.QUIET_BELOW);
    }

    @Test
    void an_event_goes_on_without_a_second_alarm() {
        IntToDoubleFunction noise = noise(13);
        List<Score> scores =
                scores(Detectors.adaptive(), Streams.of(1_020, i -> noise.applyAsDouble(i) + (i < 1_000 ? 0 : 100)));
        assertThat(scores.get(1_000)).matches(AdaptiveDetectorTest::alarming);
        assertThat(scores.subList(1_005, 1_020))
                .allMatch(score -> score.value() >= Detection.QUIET_BELOW && !alarming(score));
    }

    @Test
    void leaves_out_late_and_repeated_observations() {
        Detector detector = Detectors.adaptive();
        scores(detector, Streams.of(100, noise(4)));
        for (int minute : new int[] {99, 50, 0}) {
            Score score = detector.observe(new Observation(minute(minute), 1e6));
            assertThat(score.judged()).isFalse();
            assertThat(score.reason()).contains("not newer");
        }
        assertThat(detector.observe(new Observation(minute(100), 100)).value()).isLessThan(0.5);
    }

    @Test
    void takes_a_new_time_line_after_16_late_ones() {
        Detector detector = Detectors.adaptive();
        scores(detector, Streams.of(100, noise(4)));
        detector.observe(new Observation(minute(1_000_000), 100));
        for (int i = 0; i < 15; i++) {
            assertThat(detector.observe(new Observation(minute(100 + i), 100)).judged())
                    .isFalse();
        }
        assertThat(detector.observe(new Observation(minute(115), 100)).judged()).isTrue();
    }

    @Test
    void an_outlier_of_twelve_orders_of_magnitude_does_not_make_it_dull() {
        IntToDoubleFunction noise = noise(9);
        List<Score> scores = scores(
                Detectors.adaptive(),
                Streams.of(6_001, i -> i == 1_000 ? 1e14 : i == 6_000 ? 300 : noise.applyAsDouble(i)));
        assertThat(scores.get(1_000)).matches(AdaptiveDetectorTest::alarming);
        assertThat(scores.get(6_000)).matches(AdaptiveDetectorTest::alarming);
    }

    private static Score last(List<Observation> series) {
        List<Score> scores = scores(Detectors.adaptive(), series);
        return scores.get(scores.size() - 1);
    }

    private static boolean alarming(Score score) {
        return score.value() >= Detection.OPENS_AT;
    }
}
