package io.aiops4j.jmh.eval;

import java.util.Random;

/** How a fill goes from nothing to all: straight, bending up, or by compound growth, at a rate that wanders. */
final class LeakShape {

    private final double seconds;
    private final double power;
    private final double growth;
    private final double wander;
    private final double withLoad;
    private final Random random;
    private double progress;
    private double mood;

    private LeakShape(double seconds, double power, double growth, double wander, double withLoad, Random random) {
        this.seconds = seconds;
        this.power = power;
        this.growth = growth;
        this.wander = wander;
        this.withLoad = withLoad;
        this.random = random;
    }

    /** A fill that takes about so many seconds. */
    static LeakShape in(double seconds, Random random) {
        double power = 1;
        double growth = 0;
        switch (random.nextInt(4)) {
            case 0 -> power = 1 + 1.5 * random.nextDouble();
            case 1 -> growth = 1 + 3 * random.nextDouble();
            default -> {
                // straight
            }
        }
        double wander = random.nextBoolean() ? 0 : 0.4 * random.nextDouble();
        double withLoad = random.nextInt(3) == 0 ? random.nextDouble() * 0.6 : 0;
        return new LeakShape(seconds, power, growth, wander, withLoad, random);
    }

    /** A fill like the passing of time. */
    static LeakShape steady(double seconds, Random random) {
        return new LeakShape(Math.max(1, seconds), 1, 0, 0, 0, random);
    }

    /** What has filled after so many more seconds, from 0 to 1 and beyond; load is around 0. */
    double after(double step, double load) {
        double memory = Math.exp(-step / (seconds / 8));
        mood = memory * mood + Math.sqrt(1 - memory * memory) * random.nextGaussian();
        progress += step / seconds * Math.max(0, 1 + wander * mood) * Math.max(0, 1 + withLoad * load);
        return growth > 0 ? Math.expm1(growth * progress) / Math.expm1(growth) : Math.pow(progress, power);
    }

    /** Begins again, as after a restart. */
    void restart() {
        progress = 0;
    }
}
