package io.aiops4j.detect;

import java.nio.ByteBuffer;

/**
 * Where an envelope is going.
 *
 * @param from the time of the last point, in seconds
 * @param level where it is, noise aside
 * @param rate how much it grows per second
 * @param sure how sure it is that it grows at all, from 0 to 1
 * @param lower the limit is reached before with a chance of 1 in 10, in seconds after {@code from}
 * @param median with a chance of 1 in 2
 * @param upper with a chance of 9 in 10
 */
record Outlook(double from, double level, double rate, double sure, double lower, double median, double upper) {

    static final int BYTES = 7 * Double.BYTES;

    /** Later than this is never: ten years, in seconds. */
    static final double NEVER = 10 * 365.25 * 86_400;

    Outlook(ByteBuffer from) {
        this(
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble());
    }

    void writeTo(ByteBuffer to) {
        to.putDouble(from).putDouble(level).putDouble(rate).putDouble(sure);
        to.putDouble(lower).putDouble(median).putDouble(upper);
    }

    /** The same with a wider interval. */
    Outlook wider(double sooner, double later) {
        return new Outlook(from, level, rate, sure, lower * sooner, median, Math.min(NEVER, upper * later));
    }

    boolean isSound() {
        return Double.isFinite(from)
                && Math.abs(level) <= Double.MAX_VALUE
                && Math.abs(rate) <= Double.MAX_VALUE
                && sure >= 0
                && sure <= 1
                && lower >= 0
                && lower <= median
                && median <= upper
                && upper <= NEVER;
    }
}
