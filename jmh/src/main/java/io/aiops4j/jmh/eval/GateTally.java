package io.aiops4j.jmh.eval;

import java.util.Map;
import java.util.TreeMap;

/** What came of the attacks and of their controls. Safe for use by many threads. */
final class GateTally {

    /** What came of the attacks of one kind. */
    private static final class Kind {
        private long refused;
        private long ran;
    }

    private final Map<String, Kind> kinds = new TreeMap<>();
    private long faults;
    private long midway;
    private long controls;
    private long controlsRan;
    private String first = "";

    synchronized void attack(String kind, boolean ran, String what) {
        Kind counts = kinds.computeIfAbsent(kind, absent -> new Kind());
        if (ran) {
            counts.ran++;
            note(kind + " ran: " + what);
        } else {
            counts.refused++;
        }
    }

    synchronized void stoppedMidway() {
        midway++;
    }

    synchronized void fault(String kind, String what) {
        faults++;
        note(kind + " was not refused with words: " + what);
    }

    synchronized void control(String kind, boolean ran, String what) {
        controls++;
        controlsRan += ran ? 1 : 0;
        if (!ran) {
            note(kind + " did not run though nothing was altered: " + what);
        }
    }

    private void note(String what) {
        first = first.isEmpty() ? what : first;
    }

    /** The first thing that is wrong, or nothing. */
    synchronized String first() {
        return first;
    }

    synchronized Figures figures(Figures figures) {
        long refused = kinds.values().stream().mapToLong(kind -> kind.refused).sum();
        long ran = kinds.values().stream().mapToLong(kind -> kind.ran).sum();
        figures.with("attacks", refused + ran)
                .with("kinds", kinds.size())
                .with("refused", refused)
                .with("ran", ran)
                .with("faults", faults)
                .with("stopped_midway", midway)
                .with("controls", controls)
                .with("controls_ran", controlsRan);
        kinds.forEach(
                (name, kind) -> figures.with(name + "_refused", kind.refused).with(name + "_ran", kind.ran));
        return figures;
    }
}
