package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What counts as a leak, and where it ends. Immutable.
 *
 * <pre>{@code
 * long max = Runtime.getRuntime().maxMemory();
 * Detection heap = Detection.of(() -> Detectors.leak(Leak.ofMemory().endingAt(max)));
 * Detection descriptors = Detection.of(() -> Detectors.leak(Leak.ofAnything().endingAt(65_536)));
 * }</pre>
 *
 * @param rate growth per hour that is a leak; relative if it is a share
 * @param relative whether the rate is a share of the limit or, if none is known, of the level
 * @param limit where it ends; NaN if nobody knows
 * @param over how long growth lasts at least before it is called a leak
 */
public record Leak(double rate, boolean relative, double limit, Duration over) {

    /** Growth of memory per hour that is a leak if nothing is said: 5 MB. */
    public static final double MEMORY_RATE = 5 * 1024 * 1024;

    /** Growth of anything else per hour that is a leak if nothing is said: half a percent. */
    public static final double RELATIVE_RATE = 0.005;

    /** How long growth lasts at least if nothing is said. */
    public static final Duration OVER = Duration.ofMinutes(15);

    static final int BYTES = 2 * Double.BYTES + 1 + Long.BYTES;

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** Refuses what says nothing. */
    public Leak {
        if (!(rate > 0) || rate > Habit.LARGEST) {
            throw new AiopsException("A leak grows by more than 0 an hour, not by " + rate + ".");
        }
        if (limit <= 0 || limit > Habit.LARGEST) {
            throw new AiopsException("A leak ends above 0 and at 1e300 at most, not at " + limit
                    + ". Leave the limit out if nobody knows it; a heap without one says -1.");
        }
        if (over.compareTo(SHORTEST) < 0 || over.compareTo(LONGEST) > 0) {
            throw new AiopsException("Growth is watched for a millisecond to 30 days, not for " + over + ".");
        }
        // as it is saved
        over = Duration.ofMillis(over.toMillis());
    }

    /** {@return a leak of memory, in bytes: 5 MB an hour or more} */
    public static Leak ofMemory() {
        return new Leak(MEMORY_RATE, false, Double.NaN, OVER);
    }

    /** {@return a leak of anything, in any unit: half a percent an hour or more} */
    public static Leak ofAnything() {
        return new Leak(RELATIVE_RATE, true, Double.NaN, OVER);
    }

    /**
     * With a limit, so that it is said when that will be reached.
     *
     * @param most the limit, above
     * @return a new leak
     */
    public Leak endingAt(double most) {
        return new Leak(rate, relative, most, over);
    }

    /**
     * With another bound on its rate.
     *
     * @param perHour the growth per hour, or the share of it, that is a leak
     * @return a new leak
     */
    public Leak from(double perHour) {
        return new Leak(perHour, relative, limit, over);
    }

    /**
     * With another least time of growth.
     *
     * @param time how long it lasts at least before it is called a leak
     * @return a new leak
     */
    public Leak over(Duration time) {
        return new Leak(rate, relative, limit, time);
    }

    OptionalDouble known() {
        return Double.isNaN(limit) ? OptionalDouble.empty() : OptionalDouble.of(limit);
    }

    /** The growth per second that is a leak of something that stands at this level. */
    double leastPerSecond(double level) {
        double whole = Double.isNaN(limit) ? level : limit;
        return (relative ? rate * Math.abs(whole) : rate) / 3600;
    }

    static Leak from(ByteBuffer from) {
        return new Leak(from.getDouble(), from.get() != 0, from.getDouble(), Duration.ofMillis(from.getLong()));
    }

    void writeTo(ByteBuffer to) {
        to.putDouble(rate).put((byte) (relative ? 1 : 0)).putDouble(limit).putLong(over.toMillis());
    }
}
