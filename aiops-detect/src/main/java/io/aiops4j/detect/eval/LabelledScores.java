package io.aiops4j.detect.eval;

import io.aiops4j.core.AiopsException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The scores that a detector gave to the rows of one series, and the windows of rows in which something was wrong.
 * Immutable, so it is safe to share.
 *
 * <pre>{@code
 * LabelledScores scores = LabelledScores.of("shop/heap", new double[] {0, 0, 0.9, 0}, List.of(new Window(2, 3)));
 * double score = NabProfile.STANDARD.at(List.of(scores), 0.8).score();
 * }</pre>
 */
public final class LabelledScores {

    /**
     * Rows in which something was wrong, counted from 0.
     *
     * @param first the first of them
     * @param last the last of them
     */
    public record Window(int first, int last) {

        /** {@return how many rows it has} */
        public int length() {
            return last - first + 1;
        }
    }

    private final String name;
    private final double[] scores;
    private final List<Window> windows;

    private LabelledScores(String name, double[] scores, List<Window> windows) {
        this.name = name;
        this.scores = scores;
        this.windows = windows;
    }

    /**
     * Scores with their labels.
     *
     * @param name what the series is called
     * @param scores one per row, none of them NaN
     * @param windows in order, none reaching into another or beyond the rows
     * @return both together
     */
    public static LabelledScores of(String name, double[] scores, List<Window> windows) {
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new AiopsException("Row " + i + " of " + name + " has no score. Give each row a number.");
            }
        }
        int free = 0;
        for (Window window : windows) {
            if (window.first() < free || window.last() < window.first() || window.last() >= scores.length) {
                throw new AiopsException("The " + window + " of " + name + " is out of order or beyond its "
                        + scores.length + " rows. Sort and merge the windows.");
            }
            free = window.last() + 1;
        }
        return new LabelledScores(name, scores.clone(), List.copyOf(windows));
    }

    /**
     * The windows of rows that are labelled one by one.
     *
     * @param labelled the rows in which something was wrong
     * @return a window for each run of them
     */
    public static List<Window> windows(BitSet labelled) {
        List<Window> windows = new ArrayList<>();
        for (int first = labelled.nextSetBit(0); first >= 0; ) {
            int after = labelled.nextClearBit(first);
            windows.add(new Window(first, after - 1));
            first = labelled.nextSetBit(after);
        }
        return windows;
    }

    /** {@return what the series is called} */
    public String name() {
        return name;
    }

    /** {@return how many rows it has} */
    public int rows() {
        return scores.length;
    }

    /** {@return the windows, in order} */
    public List<Window> windows() {
        return windows;
    }

    /**
     * One score.
     *
     * @param row the row, from 0
     * @return its score
     */
    public double score(int row) {
        return scores[row];
    }
}
