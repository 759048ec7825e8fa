package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Detection;
import io.aiops4j.detect.eval.EventScoring;
import io.aiops4j.detect.eval.LabelledScores;
import io.aiops4j.detect.eval.PointScoring;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How well the default detector and its peers tell of events in service metrics. */
final class CloudEvaluation implements Evaluation {

    /** Each threshold that is tried lets through so many times the rows of the one before. */
    private static final double FINER = 1.02;

    @Override
    public String name() {
        return "cloud";
    }

    @Override
    public String summary() {
        return "events found in service metrics, and false alarms, against RandomCutForest";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar cloud --data DIR

                  --data DIR  GROUP/FILE.csv with the columns timestamp, value, label (1 where something is wrong)

                Figures, per detector: F1, precision and recall of events, false alarms per week of a series, mean
                delay in rows, and row by row the area under precision and recall. An alarm is false if it begins in
                no event. The default (adaptive) and the thresholded RandomCutForest (trcf) have the threshold that
                they ship with; the others the one with the best F1 on these very files, which flatters them.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--data");
        List<LabelledSeries> series = CloudFolder.read(options.directory("--data"));
        double weeks = series.stream().mapToDouble(LabelledSeries::weeks).sum();
        Figures figures = new Figures().with("files", series.size()).with("series_weeks", weeks);
        for (Judge judge : Judge.ALL) {
            Progress.say("scoring with " + judge.name());
            List<LabelledScores> scores = new ArrayList<>();
            for (LabelledSeries each : series) {
                scores.add(each.with(judge.scores(each)));
            }
            EventScoring events = judge.threshold().isPresent()
                    ? events(scores, judge.threshold().getAsDouble())
                    : best(scores);
            figures.with("events", events.events())
                    .withThousandths(judge.name() + "_f1", events.f1())
                    .withThousandths(judge.name() + "_precision", events.precision())
                    .withThousandths(judge.name() + "_recall", events.recall())
                    .withThousandths(judge.name() + "_false_alarms_per_week", events.falseAlarms() / weeks)
                    .with(judge.name() + "_delay_rows", events.delay())
                    .withThousandths(
                            judge.name() + "_auc_pr", PointScoring.of(scores).areaUnderPrecisionRecall());
        }
        return figures;
    }

    private static EventScoring events(List<LabelledScores> scores, double threshold) {
        return EventScoring.of(scores, threshold, Detection.CLOSES_AFTER);
    }

    private static EventScoring best(List<LabelledScores> scores) {
        double[] all = scores.stream()
                .flatMapToDouble(each -> IntStream.range(0, each.rows()).mapToDouble(each::score))
                .sorted()
                .toArray();
        EventScoring best = events(scores, Double.POSITIVE_INFINITY);
        for (double rank = 1; rank <= all.length; rank = Math.max(rank + 1, rank * FINER)) {
            EventScoring events = events(scores, all[all.length - (int) rank]);
            best = events.f1() > best.f1() ? events : best;
        }
        return best;
    }
}
