package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Detection;
import io.aiops4j.detect.Detector;
import io.aiops4j.detect.Observation;
import io.aiops4j.detect.Score;
import java.util.Map;

/** What a detector made of one series: when its alarms began, and how often its intervals held the truth. */
final class LeakWatch {

    private static final String LOWER = "exhaustion.lower";
    private static final String UPPER = "exhaustion.upper";

    private int alarms;
    private int early;
    private double firstInFill = Double.POSITIVE_INFINITY;
    private int stated;
    private int held;
    private int statedAtAlarm;
    private int heldAtAlarm;

    private LeakWatch() {}

    static LeakWatch over(LeakSeries series, Detector detector) {
        LeakWatch watch = new LeakWatch();
        boolean open = false;
        int quiet = 0;
        for (int i = 0; i < series.values().length; i++) {
            Score score = detector.observe(new Observation(series.time(i), series.values()[i]));
            boolean inFill = i >= series.fillFrom();
            boolean last = i == series.values().length - 1 && series.ends();
            if (series.ends() && inFill && !last) {
                watch.hold(series, i, score);
            }
            if (open) {
                quiet = score.value() < Detection.QUIET_BELOW ? quiet + 1 : 0;
                open = quiet < Detection.CLOSES_AFTER;
            } else if (score.judged() && score.value() >= Detection.OPENS_AT) {
                open = true;
                quiet = 0;
                watch.begin(series, i, score);
            }
        }
        return watch;
    }

    private void begin(LeakSeries series, int index, Score score) {
        alarms++;
        if (index < series.fillFrom()) {
            early++;
            return;
        }
        double time = (double) index * series.step();
        if (time < firstInFill) {
            firstInFill = time;
            if (series.ends() && score.features().containsKey(LOWER)) {
                statedAtAlarm = 1;
                heldAtAlarm = holds(series, index, score) ? 1 : 0;
            }
        }
    }

    private void hold(LeakSeries series, int index, Score score) {
        if (score.features().containsKey(LOWER)) {
            stated++;
            held += holds(series, index, score) ? 1 : 0;
        }
    }

    private static boolean holds(LeakSeries series, int index, Score score) {
        double left = series.exhausted() - (double) index * series.step();
        Map<String, Double> stated = score.features();
        return left >= stated.getOrDefault(LOWER, 0.0) && left <= stated.getOrDefault(UPPER, 0.0);
    }

    /** Alarms that began before the fill, or where nothing fills. */
    int falseAlarms() {
        return early;
    }

    int alarms() {
        return alarms;
    }

    /** Seconds from the first alarm in the fill to the end; negative if there was none. */
    double lead(LeakSeries series) {
        return firstInFill == Double.POSITIVE_INFINITY ? -1 : series.exhausted() - firstInFill;
    }

    int stated() {
        return stated;
    }

    double coverage() {
        return (double) held / stated;
    }

    /** Whether the first alarm in the fill came with an interval, as a count. */
    int statedAtAlarm() {
        return statedAtAlarm;
    }

    /** Whether that held the truth, as a count. */
    int heldAtAlarm() {
        return heldAtAlarm;
    }
}
