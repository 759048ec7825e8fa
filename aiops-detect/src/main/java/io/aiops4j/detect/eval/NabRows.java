package io.aiops4j.detect.eval;

import java.util.Arrays;
import java.util.List;

/** What a detection in each row of a series is worth in the Numenta Anomaly Benchmark, before the profile's costs. */
final class NabRows {

    private static final double PROBATION = 0.15;
    private static final double LONGEST_PROBATION = 750;
    private static final double STEEPNESS = 5;

    /** So many window lengths after a window nothing is forgiven any more. */
    private static final double FAR = 3;

    /** Keeps the exponential finite. */
    private static final double MOST_EXPONENT = 700;

    private static final double AT_THE_START = sigmoid(-1);

    private final double[] worth;
    private final int[] window;
    private final boolean[] counts;
    private final int probation;

    NabRows(LabelledScores series) {
        List<LabelledScores.Window> windows = series.windows();
        worth = new double[series.rows()];
        window = new int[series.rows()];
        counts = new boolean[windows.size()];
        probation = (int) Math.min(Math.floor(PROBATION * series.rows()), LONGEST_PROBATION);
        Arrays.fill(worth, -1);
        Arrays.fill(window, -1);
        for (int i = 0; i < windows.size(); i++) {
            int next = i + 1 < windows.size() ? windows.get(i + 1).first() : series.rows();
            mark(windows.get(i), i, next);
        }
    }

    private void mark(LabelledScores.Window marked, int number, int next) {
        for (int row = marked.first(); row <= marked.last(); row++) {
            worth[row] = sigmoid(-(marked.last() - row + 1) / (double) marked.length()) / AT_THE_START;
            window[row] = number;
        }
        for (int row = marked.last() + 1; row < next; row++) {
            worth[row] = sigmoid((row - marked.last()) / (double) (marked.length() - 1));
        }
        counts[number] = marked.last() >= probation;
    }

    /** The number of the first row that counts. */
    int probation() {
        return probation;
    }

    /** From 1 at the start of a window to 0 at its end, then down to -1. */
    double worth(int row) {
        return worth[row];
    }

    /** The number of the window that it lies in, or -1. */
    int window(int row) {
        return window[row];
    }

    /** Whether a row of this window counts. */
    boolean counts(int number) {
        return counts[number];
    }

    private static double sigmoid(double x) {
        return x > FAR ? -1 : 2 / (1 + Math.exp(Math.min(STEEPNESS * x, MOST_EXPONENT))) - 1;
    }
}
