package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A rule that a person wrote: a value on the wrong side of a limit, for some time. Immutable.
 *
 * <pre>{@code
 * Rule busy = Rule.above(0.9).lasting(Duration.ofMinutes(5)).until(0.8);
 * Detection cpu = Detection.of(() -> Detectors.rule(busy));
 * }</pre>
 *
 * @param comparison which side of the limit is wrong
 * @param limit the limit
 * @param lasting how long it must be wrong without a break; zero for at once
 * @param until the value at which it is well again: the limit, or one on the right side of it
 */
public record Rule(Comparison comparison, double limit, Duration lasting, double until) {

    /** Which side of a limit is wrong. */
    public enum Comparison {
        /** Above the limit. */
        ABOVE(0),
        /** At the limit or above. */
        AT_LEAST(1),
        /** Below the limit. */
        BELOW(2),
        /** At the limit or below. */
        AT_MOST(3);

        /** What stands for it in a saved state. */
        private final int code;

        Comparison(int code) {
            this.code = code;
        }

        static Comparison of(int code) {
            for (Comparison each : values()) {
                if (each.code == code) {
                    return each;
                }
            }
            throw new AiopsException("There is no comparison " + code + ".");
        }

        boolean holds(double value, double limit) {
            return switch (this) {
                case ABOVE -> value > limit;
                case AT_LEAST -> value >= limit;
                case BELOW -> value < limit;
                case AT_MOST -> value <= limit;
            };
        }

        boolean isUpwards() {
            return this == ABOVE || this == AT_LEAST;
        }
    }

    static final int BYTES = 1 + 2 * Double.BYTES + Long.BYTES;

    private static final Duration LONGEST = Duration.ofDays(365);

    /** Refuses what no value could ever fulfil, or leave. */
    public Rule {
        if (!(Math.abs(limit) <= Habit.LARGEST) || !(Math.abs(until) <= Habit.LARGEST)) {
            throw new AiopsException("A rule has limits up to 1e300, not " + limit + " until " + until + ".");
        }
        if (comparison.isUpwards() ? until > limit : until < limit) {
            throw new AiopsException("A rule that is broken " + comparison + " " + limit + " cannot be well again at "
                    + until + ". Name the limit, or a value on the other side of it.");
        }
        if (lasting.isNegative() || lasting.compareTo(LONGEST) > 0) {
            throw new AiopsException("A rule is broken for zero to 365 days, not for " + lasting + ".");
        }
        // as it is saved
        lasting = Duration.ofMillis(lasting.toMillis());
    }

    /**
     * Broken above a limit.
     *
     * @param limit the limit
     * @return a rule that is broken at once, and well again at the limit
     */
    public static Rule above(double limit) {
        return new Rule(Comparison.ABOVE, limit, Duration.ZERO, limit);
    }

    /**
     * Broken below a limit.
     *
     * @param limit the limit
     * @return a rule that is broken at once, and well again at the limit
     */
    public static Rule below(double limit) {
        return new Rule(Comparison.BELOW, limit, Duration.ZERO, limit);
    }

    /**
     * With a time that it must last.
     *
     * @param time how long without a break
     * @return a new rule
     */
    public Rule lasting(Duration time) {
        return new Rule(comparison, limit, time, until);
    }

    /**
     * With another value at which it is well again, so that a value that trembles at the limit gives one alarm.
     *
     * @param value on the right side of the limit
     * @return a new rule
     */
    public Rule until(double value) {
        return new Rule(comparison, limit, lasting, value);
    }

    static Rule from(ByteBuffer from) {
        Comparison comparison = Comparison.of(from.get());
        return new Rule(comparison, from.getDouble(), Duration.ofMillis(from.getLong()), from.getDouble());
    }

    void writeTo(ByteBuffer to) {
        to.put((byte) comparison.code)
                .putDouble(limit)
                .putLong(lasting.toMillis())
                .putDouble(until);
    }
}
