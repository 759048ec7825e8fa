package io.aiops4j.detect;

import java.time.Instant;

/** An event of a series that goes on, and how long it was quiet lately. */
final class OpenAlarm {

    final Instant start;
    final Score opening;
    private Instant peak;
    private Instant end;
    private double value;
    private double distance;
    private int quiet;

    OpenAlarm(Instant time, double value, Score opening) {
        this.start = time;
        this.opening = opening;
        this.peak = time;
        this.end = time;
        this.value = value;
        this.distance = Math.abs(value - opening.expected());
    }

    /** Takes the next point, and says whether it is over with that. */
    boolean isOver(Instant time, double next, Score score) {
        if (score.value() < Detection.QUIET_BELOW) {
            quiet++;
            return quiet >= Detection.CLOSES_AFTER;
        }
        quiet = 0;
        end = time;
        if (Math.abs(next - opening.expected()) > distance) {
            distance = Math.abs(next - opening.expected());
            value = next;
            peak = time;
        }
        return false;
    }

    Alarm of(Series.Key key) {
        return new Alarm(key.metric(), key.target(), start, peak, end, value, opening);
    }
}
