package io.aiops4j.detect.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a miss and a false alarm cost in the Numenta Anomaly Benchmark, version 1.1, and the score by it: 0 is what
 * silence would get, 100 what a perfect detector would get, and too many false alarms are below 0.
 *
 * <pre>{@code
 * NabScore score = NabProfile.STANDARD.at(series, Detection.OPENS_AT);
 * }</pre>
 *
 * <p>The rules: the first 15 % of a series, at most 750 rows, do not count. In each window the earliest detection earns
 * up to 1, less the later it is; a window without one costs a miss. Each row outside that is detected costs a false
 * alarm, less if it follows shortly after a window.
 */
public enum NabProfile {
    /** A false alarm costs little. */
    STANDARD(1, 0.11),
    /** A false alarm costs twice as much. */
    REWARD_LOW_FP_RATE(1, 0.22),
    /** A miss costs twice as much. */
    REWARD_LOW_FN_RATE(2, 0.11);

    private final double miss;
    private final double falseAlarm;

    NabProfile(double miss, double falseAlarm) {
        this.miss = miss;
        this.falseAlarm = falseAlarm;
    }

    /**
     * The score with one threshold.
     *
     * @param series all series, scored as one set
     * @param threshold rows with this score or more are detected
     * @return the score
     */
    public NabScore at(List<LabelledScores> series, double threshold) {
        return at(series, each -> threshold);
    }

    /**
     * The score with a threshold per series, such as one that was chosen on the others.
     *
     * @param series all series, scored as one set
     * @param threshold gives the threshold for a series
     * @return the score
     */
    public NabScore at(List<LabelledScores> series, ToDoubleFunction<LabelledScores> threshold) {
        double raw = 0;
        int windows = 0;
        int found = 0;
        long falseAlarms = 0;
        for (LabelledScores each : series) {
            NabRows rows = new NabRows(each);
            double from = threshold.applyAsDouble(each);
            double[] best = new double[each.windows().size()];
            Arrays.fill(best, -miss);
            for (int row = rows.probation(); row < each.rows(); row++) {
                if (each.score(row) >= from) {
                    int window = rows.window(row);
                    if (window < 0) {
                        raw += falseAlarm * rows.worth(row);
                        falseAlarms++;
                    } else {
                        found += best[window] == -miss ? 1 : 0;
                        best[window] = Math.max(best[window], rows.worth(row));
                    }
                }
            }
            windows += best.length;
            for (int window = 0; window < best.length; window++) {
                raw += rows.counts(window) ? best[window] : 0;
            }
        }
        return score(raw, windows, found, falseAlarms);
    }

    /**
     * The threshold that gives the best score. What it gives on the same series flatters: it has seen their labels.
     *
     * @param series all series, scored as one set
     * @return the threshold; infinite if silence is best
     */
    public double bestThreshold(List<LabelledScores> series) {
        List<Change> changes = new ArrayList<>();
        double silent = 0;
        int base = 0;
        for (LabelledScores each : series) {
            NabRows rows = new NabRows(each);
            for (int row = rows.probation(); row < each.rows(); row++) {
                int window = rows.window(row);
                changes.add(new Change(each.score(row), rows.worth(row), window < 0 ? window : base + window));
            }
            for (int window = 0; window < each.windows().size(); window++) {
                silent -= rows.counts(window) ? miss : 0;
            }
            base += each.windows().size();
        }
        changes.sort(Comparator.comparingDouble(Change::score).reversed());
        return highest(changes, silent, base);
    }

    private double highest(List<Change> changes, double silent, int windows) {
        double[] best = new double[windows];
        Arrays.fill(best, -miss);
        double raw = silent;
        double highest = silent;
        double threshold = Double.POSITIVE_INFINITY;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (change.window() < 0) {
                raw += falseAlarm * change.worth();
            } else if (change.worth() > best[change.window()]) {
                raw += change.worth() - best[change.window()];
                best[change.window()] = change.worth();
            }
            boolean lastOfItsScore =
                    i + 1 == changes.size() || changes.get(i + 1).score() != change.score();
            if (lastOfItsScore && raw > highest) {
                highest = raw;
                threshold = change.score();
            }
        }
        return threshold;
    }

    private NabScore score(double raw, int windows, int found, long falseAlarms) {
        double nothing = -miss * windows;
        double score = windows == 0 ? 0 : 100 * (raw - nothing) / (windows - nothing);
        return new NabScore(score, found, windows, falseAlarms);
    }

    private record Change(double score, double worth, int window) {}
}
