package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Observation;

/**
 * The peer that everybody can write: how far the tail of a normal distribution reaches over the values of a sliding
 * window that moves by steps, as the Numenta Anomaly Benchmark's detector of this name does it.
 */
final class WindowedGaussian {

    private static final int STEP = 100;
    private static final double FLATTEST = 1e-6;

    private final double[] window;
    private final double[] next = new double[STEP];
    private int filled;
    private int waiting;
    private double mean;
    private double deviation = 1;

    WindowedGaussian(int length) {
        window = new double[length];
    }

    double score(Observation observation) {
        double value = observation.value();
        double score = filled == 0 ? 0 : 1 - tail(Math.abs(value - mean) / deviation);
        if (filled < window.length) {
            window[filled++] = value;
            measure();
        } else {
            next[waiting++] = value;
            if (waiting == STEP) {
                System.arraycopy(window, STEP, window, 0, window.length - STEP);
                System.arraycopy(next, 0, window, window.length - STEP, STEP);
                waiting = 0;
                measure();
            }
        }
        return score;
    }

    private void measure() {
        double sum = 0;
        for (int i = 0; i < filled; i++) {
            sum += window[i];
        }
        mean = sum / filled;
        double squares = 0;
        for (int i = 0; i < filled; i++) {
            squares += (window[i] - mean) * (window[i] - mean);
        }
        deviation = Math.max(FLATTEST, Math.sqrt(squares / filled));
    }

    /** The upper tail of the standard normal distribution; Abramowitz and Stegun 26.2.17. */
    private static double tail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return series * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
