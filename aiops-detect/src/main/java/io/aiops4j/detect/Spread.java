package io.aiops4j.detect;

import java.nio.ByteBuffer;

/**
 * How far the residuals of one kind usually reach: their mean size (the scale, each residual clipped, so that an
 * outlier counts little) times a width that learns how heavy their tails are.
 *
 * <p>The width grows when an excursion is over, half of the way (in logarithms) to where that reached, but not by more
 * than {@link #GROWS_AT_MOST}; it shrinks a little with every residual. In balance about 1 % of normal noise lies
 * outside, less if the tails are heavier. It does not grow before the end, so that what stays out is seen for as long
 * as it stays.
 */
final class Spread {

    static final int BYTES = 4 * Double.BYTES;

    /** No scale is finer than this share of the values themselves: smaller moves matter to nobody. */
    private static final double FINEST_SHARE = 1e-3;

    /** Nor than this: what rounding leaves behind is no noise. */
    private static final double FINEST = 1e-12;

    /** A residual counts for at most so many times the scale. */
    private static final double CLIP = 4;

    private static final double FIRST_WIDTH = 4;
    private static final double NARROWEST = 3;
    private static final double WIDEST = 1000;
    private static final double GROWS_AT_MOST = 1.5;
    private static final double SHRINKS = 3e-4;

    private double scale;
    private double recent;
    private double width;

    /** The largest ratio of the excursion that goes on; 0 inside the band. */
    private double peak;

    Spread(double scale) {
        this.scale = Math.max(scale, FINEST);
        this.recent = this.scale;
        this.width = FIRST_WIDTH;
    }

    Spread(ByteBuffer from) {
        scale = from.getDouble();
        recent = from.getDouble();
        width = from.getDouble();
        peak = from.getDouble();
    }

    void writeTo(ByteBuffer to) {
        to.putDouble(scale).putDouble(recent).putDouble(width).putDouble(peak);
    }

    boolean isSound() {
        double largest = 2 * Habit.LARGEST;
        return scale >= FINEST
                && scale <= largest
                && recent >= 0
                && recent <= largest
                && width >= NARROWEST
                && width <= WIDEST
                && (peak == 0 || (peak > 1 && peak <= Double.MAX_VALUE));
    }

    /** Half of the band, for values of this magnitude. */
    double half(double magnitude) {
        return width * scaleFor(magnitude);
    }

    double clip(double residual, double magnitude) {
        double most = CLIP * scaleFor(magnitude);
        return Math.max(-most, Math.min(most, residual));
    }

    /**
     * Learns one residual.
     *
     * @param size how far it reached
     * @param magnitude the magnitude of the values
     * @param ratio how many times half of the band it reached
     * @param gain the share that the newest residual has in the scale
     */
    void learn(double size, double magnitude, double ratio, double gain) {
        scale = Math.max(FINEST, scale + gain * (clip(size, magnitude) - scale));
        if (ratio > 1) {
            peak = Math.max(peak, ratio);
        } else {
            endExcursion();
        }
        width = Math.max(NARROWEST, width * (1 - SHRINKS));
    }

    /** Keeps the size of the latest residuals, unclipped, in case that they turn out to be the new habit. */
    void follow(double size, double quickGain) {
        recent += quickGain * (size - recent);
    }

    /** What was recent is usual now. */
    void settle() {
        endExcursion();
        scale = Math.max(FINEST, recent);
    }

    private void endExcursion() {
        if (peak > 0) {
            width = Math.min(WIDEST, width * Math.min(GROWS_AT_MOST, Math.sqrt(peak)));
            peak = 0;
        }
    }

    private double scaleFor(double magnitude) {
        return Math.max(scale, FINEST_SHARE * magnitude);
    }
}
