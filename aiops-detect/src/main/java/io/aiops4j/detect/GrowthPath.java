package io.aiops4j.detect;

/**
 * One model of growth, run over the points as a Kalman filter: a level, a slope and, if it bends, an acceleration. The
 * noise from point to point is the unit of all variances, and is estimated in the end.
 */
final class GrowthPath {

    /** So many points are spent to begin, and foretell nothing. */
    static final int SPENT = 3;

    private static final double[] LEVELS = {0, 0.1, 1, 10};
    private static final double[] SLOPES = {0, 0.001, 0.01, 0.1, 1};
    private static final double[] BENT_LEVELS = {0, 0.1, 1};
    private static final double[] BENDS = {0, 1e-4, 1e-2};

    /** What slope and acceleration may be before anything is seen: anything. */
    private static final double ANYTHING = 1e6;

    /** No noise is less than this share of the range. */
    private static final double LEAST_NOISE = 2e-3;

    /** Compound growth is not followed further than by this exponent. */
    private static final double LARGEST_EXPONENT = 30;

    private final double wanders;
    private final double turns;
    private final double drifts;
    private final boolean bends;
    private double level;
    private double slope;
    private double bend;
    private double ll = 1;
    private double ls;
    private double lb;
    private double ss = ANYTHING;
    private double sb;
    private double bb;
    private double variance;
    private double foretold;

    private GrowthPath(double wanders, double turns, double drifts, boolean bends) {
        this.wanders = wanders;
        this.turns = turns;
        this.drifts = drifts;
        this.bends = bends;
        bb = bends ? ANYTHING : 0;
    }

    static GrowthPath[] all(double[] times, double[] values, double[] counts, double freedom) {
        GrowthPath[] paths = new GrowthPath[LEVELS.length * SLOPES.length + BENT_LEVELS.length * BENDS.length];
        int k = 0;
        for (double wanders : LEVELS) {
            for (double turns : SLOPES) {
                paths[k++] = new GrowthPath(wanders, turns, 0, false);
            }
        }
        for (double wanders : BENT_LEVELS) {
            for (double drifts : BENDS) {
                paths[k++] = new GrowthPath(wanders, 0, drifts, true);
            }
        }
        for (GrowthPath path : paths) {
            path.follow(times, values, counts, freedom);
        }
        return paths;
    }

    private void follow(double[] times, double[] values, double[] counts, double freedom) {
        level = values[0];
        double squares = 0;
        double logs = 0;
        for (int i = 1; i < values.length; i++) {
            advance(times[i] - times[i - 1]);
            // rounding may leave a variance just below 0
            double expected = Math.max(0, ll) + 1;
            double error = values[i] - level;
            correct(error, expected);
            if (i >= SPENT) {
                squares += counts[i] * error * error / expected;
                logs += counts[i] * Math.log(expected);
            }
        }
        variance = (squares + LEAST_NOISE * LEAST_NOISE) / freedom;
        foretold = -0.5 * logs - 0.5 * freedom * Math.log(variance);
    }

    private void advance(double h) {
        double half = h * h / 2;
        level += h * slope + half * bend;
        slope += h * bend;
        ll += 2 * h * ls + 2 * half * lb + h * h * ss + 2 * h * half * sb + half * half * bb + noise(h);
        ls += h * lb + h * ss + (half + h * h) * sb + h * half * bb + turns * h * h / 2 + drifts * h * h * h * h / 8;
        lb += h * sb + half * bb + drifts * h * h * h / 6;
        ss += 2 * h * sb + h * h * bb + turns * h + drifts * h * h * h / 3;
        sb += h * bb + drifts * h * h / 2;
        bb += drifts * h;
    }

    /** What the wandering of level, slope and acceleration adds to the variance of the level. */
    private double noise(double h) {
        double square = h * h;
        return wanders * h + turns * h * square / 3 + drifts * h * square * square / 20;
    }

    private void correct(double error, double expected) {
        double toLevel = ll / expected;
        double toSlope = ls / expected;
        double toBend = lb / expected;
        level += toLevel * error;
        slope += toSlope * error;
        bend += toBend * error;
        bb -= toBend * lb;
        sb -= toSlope * lb;
        ss -= toSlope * ls;
        lb -= toLevel * lb;
        ls -= toLevel * ls;
        ll -= toLevel * ll;
    }

    /** The logarithm of how well it foretold the points. */
    double foretold() {
        return foretold;
    }

    double level() {
        return level;
    }

    double slope() {
        return slope;
    }

    boolean bends() {
        return bends;
    }

    double slopeOverSpread() {
        return slope / Math.sqrt(variance * Math.max(ss, 1e-12));
    }

    /** How many deviations beyond the goal it will be; growth that bends may go on bending, or compound. */
    double beyond(double goal, double h, boolean compounds) {
        double bySlope = h;
        double byBend = bends ? h * h / 2 : 0;
        double ahead = level + slope * h + bend * byBend;
        if (compounds && slope > 0 && bend != 0) {
            double rate = bend / slope;
            double exponent = Math.min(LARGEST_EXPONENT, rate * h);
            double grown = Math.exp(exponent);
            ahead = level + slope * (grown - 1) / rate;
            byBend = (exponent * grown - grown + 1) / (rate * rate);
            bySlope = (grown - 1) / rate - byBend * rate;
        }
        double spread = ll
                + 2 * bySlope * ls
                + 2 * byBend * lb
                + bySlope * bySlope * ss
                + 2 * bySlope * byBend * sb
                + byBend * byBend * bb
                + noise(h);
        return (ahead - goal) / Math.sqrt(variance * Math.max(spread, 1e-12));
    }
}
