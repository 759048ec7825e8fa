package io.aiops4j.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The first values of a series, kept until their median and their spread can begin it. */
final class FirstValues {

    /** So many are enough to begin with, and few enough to keep. */
    static final int ENOUGH = 16;

    /** The largest deviations are left out, so that a start-up value or two does not make the detector dull. */
    private static final double KEPT = 0.875;

    /** What leaving them out takes from the mean of normal noise. */
    private static final double CORRECTION = 1.3;

    private final double[] values = new double[ENOUGH];
    private int count;

    FirstValues() {}

    FirstValues(ByteBuffer from, int count) {
        this.count = count;
        for (int i = 0; i < count; i++) {
            values[i] = from.getDouble();
        }
    }

    void writeTo(ByteBuffer to) {
        for (int i = 0; i < count; i++) {
            to.putDouble(values[i]);
        }
    }

    boolean isSound() {
        return count >= 0 && Arrays.stream(values).allMatch(value -> Math.abs(value) <= Habit.LARGEST);
    }

    int count() {
        return count;
    }

    void add(double value) {
        values[count] = value;
        count++;
    }

    boolean areEnough() {
        return count == ENOUGH;
    }

    /** The last one, or 0 if there was none. */
    double last() {
        return count == 0 ? 0 : values[count - 1];
    }

    double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        // halved before they are added: the sum of two large values may overflow
        return sorted[ENOUGH / 2 - 1] / 2 + sorted[ENOUGH / 2] / 2;
    }

    /** The mean size of the deviations from this middle. */
    double deviation(double middle) {
        double[] sizes = new double[ENOUGH];
        for (int i = 0; i < ENOUGH; i++) {
            sizes[i] = Math.abs(values[i] - middle);
        }
        return trimmedMean(sizes);
    }

    /** The mean size of the steps from value to value. */
    double step() {
        double[] sizes = new double[ENOUGH - 1];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(values[i + 1] - values[i]);
        }
        return trimmedMean(sizes);
    }

    private static double trimmedMean(double[] sizes) {
        Arrays.sort(sizes);
        int kept = (int) (KEPT * sizes.length);
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += sizes[i];
        }
        return CORRECTION * sum / kept;
    }
}
