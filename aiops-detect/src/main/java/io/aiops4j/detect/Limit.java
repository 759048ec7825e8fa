package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A limit that a series must not reach, and how long before to be told. Immutable.
 *
 * <pre>{@code
 * Detection disks = Detection.of(() -> Detectors.exhaustion(Limit.above(100)));
 * Detection certificates = Detection.of(() -> Detectors.exhaustion(Limit.below(0).ahead(Duration.ofDays(14))));
 * }</pre>
 *
 * @param value the limit
 * @param above whether trouble is above it, as with used space, or below it, as with free space
 * @param ahead how long before it is reached to be told
 */
public record Limit(double value, boolean above, Duration ahead) {

    /** How long before, if nothing is said. */
    public static final Duration AHEAD = Duration.ofHours(1);

    static final int BYTES = Double.BYTES + 1 + Long.BYTES;

    private static final Duration LONGEST = Duration.ofDays(365);

    /** Refuses what is no limit. */
    public Limit {
        if (!(Math.abs(value) <= Habit.LARGEST)) {
            throw new AiopsException("A limit is a number up to 1e300, not " + value + ".");
        }
        if (ahead.compareTo(Duration.ofSeconds(1)) < 0 || ahead.compareTo(LONGEST) > 0) {
            throw new AiopsException("An exhaustion is told a second to a year ahead, not " + ahead + ".");
        }
        // as it is saved
        ahead = Duration.ofMillis(ahead.toMillis());
    }

    /**
     * Trouble is above: used space, open files, queued messages.
     *
     * @param value the limit
     * @return a limit to be told of an hour ahead
     */
    public static Limit above(double value) {
        return new Limit(value, true, AHEAD);
    }

    /**
     * Trouble is below: free space, idle connections, days until a certificate ends.
     *
     * @param value the limit, such as 0
     * @return a limit to be told of an hour ahead
     */
    public static Limit below(double value) {
        return new Limit(value, false, AHEAD);
    }

    /**
     * Another time to be told.
     *
     * @param time how long before, from a second to a year
     * @return a new limit
     */
    public Limit ahead(Duration time) {
        return new Limit(value, above, time);
    }

    static Limit from(ByteBuffer from) {
        return new Limit(from.getDouble(), from.get() != 0, Duration.ofMillis(from.getLong()));
    }

    void writeTo(ByteBuffer to) {
        to.putDouble(value).put((byte) (above ? 1 : 0)).putLong(ahead.toMillis());
    }

    double seconds() {
        return ahead.toMillis() / 1e3;
    }

    /** The same value with trouble above. */
    double upwards(double observed) {
        double clamped = Math.max(-Habit.LARGEST, Math.min(Habit.LARGEST, observed));
        return above ? clamped : -clamped;
    }
}
