package io.aiops4j.detect.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.detect.eval.LabelledScores.Window;
import java.util.BitSet;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PointAndEventScoringTest {

    private static final Offset<Double> EXACTLY = Offset.offset(1e-12);

    @Test
    void averagesPrecisionOverTheRecallItAdds() {
        // in order of their scores: labelled, not, labelled, not
        PointScoring points = PointScoring.of(List.of(
                LabelledScores.of("a", new double[] {4, 3, 2, 1}, List.of(new Window(0, 0), new Window(2, 2)))));
        assertThat(points.areaUnderPrecisionRecall()).isCloseTo(1 * 0.5 + 2 / 3.0 * 0.5, EXACTLY);
        assertThat(points.bestF1()).isCloseTo(0.8, EXACTLY);
        assertThat(points.threshold()).isEqualTo(2);
    }

    @Test
    void doesNotSplitEqualScores() {
        PointScoring points =
                PointScoring.of(List.of(LabelledScores.of("a", new double[] {1, 1, 1, 1}, List.of(new Window(0, 0)))));
        assertThat(points.areaUnderPrecisionRecall()).isCloseTo(0.25, EXACTLY);
    }

    @Test
    void givesNothingWhereNothingIsLabelled() {
        PointScoring points = PointScoring.of(List.of(LabelledScores.of("a", new double[] {1, 0}, List.of())));
        assertThat(points.areaUnderPrecisionRecall()).isZero();
        assertThat(points.bestF1()).isZero();
    }

    @Test
    void countsAlarmsAndNotRows() {
        //                0  1  2  3  4  5  6  7  8  9
        double[] scores = {0, 1, 0, 1, 0, 0, 0, 1, 1, 0};
        EventScoring events = EventScoring.of(
                List.of(LabelledScores.of("a", scores, List.of(new Window(0, 2), new Window(5, 8)))), 1, 2);
        assertThat(events.alarms()).isEqualTo(2);
        assertThat(events.falseAlarms()).isZero();
        assertThat(events.found()).isEqualTo(2);
        assertThat(events.delay()).isCloseTo(1.5, EXACTLY);
        assertThat(events.f1()).isCloseTo(1, EXACTLY);
    }

    @Test
    void anAlarmThatBeginsOutsideIsFalseHoweverLongItLasts() {
        double[] endless = {1, 1, 1, 1, 1, 1};
        EventScoring events = EventScoring.of(
                List.of(LabelledScores.of("a", endless, List.of(new Window(2, 3), new Window(5, 5)))), 1, 1);
        assertThat(events.alarms()).isEqualTo(1);
        assertThat(events.falseAlarms()).isEqualTo(1);
        assertThat(events.recall()).isEqualTo(1);
        assertThat(events.f1()).isZero();
    }

    @Test
    void missesAndFalseAlarmsCount() {
        double[] scores = {1, 0, 0, 0, 0, 0, 1, 0, 0, 0};
        EventScoring events = EventScoring.of(
                List.of(LabelledScores.of("a", scores, List.of(new Window(3, 4), new Window(6, 7)))), 1, 2);
        assertThat(events.precision()).isEqualTo(0.5);
        assertThat(events.recall()).isEqualTo(0.5);
    }

    @Test
    void rowsThatAreLabelledOneByOneMakeWindows() {
        BitSet labelled = new BitSet();
        labelled.set(2, 5);
        labelled.set(7);
        assertThat(LabelledScores.windows(labelled)).containsExactly(new Window(2, 4), new Window(7, 7));
    }
}
