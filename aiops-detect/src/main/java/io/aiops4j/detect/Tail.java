package io.aiops4j.detect;

import java.nio.ByteBuffer;

/**
 * How far the residuals of one kind reach, at least 0 each: a bound that all but one in a thousand stay below, and how
 * far those that pass it go beyond. From both follows how rare a residual is, whatever its unit.
 *
 * <p>The bound rises with each residual that passes it, in proportion and not to where that reached, so it rises beyond
 * what was just seen while few were; it sinks a little with every other one. It balances where the share that passes is
 * {@link AdaptiveSettings#rare()}, and in the long run forgets by half in some 14,000 values.
 */
final class Tail {

    static final int BYTES = 3 * Double.BYTES + 2 * Integer.BYTES;

    /** So many residuals are seen before one is judged. */
    static final int FIRST = 20;

    /** What goes beyond by less than this share is let pass: in a light tail that happens again and again. */
    private static final double MARGIN = 1.05;

    /** While few were seen, much larger ones are still to come: the margin is so much wider, divided by their number. */
    private static final double CAUTION = 5;

    /** No surprise is larger, in powers of ten: nobody has seen that many values. */
    private static final double LARGEST_SURPRISE = 12;

    /** Moves of the bound, in parts of the excess, while young: this, or less once more were seen than in youth. */
    private static final double YOUNG = 2;

    private static final double YOUTH = 50;
    private static final double EXCESS_GAIN = 0.05;

    /** Of tails nothing is known at first: judging begins with a lighter one than learning, so that both are quick. */
    private static final double JUDGED_AS = 0.5;

    private static final double LEAST_EXCESS = 0.05;

    /** For judging, no tail is taken for lighter than this: too few excesses were seen to be so sure. */
    private static final double LIGHTEST = 0.2;

    private static final double LARGEST_EXCESS = 5;
    private static final int ENOUGH_EXCESSES = 10;

    /** Where nothing was left before, this share of the first that leaves something is the bound. */
    private static final double FIRST_BOUND = 0.1;

    private static final int MOST_SEEN = 1_000_000;
    private static final double LN_10 = Math.log(10);

    private double bound;

    /** The mean logarithm of how far beyond the bound those went that passed it. */
    private double excess;

    /** The same, begun with another one. */
    private double learning;

    private int seen;
    private int passed;

    Tail(AdaptiveSettings settings) {
        excess = JUDGED_AS * settings.tail();
        learning = settings.tail();
    }

    Tail(ByteBuffer from) {
        bound = from.getDouble();
        excess = from.getDouble();
        learning = from.getDouble();
        seen = from.getInt();
        passed = from.getInt();
    }

    void writeTo(ByteBuffer to) {
        to.putDouble(bound).putDouble(excess).putDouble(learning).putInt(seen).putInt(passed);
    }

    boolean isSound() {
        return bound >= 0
                && bound <= Double.MAX_VALUE / 2
                && excess >= 0
                && excess <= LARGEST_EXCESS
                && learning >= 0
                && learning <= LARGEST_EXCESS
                && seen >= 0
                && seen <= MOST_SEEN
                && passed >= 0
                && passed <= MOST_SEEN;
    }

    boolean isReady() {
        return seen >= FIRST;
    }

    /** The bound itself. */
    double farthest() {
        return bound;
    }

    /** What a residual must pass to be unusual; no finer than this. */
    double bound(double finest) {
        return Math.max(bound * (MARGIN + CAUTION / Math.max(1, seen)), finest);
    }

    /** How rare a residual of this size is, in powers of ten; 0 if it is usual, or if nothing is known yet. */
    double surprise(double size, double finest, AdaptiveSettings settings) {
        double from = bound(finest);
        if (size <= from || seen < FIRST) {
            return 0;
        }
        double beyond = Math.log(size / from) / (Math.max(LIGHTEST, excess) * LN_10);
        return Math.min(LARGEST_SURPRISE, beyond - Math.log10(settings.rare()));
    }

    void learn(double size, double finest, AdaptiveSettings settings) {
        if (seen < FIRST) {
            seen++;
            bound = Math.max(bound, size);
            return;
        }
        seen = Math.min(MOST_SEEN, seen + 1);
        double from = Math.max(bound, finest);
        if (size > from) {
            // the first that leaves nothing at all says what is small
            from = from == 0 ? size * FIRST_BOUND : from;
            double beyond = Math.min(LARGEST_EXCESS, Math.log(size / from));
            passed = Math.min(MOST_SEEN, passed + 1);
            double gain = Math.max(EXCESS_GAIN, 1.0 / (passed + ENOUGH_EXCESSES));
            excess += gain * (beyond - excess);
            learning += gain * (beyond - learning);
            bound = Math.min(Double.MAX_VALUE / 2, from * Math.exp(moves(settings)));
        } else {
            bound *= 1 - settings.rare() * moves(settings);
        }
    }

    /** Begins again, with the bound that the next residuals give. */
    void forget() {
        seen = 0;
        bound = 0;
    }

    private double moves(AdaptiveSettings settings) {
        double pace = settings.pace();
        double step = seen * pace > YOUTH ? pace : Math.min(YOUNG, YOUTH / seen);
        return step * Math.max(LEAST_EXCESS, learning);
    }
}
