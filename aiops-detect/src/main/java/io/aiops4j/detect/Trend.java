package io.aiops4j.detect;

import org.jspecify.annotations.Nullable;

/**
 * Fits local trends to the points of an envelope and says when they reach a limit, and how sure that is.
 *
 * <p>How quickly the level wanders and the slope bends is not known, nor whether growth accelerates. So there is a
 * {@link GrowthPath model} for each possibility, and each counts by how well it foretold the points, the latest the most. All
 * is relative to the range of the points and to their distance, so that neither unit matters.
 */
final class Trend {

    /** How much less the point before the last counts. */
    private static final double FORGETTING = 0.93;

    /** What counts less than this counts nothing. */
    private static final double LEAST_WEIGHT = 1e-3;

    /** Horizons that are tried, in distances of points. */
    private static final double NEAREST = 0.02;

    private static final double STEP = 1.4;
    private static final double FARTHEST = 5_000;
    private static final int HALVED = 10;

    /** Fills speed up more often than what was seen of them tells, and no interval is a point. */
    private static final double SOONER = 0.9;

    private static final double LATER = 1.03;

    private static final double[] CHANCES = {0.1, 0.5, 0.9};

    private final double[] times;
    private final double[] values;
    private final double[] counts;
    private final double scale;
    private final double distance;
    private final double freedom;
    private final double last;
    private final GrowthPath[] paths;
    private final double[] weights;

    private Trend(double[] times, double[] values, double scale) {
        int n = values.length;
        this.scale = scale;
        last = values[n - 1];
        distance = (times[n - 1] - times[0]) / (n - 1);
        this.times = new double[n];
        this.values = new double[n];
        for (int i = 0; i < n; i++) {
            this.times[i] = (times[i] - times[n - 1]) / distance;
            this.values[i] = (values[i] - last) / scale;
        }
        counts = new double[n];
        double total = 0;
        double count = 1;
        for (int i = n - 1; i >= GrowthPath.SPENT; i--) {
            counts[i] = count;
            total += count;
            count *= FORGETTING;
        }
        freedom = total;
        paths = GrowthPath.all(this.times, this.values, counts, freedom);
        weights = weigh();
    }

    /** A fit to at least {@link GrowthPath#SPENT} + 1 points, or null if neither their times nor their values are apart. */
    static @Nullable Trend of(double[] times, double[] values) {
        int n = values.length;
        double range = 0;
        for (double value : values) {
            range = Math.max(range, Math.abs(value - values[n - 1]));
        }
        return n > GrowthPath.SPENT && range > 0 && times[n - 1] > times[0] ? new Trend(times, values, range) : null;
    }

    private double[] weigh() {
        double best = Double.NEGATIVE_INFINITY;
        for (GrowthPath path : paths) {
            best = Math.max(best, path.foretold());
        }
        double[] share = new double[paths.length];
        double sum = 0;
        for (int k = 0; k < share.length; k++) {
            double each = Math.exp(paths[k].foretold() - best);
            share[k] = each < LEAST_WEIGHT ? 0 : each;
            sum += share[k];
        }
        for (int k = 0; k < share.length; k++) {
            share[k] /= sum;
        }
        return share;
    }

    /** When the limit is reached; from is the time of the last point. */
    Outlook towards(double limit, double from) {
        double goal = (limit - last) / scale;
        double level = 0;
        double slope = 0;
        double sure = 0;
        for (int k = 0; k < paths.length; k++) {
            if (weights[k] > 0) {
                level += weights[k] * paths[k].level();
                slope += weights[k] * paths[k].slope();
                sure += weights[k] * chance(paths[k].slopeOverSpread());
            }
        }
        double[] reached = reached(goal);
        return new Outlook(
                from,
                clamp(last + level * scale),
                clamp(slope * scale / distance),
                Math.max(0, Math.min(1, sure)),
                Math.min(SOONER * reached[0] * distance, Outlook.NEVER),
                Math.min(reached[1] * distance, Outlook.NEVER),
                Math.min(LATER * reached[2] * distance, Outlook.NEVER));
    }

    private static double clamp(double value) {
        return Math.max(-Habit.LARGEST, Math.min(Habit.LARGEST, value));
    }

    /** The earliest horizons, in distances of points, by which the goal is reached with each of the chances. */
    private double[] reached(double goal) {
        double never = Outlook.NEVER / distance;
        double[] horizons = {never, never, never};
        double before = 0;
        double after = 0;
        int next = 0;
        while (next < CHANCES.length && before < never && after <= FARTHEST) {
            double chance = by(goal, after);
            while (next < CHANCES.length && chance >= CHANCES[next]) {
                horizons[next] = between(goal, CHANCES[next], before, after);
                next++;
            }
            before = after;
            after = after == 0 ? NEAREST : after * STEP;
        }
        return horizons;
    }

    private double between(double goal, double chance, double before, double after) {
        double low = before;
        double high = after;
        for (int i = 0; i < HALVED; i++) {
            double middle = low / 2 + high / 2;
            if (by(goal, middle) >= chance) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The chance that the goal is reached by then. */
    private double by(double goal, double horizon) {
        double sum = 0;
        for (int k = 0; k < paths.length; k++) {
            if (weights[k] > 0) {
                double bent = chance(paths[k].beyond(goal, horizon, false));
                sum += weights[k]
                        * (paths[k].bends() ? (bent + chance(paths[k].beyond(goal, horizon, true))) / 2 : bent);
            }
        }
        return sum;
    }

    /** Student's distribution, by way of the normal one; close to a thousandth. */
    private double chance(double t) {
        if (Double.isNaN(t)) {
            return 0.5;
        }
        double z = t * (1 - 1 / (4 * freedom)) / Math.sqrt(1 + t * t / (2 * freedom));
        return 1 / (1 + Math.exp(-1.5976 * z - 0.07056 * z * z * z));
    }
}
