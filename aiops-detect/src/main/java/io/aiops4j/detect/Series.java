package io.aiops4j.detect;

import io.aiops4j.core.Target;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One series of a {@link Detection}: its detector, whether an alarm is open, and the lock that keeps its callers in
 * line.
 */
final class Series {

    record Key(String metric, Target target) {}

    record Alarm(Instant time, Score score) {}

    final Key key;
    private final Detector detector;
    private boolean open;
    private int quiet;
    private @Nullable Instant unstamped;

    /** Set by each point, cleared by the search for a cold series. A new one was just used. */
    private volatile boolean used = true;

    Series(Key key, Detector detector) {
        this.key = key;
        this.detector = detector;
    }

    /** The alarm that this point opens, or null. */
    synchronized @Nullable Alarm observe(double value, @Nullable Instant stated, Clock clock) {
        if (!used) {
            used = true;
        }
        Instant time = stated == null ? next(clock.instant()) : stated;
        Score score = detector.observe(new Observation(time, value));
        if (!score.judged()) {
            return null;
        }
        if (open) {
            quiet = score.value() < Detection.QUIET_BELOW ? quiet + 1 : 0;
            open = quiet < Detection.CLOSES_AFTER;
            return null;
        }
        open = score.value() >= Detection.OPENS_AT;
        quiet = 0;
        return open ? new Alarm(time, score) : null;
    }

    /** Points that bring no time are in order by arriving, also while the clock stands still. */
    private Instant next(Instant now) {
        unstamped = unstamped == null || now.isAfter(unstamped) ? now : unstamped.plusNanos(1);
        return unstamped;
    }

    /** Whether it was used since this was last asked. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }
}
