package io.aiops4j.detect.eval;

import java.util.List;

/** Counts alarms and events, series by series. */
final class EventCount {

    private long alarms;
    private long falseAlarms;
    private long events;
    private long found;
    private long delays;

    void add(LabelledScores series, double threshold, int quiet) {
        List<LabelledScores.Window> windows = series.windows();
        events += windows.size();
        int window = 0;
        int lastFound = -1;
        int lastRow = -1;
        for (int row = 0; row < series.rows(); row++) {
            if (series.score(row) < threshold) {
                continue;
            }
            while (window < windows.size() && windows.get(window).last() < row) {
                window++;
            }
            boolean inside = window < windows.size() && windows.get(window).first() <= row;
            if (lastRow < 0 || row - lastRow > quiet) {
                alarms++;
                falseAlarms += inside ? 0 : 1;
            }
            if (inside && window != lastFound) {
                found++;
                delays += row - windows.get(window).first();
                lastFound = window;
            }
            lastRow = row;
        }
    }

    EventScoring figures() {
        return new EventScoring(alarms, falseAlarms, events, found, found == 0 ? 0 : delays / (double) found);
    }
}
