package io.aiops4j.detect.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.detect.eval.LabelledScores.Window;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** By hand, after the rules of the Numenta Anomaly Benchmark 1.1. */
class NabProfileTest {

    private static final Offset<Double> EXACTLY = Offset.offset(1e-9);

    @Test
    void silenceIsZero() {
        for (NabProfile profile : NabProfile.values()) {
            assertThat(profile.at(detecting(List.of(new Window(50, 59))), 0.5).score())
                    .isCloseTo(0, EXACTLY);
        }
    }

    @Test
    void theFirstRowOfEachWindowIsPerfect() {
        List<LabelledScores> series = detecting(List.of(new Window(50, 59), new Window(80, 84)), 50, 80);
        for (NabProfile profile : NabProfile.values()) {
            NabScore score = profile.at(series, 0.5);
            assertThat(score.score()).isCloseTo(100, EXACTLY);
            assertThat(score.found()).isEqualTo(2);
        }
    }

    @Test
    void onlyTheEarliestDetectionOfAWindowCounts() {
        List<Window> window = List.of(new Window(50, 59));
        double alone = NabProfile.STANDARD.at(detecting(window, 55), 0.5).score();
        assertThat(NabProfile.STANDARD.at(detecting(window, 55, 57, 59), 0.5).score())
                .isEqualTo(alone);
        // five rows are left of ten
        double earned = sigmoid(-0.5) / sigmoid(-1);
        assertThat(alone).isCloseTo(100 * (earned + 1) / 2, EXACTLY);
    }

    @Test
    void aFalseAlarmBeforeAnyWindowCostsAllOfIt() {
        List<LabelledScores> series = detecting(List.of(new Window(50, 59)), 30, 50);
        assertThat(NabProfile.STANDARD.at(series, 0.5).score()).isCloseTo(100 * (2 - 0.11) / 2, EXACTLY);
        assertThat(NabProfile.REWARD_LOW_FP_RATE.at(series, 0.5).score()).isCloseTo(100 * (2 - 0.22) / 2, EXACTLY);
        assertThat(NabProfile.REWARD_LOW_FN_RATE.at(series, 0.5).score()).isCloseTo(100 * (3 - 0.11) / 3, EXACTLY);
        assertThat(NabProfile.STANDARD.at(series, 0.5).falseAlarms()).isEqualTo(1);
    }

    @Test
    void aFalseAlarmShortlyAfterAWindowCostsLess() {
        List<LabelledScores> series = detecting(List.of(new Window(50, 59)), 50, 60);
        double cost = 0.11 * sigmoid(1 / 9.0);
        assertThat(NabProfile.STANDARD.at(series, 0.5).score()).isCloseTo(100 * (2 + cost) / 2, EXACTLY);
    }

    @Test
    void theFirstRowsDoNotCount() {
        List<Window> window = List.of(new Window(50, 59));
        assertThat(NabProfile.STANDARD.at(detecting(window, 0, 14, 50), 0.5).score())
                .isCloseTo(100, EXACTLY);
        assertThat(NabProfile.STANDARD.at(detecting(window, 15, 50), 0.5).score())
                .isLessThan(100);
    }

    @Test
    void aWindowWithinTheFirstRowsIsNeitherFoundNorMissed() {
        List<Window> windows = List.of(new Window(5, 10), new Window(50, 59));
        assertThat(NabProfile.STANDARD.at(detecting(windows, 7, 50), 0.5).score())
                .isCloseTo(100 * (1 + 2) / 4.0, EXACTLY);
    }

    @Test
    void theBestThresholdWeighsFindingsAgainstFalseAlarms() {
        double[] scores = new double[100];
        scores[20] = 0.9;
        scores[50] = 0.8;
        scores[30] = 0.7;
        List<LabelledScores> series = List.of(LabelledScores.of("a", scores, List.of(new Window(50, 59))));
        assertThat(NabProfile.STANDARD.bestThreshold(series)).isEqualTo(0.8);
    }

    @Test
    void silenceIsBestWhereNothingIsWrong() {
        assertThat(NabProfile.STANDARD.bestThreshold(detecting(List.of(), 50))).isInfinite();
    }

    @Test
    void seriesMayHaveThresholdsOfTheirOwn() {
        List<LabelledScores> series = detecting(List.of(new Window(50, 59)), 50);
        assertThat(NabProfile.STANDARD
                        .at(series, each -> each.name().equals("a") ? 2 : 0.5)
                        .score())
                .isCloseTo(0, EXACTLY);
    }

    @Test
    void refusesWindowsAndScoresThatCannotBe() {
        assertThatThrownBy(() -> LabelledScores.of("a", new double[5], List.of(new Window(3, 5))))
                .isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> LabelledScores.of("a", new double[5], List.of(new Window(2, 3), new Window(3, 4))))
                .isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> LabelledScores.of("a", new double[] {Double.NaN}, List.of()))
                .isInstanceOf(AiopsException.class);
    }

    private static double sigmoid(double x) {
        return 2 / (1 + Math.exp(5 * x)) - 1;
    }

    private static List<LabelledScores> detecting(List<Window> windows, int... rows) {
        double[] scores = new double[100];
        Arrays.stream(rows).forEach(row -> scores[row] = 1);
        return List.of(LabelledScores.of("a", scores, windows));
    }
}
