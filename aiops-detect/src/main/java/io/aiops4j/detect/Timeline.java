package io.aiops4j.detect;

import java.nio.ByteBuffer;
import java.time.Instant;

/** The order of a series' observations: which are late, and where a gap is. */
final class Timeline {

    static final int BYTES = Long.BYTES + Integer.BYTES + 1 + Double.BYTES;

    /** So many late observations in a row are a new time line: the old one came from a wrong clock. */
    static final int NEW_TIME_LINE = 16;

    /** A distance of more than so many times the usual one is a gap. */
    private static final double GAP = 4;

    /** Nothing shorter is one, in seconds: what arrives that fast is spaced by chance. */
    private static final double SHORTEST_GAP = 1;

    private static final double GAIN = 0.05;
    private static final double NANOS = 1e-9;
    private static final int NOTHING_YET = -1;

    enum Arrival {
        NEXT,
        AFTER_GAP,
        LATE
    }

    private long seconds;
    private int nanos = NOTHING_YET;
    private int late;

    /** The usual distance in seconds; 0 while it is not known. */
    private double distance;

    /** How far the newest lies behind the one before, in seconds; a gap counts only as far as it begins. Not state. */
    private double elapsed;

    Timeline() {}

    Timeline(ByteBuffer from) {
        seconds = from.getLong();
        nanos = from.getInt();
        late = from.get();
        distance = from.getDouble();
    }

    void writeTo(ByteBuffer to) {
        to.putLong(seconds).putInt(nanos).put((byte) late).putDouble(distance);
    }

    boolean isSound() {
        return seconds >= Instant.MIN.getEpochSecond()
                && seconds <= Instant.MAX.getEpochSecond()
                && nanos >= NOTHING_YET
                && nanos < 1_000_000_000
                && late >= 0
                && late < NEW_TIME_LINE
                && distance >= 0
                && distance <= Double.MAX_VALUE;
    }

    /** The usual distance in seconds; 0 while it is not known. */
    double distance() {
        return distance;
    }

    double elapsed() {
        return elapsed;
    }

    Arrival arrive(Instant time) {
        elapsed = 0;
        if (nanos == NOTHING_YET) {
            moveTo(time);
            return Arrival.NEXT;
        }
        double passed = (time.getEpochSecond() - seconds) + (time.getNano() - nanos) * NANOS;
        if (passed <= 0) {
            late++;
            if (late < NEW_TIME_LINE) {
                return Arrival.LATE;
            }
            moveTo(time);
            return Arrival.AFTER_GAP;
        }
        moveTo(time);
        if (distance == 0) {
            distance = passed;
            elapsed = passed;
            return Arrival.NEXT;
        }
        double most = GAP * distance;
        elapsed = Math.min(passed, most);
        distance += GAIN * (elapsed - distance);
        return passed > Math.max(most, SHORTEST_GAP) ? Arrival.AFTER_GAP : Arrival.NEXT;
    }

    private void moveTo(Instant time) {
        seconds = time.getEpochSecond();
        nanos = time.getNano();
        late = 0;
    }
}
