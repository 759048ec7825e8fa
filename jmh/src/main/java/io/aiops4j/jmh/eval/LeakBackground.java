package io.aiops4j.jmh.eval;

import java.util.Random;

/**
 * What a resource does when nothing leaks, as shares of its limit: a level, noise, days and weeks, teeth (collections,
 * rotations), bursts that drain, restarts, deployments, caches that warm up.
 */
final class LeakBackground {

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;

    private final LeakKind kind;
    private final Random random;
    private final double base;
    private final double noise;
    private final double noiseMemory;
    private final double season;
    private final double phase;
    private final double weekend;
    private final double tooth;
    private final double period;
    private final double burst;
    private final double burstEach;
    private final double burstFor;
    private final double restartEach;
    private final double warmUp;
    private final double warmFor;
    private final double deployEach;

    private double load;
    private double level;
    private double wandering;
    private double inTooth;
    private double toothHeight;
    private double left;
    private double rising;
    private double pending;
    private double sinceRestart;
    private double deployed;

    LeakBackground(LeakKind kind, boolean healthy, Random random) {
        this.kind = kind;
        this.random = random;
        base = 0.1 + 0.4 * random.nextDouble();
        noise = kind == LeakKind.CERTIFICATE ? 0 : between(0.0003, 0.02);
        noiseMemory = random.nextBoolean() ? 0 : between(MINUTE, 10 * MINUTE);
        boolean steady = kind == LeakKind.CERTIFICATE || kind == LeakKind.DISK;
        season = steady || random.nextInt(2) == 0 ? 0 : random.nextDouble() * (healthy ? 0.35 : 0.12);
        phase = DAY * random.nextDouble();
        weekend = random.nextDouble();
        boolean teeth = kind == LeakKind.HEAP
                || (kind == LeakKind.DISK && random.nextInt(2) == 0)
                || (kind == LeakKind.CERTIFICATE && healthy);
        tooth = !teeth
                ? 0
                : kind == LeakKind.CERTIFICATE
                        ? 0.5 + 0.35 * random.nextDouble()
                        : 0.05 + (healthy ? 0.4 : 0.25) * random.nextDouble();
        period = kind == LeakKind.HEAP
                ? between(30, 2 * HOUR)
                : kind == LeakKind.CERTIFICATE ? between(6 * HOUR, 3 * DAY) : between(HOUR, DAY);
        burst = kind == LeakKind.QUEUE ? random.nextDouble() * (healthy ? 0.5 : 0.2) : 0;
        burstEach = between(HOUR, DAY);
        burstFor = between(MINUTE, HOUR);
        restartEach = healthy && random.nextInt(3) == 0 ? between(6 * HOUR, 3 * DAY) : Double.POSITIVE_INFINITY;
        warmUp = healthy && random.nextInt(3) == 0 && !steady ? 0.3 * random.nextDouble() : 0;
        warmFor = between(10 * MINUTE, 4 * HOUR);
        deployEach = random.nextInt(3) == 0 ? between(12 * HOUR, 4 * DAY) : Double.POSITIVE_INFINITY;
        left = teeth ? period * random.nextDouble() : 0;
        toothHeight = tooth;
    }

    double base() {
        return base;
    }

    /** Around 0. */
    double load() {
        return load;
    }

    void advance(double time, double step) {
        double day = Math.floor((time + phase) / DAY) % 7;
        load = Math.sin(2 * Math.PI * (time + phase) / DAY) * (day >= 5 ? weekend : 1);
        double memory = noiseMemory == 0 ? 0 : Math.exp(-step / noiseMemory);
        wandering = memory * wandering + Math.sqrt(1 - memory * memory) * random.nextGaussian();
        sinceRestart += step;
        if (random.nextDouble() < step / restartEach) {
            sinceRestart = 0;
            rising = 0;
            pending = 0;
        }
        if (random.nextDouble() < step / deployEach) {
            deployed = 0.06 * random.nextGaussian();
            sinceRestart = 0;
        }
        if (burst > 0 && random.nextDouble() < step / burstEach) {
            rising = burstFor * (0.5 + random.nextDouble());
        }
        rising -= step;
        double drain = step / burstFor;
        pending = rising > 0 ? pending + burst * drain : Math.max(0, pending - burst * drain);
        double warm = warmUp == 0 ? 0 : warmUp * -Math.expm1(-sinceRestart / warmFor);
        level = base + season * load * 0.5 + deployed + warm + Math.min(pending, burst * 2);
        if (tooth > 0) {
            left -= step;
            while (left <= 0) {
                left += period * (0.8 + 0.4 * random.nextDouble());
                toothHeight = tooth * (0.8 + 0.4 * random.nextDouble());
                inTooth = kind == LeakKind.HEAP ? 0.1 * tooth * random.nextDouble() : 0;
            }
            inTooth += toothHeight * step / period;
        }
    }

    /** What is really in use, when nothing leaks. A disk is full whatever filled it; garbage can be collected. */
    double live() {
        if (kind == LeakKind.CERTIFICATE) {
            return inTooth;
        }
        return Math.max(0.01, level) + (kind == LeakKind.DISK ? inTooth : 0);
    }

    /** What is measured when so much is in use. */
    double seen(double live) {
        double measured = live + noise * wandering;
        if (kind == LeakKind.HEAP) {
            measured = live * (1 + 0.3 * noise * wandering) + Math.min(inTooth, 0.95 * (1 - live));
        }
        return Math.max(0, measured);
    }

    private double between(double from, double to) {
        return from * Math.pow(to / from, random.nextDouble());
    }
}
