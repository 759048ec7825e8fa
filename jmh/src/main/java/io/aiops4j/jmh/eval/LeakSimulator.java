package io.aiops4j.jmh.eval;

import java.util.Arrays;
import java.util.Random;

/** Makes series of everything that fills up, and of everything that only looks like it. */
final class LeakSimulator {

    private static final int[] STEPS = {10, 15, 30, 60, 120, 300};
    private static final double HIGHEST_PEAK = 0.95;
    private static final double LOWEST_PEAK = 0.5;
    private static final int LONGEST = 20_000;
    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;
    private static final double SHORTEST_FILL = 1_200;
    private static final double LONGEST_FILL = 5 * DAY;

    private final Random random;

    LeakSimulator(long seed) {
        random = new Random(seed);
    }

    /** A series that fills until it is exhausted. */
    LeakSeries exhausting(LeakKind kind) {
        while (true) {
            double fill = logUniform(SHORTEST_FILL, LONGEST_FILL);
            int step = STEPS[random.nextInt(STEPS.length)];
            double before = logUniform(HOUR, DAY);
            if ((before + 2 * fill) / step < LONGEST && fill / step >= 8) {
                LeakSeries series =
                        make(kind, step, (int) ((before + 4 * fill) / step), (int) (before / step), fill, 0);
                if (series.ends()) {
                    return series;
                }
            }
        }
    }

    /** A leak that restarts relieve before it exhausts anything. */
    LeakSeries relieved(LeakKind kind) {
        while (true) {
            double fill = logUniform(4 * HOUR, LONGEST_FILL);
            int step = STEPS[random.nextInt(STEPS.length)];
            double before = logUniform(HOUR, DAY);
            double between = fill * (0.3 + 0.4 * random.nextDouble());
            int length = (int) ((before + 4 * between) / step);
            if (length < LONGEST) {
                LeakSeries series = make(kind, step, length, (int) (before / step), fill, between);
                if (!series.ends()) {
                    return series;
                }
            }
        }
    }

    /** A series in which nothing ever fills for good. */
    LeakSeries healthy(LeakKind kind) {
        int step = STEPS[random.nextInt(STEPS.length)];
        int length = (int) Math.min(LONGEST, 7 * DAY / step);
        return make(kind, step, length, length, 0, 0);
    }

    private LeakSeries make(LeakKind kind, int step, int length, int fillFrom, double fill, double restarts) {
        LeakBackground background = new LeakBackground(kind, fillFrom == length, random);
        LeakShape shape =
                kind == LeakKind.CERTIFICATE ? LeakShape.steady(fill, random) : LeakShape.in(Math.max(1, fill), random);
        double limit = Math.pow(10, 11 * random.nextDouble());
        boolean above = kind != LeakKind.CERTIFICATE && (kind != LeakKind.DISK || random.nextBoolean());
        double base = kind == LeakKind.CERTIFICATE ? 0 : background.base();
        double[] used = new double[length];
        double relief = fillFrom * (double) step + restarts;
        double filled = 0;
        double exhausted = Double.POSITIVE_INFINITY;
        int end = length;
        for (int i = 0; i < length && end == length; i++) {
            double time = (double) i * step;
            background.advance(time, step);
            if (i >= fillFrom) {
                filled = shape.after(step, background.load());
            }
            if (restarts > 0 && time >= relief) {
                shape.restart();
                relief += restarts * (0.7 + 0.6 * random.nextDouble());
                filled = 0;
            }
            double live = background.live() + filled * (1 - base);
            double seen = background.seen(live);
            if (fillFrom < length && (kind == LeakKind.HEAP ? live : seen) >= 1) {
                exhausted = time;
                end = i + 1;
            }
            used[i] = Math.min(fillFrom < length ? 1 : seen, seen);
        }
        if (fillFrom == length) {
            keepBelow(used);
        }
        double[] values = new double[end];
        for (int i = 0; i < end; i++) {
            values[i] = limit * (above ? used[i] : 1 - used[i]);
        }
        boolean leaking = fillFrom < length;
        return new LeakSeries(
                kind, step, values, above ? limit : 0, above, Math.min(fillFrom, end), exhausted, leaking);
    }

    /** What is healthy comes close to its limit at most. */
    private void keepBelow(double[] used) {
        double most = Arrays.stream(used).max().orElse(0);
        double allowed = LOWEST_PEAK + (HIGHEST_PEAK - LOWEST_PEAK) * random.nextDouble();
        if (most > allowed) {
            Arrays.setAll(used, i -> used[i] * allowed / most);
        }
    }

    private double logUniform(double from, double to) {
        return from * Math.pow(to / from, random.nextDouble());
    }
}
