package io.aiops4j.jmh.eval;

/** What a detector, or a peer, came to over many series. */
final class LeakTally {

    private static final double WEEK = 7 * 86_400;
    private static final double LONG_FILL = 45 * 60;
    private static final double LEAD = 15 * 60;

    private int falseAlarms;
    private double weeks;
    private int longFills;
    private int inTime;
    private int stating;
    private double held;
    private int alarming;
    private int heldAtAlarm;
    private int leaks;
    private int caught;

    void healthy(LeakSeries series, LeakWatch watch) {
        falseAlarms += watch.alarms();
        weeks += series.values().length * (double) series.step() / WEEK;
    }

    /** A series that leaks, but was relieved. */
    void relieved(LeakSeries series, LeakWatch watch) {
        leaks++;
        caught += watch.alarms() > watch.falseAlarms() ? 1 : 0;
        falseAlarms += watch.falseAlarms();
        weeks += series.fillFrom() * (double) series.step() / WEEK;
    }

    void exhausted(LeakSeries series, LeakWatch watch) {
        falseAlarms += watch.falseAlarms();
        weeks += series.fillFrom() * (double) series.step() / WEEK;
        if (series.fillSeconds() > LONG_FILL) {
            longFills++;
            inTime += watch.lead(series) >= LEAD ? 1 : 0;
        }
        if (watch.stated() > 0) {
            stating++;
            held += watch.coverage();
        }
        alarming += watch.statedAtAlarm();
        heldAtAlarm += watch.heldAtAlarm();
    }

    /** The exhaustions of both. */
    LeakTally and(LeakTally other) {
        LeakTally both = new LeakTally();
        both.longFills = longFills + other.longFills;
        both.inTime = inTime + other.inTime;
        both.stating = stating + other.stating;
        both.held = held + other.held;
        both.alarming = alarming + other.alarming;
        both.heldAtAlarm = heldAtAlarm + other.heldAtAlarm;
        return both;
    }

    double falseAlarmsPerWeek() {
        return falseAlarms / weeks;
    }

    double inTimePercent() {
        return 100.0 * inTime / longFills;
    }

    /** How often intervals held the truth: each series counts the same, however many intervals it got. */
    double coveragePercent() {
        return 100 * held / stating;
    }

    double coverageAtAlarmPercent() {
        return 100.0 * heldAtAlarm / alarming;
    }

    double caughtPercent() {
        return 100.0 * caught / leaks;
    }

    double weeks() {
        return weeks;
    }

    int longFills() {
        return longFills;
    }
}
