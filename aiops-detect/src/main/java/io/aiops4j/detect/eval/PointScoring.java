package io.aiops4j.detect.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well scores tell rows in windows from all others, row by row and over all thresholds. A record, so it is safe to share.
 *
 * <pre>{@code
 * double area = PointScoring.of(series).areaUnderPrecisionRecall();
 * }</pre>
 *
 * @param areaUnderPrecisionRecall the average precision: precision at each threshold, weighted by the recall it adds
 * @param bestF1 the best harmonic mean of precision and recall
 * @param threshold the threshold that gives it; infinite if there is none
 */
public record PointScoring(double areaUnderPrecisionRecall, double bestF1, double threshold) {

    private record Row(double score, boolean labelled) {}

    /**
     * Scores all rows of all series as one set.
     *
     * @param series the series
     * @return the figures; 0 if no row is labelled
     */
    public static PointScoring of(List<LabelledScores> series) {
        List<Row> rows = new ArrayList<>();
        for (LabelledScores each : series) {
            int next = 0;
            List<LabelledScores.Window> windows = each.windows();
            for (int row = 0; row < each.rows(); row++) {
                while (next < windows.size() && windows.get(next).last() < row) {
                    next++;
                }
                rows.add(new Row(
                        each.score(row),
                        next < windows.size() && windows.get(next).first() <= row));
            }
        }
        rows.sort(Comparator.comparingDouble(Row::score).reversed());
        return sweep(rows);
    }

    private static PointScoring sweep(List<Row> rows) {
        long labelled = rows.stream().filter(Row::labelled).count();
        double area = 0;
        double best = 0;
        double threshold = Double.POSITIVE_INFINITY;
        long hits = 0;
        long before = 0;
        for (int i = 0; i < rows.size(); i++) {
            hits += rows.get(i).labelled() ? 1 : 0;
            boolean lastOfItsScore = i + 1 == rows.size()
                    || rows.get(i + 1).score() != rows.get(i).score();
            if (lastOfItsScore && hits > 0) {
                double precision = hits / (i + 1.0);
                double recall = hits / (double) labelled;
                area += precision * (hits - before) / labelled;
                before = hits;
                double f1 = 2 * precision * recall / (precision + recall);
                if (f1 > best) {
                    best = f1;
                    threshold = rows.get(i).score();
                }
            }
        }
        return new PointScoring(area, best, threshold);
    }
}
