package io.aiops4j.detect;

import static io.aiops4j.detect.Streams.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LeakDetectorTest {

    private static final double MB = 1 << 20;

    @Test
    void refuses_limits_and_times_that_say_nothing() {
        for (double limit : new double[] {-1, 0, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Leak.ofMemory().endingAt(limit))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("Leave the limit out");
        }
        for (long seconds : new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE}) {
            Duration time = Duration.ofSeconds(seconds);
            assertThatThrownBy(() -> Leak.ofMemory().over(time)).isInstanceOf(AiopsException.class);
            assertThatThrownBy(() -> Limit.above(1).ahead(time)).isInstanceOf(AiopsException.class);
        }
        assertThatThrownBy(() -> Rule.above(1).lasting(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(AiopsException.class);
    }

    @Test
    void findsALeakBehindCollectionsAndSaysWhenItEnds() {
        List<Score> scores = heap(Leak.ofMemory().endingAt(1_000 * MB), 700, i -> 200 + i);
        int first = firstAlarm(scores);
        assertThat(first).isBetween(100, 500);
        Score score = scores.get(first);
        assertThat(score.features().get("leak.rate")).isCloseTo(60 * MB, Percentage.withPercentage(20));
        double left = (800 - first) * 60.0;
        assertThat(score.features().get("exhaustion.seconds")).isCloseTo(left, Percentage.withPercentage(30));
        assertThat(left)
                .isBetween(
                        score.features().get("exhaustion.lower"),
                        score.features().get("exhaustion.upper"));
        assertThat(score.reason()).contains("its troughs grow by", "an hour", "it reaches");
    }

    @Test
    void isQuietOnCollectionsAlone() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(firstAlarm(heap(Leak.ofMemory().endingAt(1_000 * MB), 3_000, i -> 200)))
                    .isNegative();
        }
    }

    @Test
    void isQuietBelowItsRate() {
        Leak leak = Leak.ofMemory().endingAt(250 * MB);
        assertThat(firstAlarm(heap(leak, 3_000, i -> 200 + i * 0.3 / 60))).isNegative();
        assertThat(firstAlarm(heap(leak.from(0.1 * MB), 3_000, i -> 200 + i * 0.3 / 60)))
                .isPositive();
    }

    @Test
    void isNotFooledByARestartOrADeployment() {
        Leak leak = Leak.ofMemory().endingAt(1_000 * MB);
        assertThat(firstAlarm(heap(leak, 2_000, i -> i < 1_000 ? 200 : 100))).isNegative();
        assertThat(firstAlarm(heap(leak, 2_000, i -> i < 1_000 ? 200 : 260))).isNegative();
        // it warms up after each restart
        assertThat(firstAlarm(heap(leak, 3_000, i -> 200 - 50 * Math.exp(-(i % 700) / 10.0))))
                .isNegative();
    }

    @Test
    void findsTheLeakAgainAfterARestart() {
        List<Score> scores = heap(Leak.ofMemory().endingAt(1_000 * MB), 1_200, i -> 200 + (i < 500 ? i : i - 500));
        assertThat(alarming(scores.get(499))).isTrue();
        assertThat(alarming(scores.get(540))).isFalse();
        assertThat(alarming(scores.get(1_199))).isTrue();
    }

    @Test
    void findsALeakWithoutALimitWhenItDoubled() {
        List<Score> scores = heap(Leak.ofMemory(), 600, i -> 200 + i);
        assertThat(firstAlarm(scores)).isBetween(100, 450);
        assertThat(scores.get(599).features()).containsKey("leak.rate").doesNotContainKey("exhaustion.seconds");
    }

    @Test
    void knowsADailyWaveAfterThreeDays() {
        Random random = new Random(3);
        Detector detector = Detectors.leak(Leak.ofAnything().endingAt(1_000));
        for (int i = 0; i < 6 * 288; i++) {
            double value = 400 + 200 * Math.sin(2 * Math.PI * i / 288) + 5 * random.nextGaussian();
            Score score = detector.observe(new Observation(minute(5 * i), value));
            assertThat(i > 3 * 288 && alarming(score)).as("day %d", i / 288).isFalse();
        }
    }

    @Test
    void beginsAnewOnANewTimeLine() {
        Detector detector = Detectors.leak(Leak.ofAnything().endingAt(1_000));
        for (int i = 0; i < 300; i++) {
            detector.observe(new Observation(minute(i), 200 + i));
        }
        for (int i = 0; i < 15; i++) {
            assertThat(detector.observe(new Observation(minute(i), 500)).judged())
                    .isFalse();
        }
        assertThat(detector.observe(new Observation(minute(20), 500)).reason()).contains("learning");
    }

    @Test
    void refusesWhatSaysNothing() {
        assertThatThrownBy(() -> Leak.ofMemory().from(0)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Leak.ofMemory().from(Double.NaN)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Leak.ofMemory().endingAt(Double.POSITIVE_INFINITY))
                .isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Leak.ofMemory().over(Duration.ZERO)).isInstanceOf(AiopsException.class);
    }

    /** A minute from value to value; each tooth of garbage is 100 MB and takes about 7 minutes. */
    private static List<Score> heap(Leak leak, int minutes, IntToDoubleFunction live) {
        Random random = new Random(minutes);
        double[] garbage = {0};
        IntToDoubleFunction used = i -> {
            garbage[0] = garbage[0] > 100 ? random.nextDouble() : garbage[0] + 10 + 8 * random.nextDouble();
            return (live.applyAsDouble(i) + garbage[0] + random.nextGaussian()) * MB;
        };
        return Streams.scores(Detectors.leak(leak), Streams.of(minutes, used));
    }

    private static int firstAlarm(List<Score> scores) {
        for (int i = 0; i < scores.size(); i++) {
            if (alarming(scores.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean alarming(Score score) {
        return score.value() >= Detection.OPENS_AT;
    }
}
