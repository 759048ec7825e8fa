package io.aiops4j.detect;

import io.aiops4j.core.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One series of a {@link Detection}: its detector, the alarm that is open, and the lock that keeps its callers in line.
 */
final class Series {

    record Key(String metric, Target target) {}

    final Key key;
    private final Detector detector;
    private final Consumer<Alarm> ended;
    private @Nullable OpenAlarm open;
    private @Nullable Instant unstamped;
    private @Nullable Instant last;

    /** Set by each point, cleared by the search for a cold series. A new one was just used. */
    private volatile boolean used = true;

    Series(Key key, Detector detector, Consumer<Alarm> ended) {
        this.key = key;
        this.detector = detector;
        this.ended = ended;
    }

    /** The alarm that this point opens, or null. */
    synchronized @Nullable OpenAlarm observe(double value, @Nullable Instant stated, Clock clock) {
        if (!used) {
            used = true;
        }
        Instant time = stated == null ? next(clock.instant()) : stated;
        last = time;
        Score score = detector.observe(new Observation(time, value));
        if (!score.judged()) {
            return null;
        }
        if (open != null) {
            if (open.isOver(time, value, score)) {
                close();
            }
            return null;
        }
        if (score.value() < Detection.OPENS_AT) {
            return null;
        }
        open = new OpenAlarm(time, value, score);
        return open;
    }

    /** What is to be kept of a series that is evicted; its alarm ends with it. */
    synchronized SavedSeries leave(Clock clock) {
        close();
        return new SavedSeries(key.metric(), key.target(), last == null ? clock.instant() : last, detector.snapshot());
    }

    private void close() {
        if (open != null) {
            ended.accept(open.of(key));
            open = null;
        }
    }

    /** The alarm that is open, as it stands now; or null. */
    synchronized @Nullable Alarm alarm() {
        return open == null ? null : open.of(key);
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
