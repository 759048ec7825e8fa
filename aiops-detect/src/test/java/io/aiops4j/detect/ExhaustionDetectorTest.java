package io.aiops4j.detect;

import static io.aiops4j.detect.Streams.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ExhaustionDetectorTest {

    @Test
    void tellsOfASteadyFillAnHourAhead() {
        List<Score> scores = scores(Limit.above(100), 800, i -> 20 + 0.1 * i, 0.2);
        assertThat(firstAlarm(scores)).isBetween(700, 770);
        Score score = scores.get(760);
        assertThat(score.features().get("exhaustion.seconds")).isBetween(1_800.0, 3_000.0);
        assertThat(score.features().get("growth.rate")).isBetween(5.0, 7.0);
        assertThat(score.reason()).contains("it reaches 100 in", "in 8 of 10 cases between");
        assertThat(score.severity()).isEqualTo(Severity.WARNING);
        assertThat(scores.get(790).severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void tellsOfAnAcceleratingFillAQuarterOfAnHourAhead() {
        for (int minutes : new int[] {45, 90, 240, 1_440}) {
            int before = 300;
            double growth = Math.log(20) / minutes;
            List<Score> scores = scores(
                    Limit.above(100),
                    before + minutes,
                    i -> i < before ? 10 : 10 + 90 * Math.expm1(growth * (i - before)) / 19,
                    0.3);
            assertThat(firstAlarm(scores)).as("in %d minutes", minutes).isBetween(before, before + minutes - 15);
        }
    }

    @Test
    void tellsOfSpaceThatRunsOut() {
        List<Score> scores = scores(Limit.below(0), 800, i -> 80 - 0.1 * i, 0.2);
        assertThat(firstAlarm(scores)).isBetween(700, 770);
        assertThat(scores.get(760).features().get("growth.rate")).isBetween(-7.0, -5.0);
    }

    @Test
    void tellsSoonerIfAsked() {
        assertThat(firstAlarm(scores(Limit.above(100).ahead(Duration.ofHours(4)), 800, i -> 20 + 0.1 * i, 0.2)))
                .isBetween(500, 600);
    }

    @Test
    void isQuietOnSawTeethOnceTheyAreKnown() {
        List<Score> scores = scores(Limit.above(100), 20_000, i -> 30 + 0.5 * (i % 120), 0.3);
        assertThat(scores.subList(360, 20_000)).noneMatch(ExhaustionDetectorTest::alarming);
    }

    @Test
    void isQuietOnDaysNoiseStepsAndConstants() {
        List<IntToDoubleFunction> shapes = List.of(
                i -> 60 + 25 * Math.sin(2 * Math.PI * i / 1_440),
                i -> 85,
                i -> i < 3_000 ? 50 : 80,
                i -> i < 3_000 ? 0 : 70);
        for (IntToDoubleFunction shape : shapes) {
            assertThat(scores(Limit.above(100), 8_000, shape, 1)).noneMatch(ExhaustionDetectorTest::alarming);
            assertThat(scores(Limit.above(100), 8_000, shape, 0)).noneMatch(ExhaustionDetectorTest::alarming);
        }
    }

    @Test
    void isQuietOnGrowthThatIsFarFromItsLimit() {
        assertThat(scores(Limit.above(1_000), 8_000, i -> 20 + 0.1 * i, 0.2))
                .noneMatch(ExhaustionDetectorTest::alarming);
    }

    @Test
    void isSureAtTheLimit() {
        Score score = Detectors.exhaustion(Limit.above(100)).observe(new Observation(minute(0), 100));
        assertThat(score.value()).isEqualTo(1);
        assertThat(score.reason()).isEqualTo("the limit of 100 is reached");
    }

    @Test
    void isOverWhenTheSpaceIsFreed() {
        List<Score> scores = scores(Limit.above(100), 1_000, i -> i < 780 ? 20 + 0.1 * i : 20, 0.2);
        assertThat(alarming(scores.get(779))).isTrue();
        assertThat(scores.subList(790, 1_000)).noneMatch(ExhaustionDetectorTest::alarming);
    }

    @Test
    void givesOneSignalForAFill() {
        Detection detection = Detection.of(() -> Detectors.exhaustion(Limit.above(100)));
        Random random = new Random(1);
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            double value = Math.min(100, 20 + 0.1 * i + 0.2 * random.nextGaussian());
            detection
                    .observe(new MetricPoint("disk.used", Target.service("shop"), value, minute(i)))
                    .forEach(signal -> messages.add(signal.message()));
        }
        assertThat(messages).singleElement().asString().contains("it reaches 100 in");
    }

    @Test
    void refusesWhatIsNoLimit() {
        assertThatThrownBy(() -> Limit.above(Double.NaN)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Limit.above(1).ahead(Duration.ZERO)).isInstanceOf(AiopsException.class);
    }

    private static List<Score> scores(Limit limit, int count, IntToDoubleFunction values, double noise) {
        Random random = new Random(count);
        return Streams.scores(
                Detectors.exhaustion(limit),
                Streams.of(count, i -> values.applyAsDouble(i) + noise * random.nextGaussian()));
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
