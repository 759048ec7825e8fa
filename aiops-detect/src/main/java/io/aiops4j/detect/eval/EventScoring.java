package io.aiops4j.detect.eval;

import java.util.List;

/**
 * How well alarms tell of events: one alarm is as good as ten, and a second one for the same event is not wrong. A
 * record, so it is safe to share.
 *
 * <pre>{@code
 * EventScoring events = EventScoring.of(series, Detection.OPENS_AT, 5);
 * System.out.printf("F1 %.2f, %d false alarms%n", events.f1(), events.falseAlarms());
 * }</pre>
 *
 * <p>An alarm begins with a row at the threshold or above and ends before a number of quiet rows. It is false if it
 * begins outside of all windows: whoever is called out then finds nothing wrong. So one endless alarm is false, however
 * many windows it covers.
 *
 * @param alarms how many alarms there were
 * @param falseAlarms how many of them begin in no window
 * @param events how many windows there were
 * @param found how many of them hold a row at the threshold or above
 * @param delay how many rows a window that was found had lasted until then, on average
 */
public record EventScoring(long alarms, long falseAlarms, long events, long found, double delay) {

    /**
     * Counts alarms and events.
     *
     * @param series the series
     * @param threshold rows with this score or more belong to an alarm
     * @param quiet so many rows below it end an alarm, at least 1
     * @return the figures
     */
    public static EventScoring of(List<LabelledScores> series, double threshold, int quiet) {
        EventCount count = new EventCount();
        for (LabelledScores each : series) {
            count.add(each, threshold, quiet);
        }
        return count.figures();
    }

    /** {@return the share of alarms that are not false; 0 without alarms} */
    public double precision() {
        return alarms == 0 ? 0 : (alarms - falseAlarms) / (double) alarms;
    }

    /** {@return the share of events that were found; 0 without events} */
    public double recall() {
        return events == 0 ? 0 : found / (double) events;
    }

    /** {@return the harmonic mean of precision and recall} */
    public double f1() {
        double sum = precision() + recall();
        return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }
}
