package io.aiops4j.detect;

import io.aiops4j.core.signal.Severity;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What a series usually does: where it is and how far it steps, each with its {@link Spread}. The residual that reaches
 * further makes the score.
 */
final class Habit {

    static final int BYTES = 1 + 4 * Double.BYTES + 2 * Spread.BYTES;

    /** Values beyond are clamped, so that no difference overflows. */
    static final double LARGEST = 1e300;

    /** So many in a row outside on the same side are the new level. */
    static final int SETTLED = 30;

    /** The share of the newest value in the level and in the scales. */
    private static final double GAIN = 0.01;

    /** The same for the quick level, on which a shift settles. */
    private static final double QUICK_GAIN = 0.2;

    /** With so many values seen a band is twice as wide as it will be. */
    private static final double YOUNG = 16;

    private static final int SEEN_AT_MOST = 1_000_000;
    private static final double WARNING_FROM = 2;
    private static final double ERROR_FROM = 4;

    private final Spread levels;
    private final Spread steps;
    private int seen;
    private double level;
    private double quick;
    private double previous;

    /** The last value that was usual: the way back to it from a spike is no jump. */
    private double anchor;

    /** How many in a row are outside now; negative if they are below. */
    private int run;

    Habit(FirstValues first) {
        level = first.median();
        quick = level;
        previous = first.last();
        anchor = previous;
        seen = first.count();
        levels = new Spread(first.deviation(level));
        steps = new Spread(first.step());
    }

    Habit(ByteBuffer from, int seen) {
        this.seen = seen;
        level = from.getDouble();
        quick = from.getDouble();
        previous = from.getDouble();
        anchor = from.getDouble();
        run = from.get();
        levels = new Spread(from);
        steps = new Spread(from);
    }

    void writeTo(ByteBuffer to) {
        to.putDouble(level)
                .putDouble(quick)
                .putDouble(previous)
                .putDouble(anchor)
                .put((byte) run);
        levels.writeTo(to);
        steps.writeTo(to);
    }

    boolean isSound() {
        return seen <= SEEN_AT_MOST
                && Math.abs(level) <= LARGEST
                && Math.abs(quick) <= LARGEST
                && Math.abs(previous) <= LARGEST
                && Math.abs(anchor) <= LARGEST
                && Math.abs(run) < SETTLED
                && levels.isSound()
                && steps.isSound();
    }

    int seen() {
        return seen;
    }

    double level() {
        return level;
    }

    Score judge(double value, boolean afterGap) {
        double base = Math.abs(value - anchor) < Math.abs(value - previous) ? anchor : previous;
        double magnitude = Math.max(Math.abs(value), Math.max(Math.abs(level), Math.abs(base)));
        double youth = 1 + YOUNG / seen;
        double half = youth * levels.half(magnitude);
        double ratio = Math.abs(value - level) / half;
        double stepHalf = youth * steps.half(magnitude);
        double stepRatio = afterGap ? 0 : Math.abs(value - base) / stepHalf;

        boolean jumped = stepRatio > 1 && stepRatio > ratio;
        Score score = jumped ? jump(value, base, stepHalf, stepRatio) : departure(value, half, ratio);
        learn(value, magnitude, ratio, base, stepRatio, afterGap);
        return score;
    }

    private Score departure(double value, double half, double ratio) {
        String reason = ratio <= 1
                ? "within its usual band"
                : Figures.times(ratio) + (value > level ? " above" : " below") + " its usual band around "
                        + Figures.of(level);
        return score(ratio, level, half, reason);
    }

    private Score jump(double value, double base, double half, double ratio) {
        String reason = (value > base ? "jumped up by " : "jumped down by ") + Figures.times(ratio)
                + " its usual step, from " + Figures.of(base);
        return score(ratio, base, half, reason);
    }

    private Score score(double ratio, double expected, double half, String reason) {
        double square = ratio * ratio;
        Severity severity =
                ratio < WARNING_FROM ? Severity.INFO : ratio < ERROR_FROM ? Severity.WARNING : Severity.ERROR;
        double confidence = seen / (seen + YOUNG);
        return new Score(
                square / (1 + square),
                expected,
                expected - half,
                expected + half,
                severity,
                confidence,
                reason,
                Map.of());
    }

    private void learn(double value, double magnitude, double ratio, double base, double stepRatio, boolean afterGap) {
        seen = Math.min(SEEN_AT_MOST, seen + 1);
        double gain = Math.max(GAIN, 1.0 / seen);

        double fromLevel = value - level;
        double fromQuick = Math.abs(value - quick);
        // outside, the noise is measured around where the series is now, not around where it was
        double noise = ratio > 1 ? Math.min(fromQuick, Math.abs(fromLevel)) : Math.abs(fromLevel);
        level += gain * levels.clip(fromLevel, magnitude);
        levels.learn(noise, magnitude, ratio, gain);
        levels.follow(fromQuick, QUICK_GAIN);
        quick += QUICK_GAIN * (value - quick);

        if (!afterGap) {
            double step = Math.abs(value - base);
            steps.learn(step, magnitude, stepRatio, gain);
            steps.follow(step, QUICK_GAIN);
        }

        if (ratio > 1) {
            run = fromLevel > 0 ? Math.max(0, run) + 1 : Math.min(0, run) - 1;
        } else {
            run = 0;
        }
        previous = value;
        if (Math.abs(run) == SETTLED) {
            settle();
        }
        if (run == 0 && stepRatio <= 1) {
            anchor = value;
        }
    }

    /** The series stays where it went: that is its level now, and it is young again. */
    private void settle() {
        level = quick;
        levels.settle();
        steps.settle();
        seen = FirstValues.ENOUGH;
        run = 0;
    }
}
