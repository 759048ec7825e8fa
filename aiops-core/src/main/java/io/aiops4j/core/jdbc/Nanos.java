package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import java.time.Duration;
import java.time.Instant;

/** Times as the tables keep them: nanoseconds since 1970, exact and in one column, from 1677 to 2262. */
final class Nanos {

    private static final long SECOND = 1_000_000_000L;

    private Nanos() {}

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** The nearest time that can be kept. */
    static long nearest(Instant time) {
        try {
            return exact(time);
        } catch (ArithmeticException beyond) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static long of(Instant time) {
        try {
            return exact(time);
        } catch (ArithmeticException beyond) {
            throw new AiopsException(
                    "The time " + time + " cannot be stored. Use one between the years 1678 and 2261.", beyond);
        }
    }

    static long plus(long nanos, Duration duration) {
        try {
            return Math.addExact(nanos, duration.toNanos());
        } catch (ArithmeticException beyond) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static long exact(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
    }
}
