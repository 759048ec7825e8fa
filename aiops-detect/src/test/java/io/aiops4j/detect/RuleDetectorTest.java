package io.aiops4j.detect;

import static io.aiops4j.detect.Streams.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleDetectorTest {

    @Test
    void isBrokenAtOnceIfNothingIsSaid() {
        assertThat(values(Rule.above(90), 90, 91, 90)).containsExactly(0.0, 1.0, 0.0);
        assertThat(values(Rule.below(10), 10, 9, 10)).containsExactly(0.0, 1.0, 0.0);
        Rule atLeast = new Rule(Rule.Comparison.AT_LEAST, 90, Duration.ZERO, 90);
        assertThat(values(atLeast, 89, 90, 89)).containsExactly(0.0, 1.0, 0.0);
        Rule atMost = new Rule(Rule.Comparison.AT_MOST, 10, Duration.ZERO, 10);
        assertThat(values(atMost, 11, 10, 11)).containsExactly(0.0, 1.0, 0.0);
    }

    @Test
    void waitsUntilItLasted() {
        Rule rule = Rule.above(90).lasting(Duration.ofMinutes(2));
        assertThat(values(rule, 95, 95, 80, 95, 95, 95, 95)).containsExactly(0.6, 0.6, 0.0, 0.6, 0.6, 1.0, 1.0);
    }

    @Test
    void staysBrokenUntilItIsWellAgain() {
        Rule rule = Rule.above(90).until(80);
        assertThat(values(rule, 91, 85, 91, 81, 80, 85)).containsExactly(1.0, 1.0, 1.0, 1.0, 0.0, 0.0);
    }

    @Test
    void countsNothingAcrossAGap() {
        Detector detector = Detectors.rule(Rule.above(90).lasting(Duration.ofMinutes(30)));
        for (int i = 0; i < 10; i++) {
            detector.observe(new Observation(minute(i), 95));
        }
        assertThat(detector.observe(new Observation(minute(40), 95)).value()).isEqualTo(0.6);
    }

    @Test
    void doesNotJudgeLateOnes() {
        Detector detector = Detectors.rule(Rule.above(90));
        detector.observe(new Observation(minute(5), 50));
        assertThat(detector.observe(new Observation(minute(4), 95)).judged()).isFalse();
        assertThat(detector.observe(new Observation(minute(5), 95)).judged()).isFalse();
    }

    @Test
    void saysForHowLong() {
        Detector detector = Detectors.rule(Rule.above(90));
        detector.observe(new Observation(minute(0), 95));
        Score score = detector.observe(new Observation(minute(3), 95));
        assertThat(score.features()).containsEntry("rule.seconds", 180.0);
        assertThat(score.reason()).isEqualTo("it is above 90 for 180 seconds");
    }

    @Test
    void refusesRulesThatCannotBe() {
        Stream.<Runnable>of(
                        () -> Rule.above(Double.NaN),
                        () -> Rule.above(90).until(91),
                        () -> Rule.below(10).until(9),
                        () -> Rule.above(90).lasting(Duration.ofSeconds(-1)))
                .forEach(wrong -> assertThatThrownBy(wrong::run).isInstanceOf(AiopsException.class));
    }

    private static List<Double> values(Rule rule, double... values) {
        return Streams.scores(Detectors.rule(rule), Streams.of(values.length, i -> values[i])).stream()
                .map(Score::value)
                .toList();
    }
}
