package io.aiops4j.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The store's time as long as it goes on as time does. Where its clock jumps ahead, an hour would seem to be over that is not: then what
 * it is ahead is taken off again for an hour, until everything that was counted before is an hour old by any clock. A clock that jumps
 * back needs nothing: the time of entries stands still until it has caught up.
 *
 * <p>Not safe for use by many threads.
 */
final class SteadyTime {

    /** What two clocks may drift apart between two looks. */
    static final Duration TOLERANCE = Duration.ofSeconds(30);

    private final LongSupplier elapsed;
    private @Nullable Instant last;
    private long lastNanos;
    private Duration ahead = Duration.ZERO;
    private Duration aheadFor = Duration.ZERO;

    /** Against what tells in nanoseconds how time goes by. */
    SteadyTime(LongSupplier elapsed) {
        this.elapsed = elapsed;
    }

    /** What time it is when the store's clock shows this. */
    Instant of(Instant shown) {
        long nanos = elapsed.getAsLong();
        if (last != null) {
            Duration gone = Duration.ofNanos(Math.max(0, nanos - lastNanos));
            aheadFor = aheadFor.minus(gone);
            Duration jump = Duration.between(last, shown).minus(gone);
            if (jump.compareTo(TOLERANCE) > 0) {
                ahead = ahead.plus(jump);
                aheadFor = RunHistory.HOUR;
            }
        }
        if (aheadFor.isNegative() || aheadFor.isZero()) {
            ahead = Duration.ZERO;
        }
        last = shown;
        lastNanos = nanos;
        return shown.minus(ahead);
    }
}
