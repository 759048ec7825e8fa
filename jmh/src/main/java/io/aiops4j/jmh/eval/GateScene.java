package io.aiops4j.jmh.eval;

import java.util.ArrayList;
import java.util.List;

/** The plants of one attack, and how many handlers were called that nothing allowed. */
final class GateScene implements AutoCloseable {

    private final List<GatePlant> plants = new ArrayList<>();
    private int before;
    private int wrong;
    private boolean judged;
    private boolean midway;

    /** A plant whose threads end with the scene. */
    GatePlant with(GatePlant plant) {
        plants.add(plant);
        return plant;
    }

    GatePlant fresh() {
        return with(GatePlant.fresh());
    }

    /** From here on nothing may run. */
    void nothingFromHere() {
        before = calls();
    }

    /** For races: the attack knows itself what came too late. */
    void judge(long tooLate) {
        judged = true;
        wrong = (int) tooLate;
    }

    /** For races: what forbids it came while something was under way, and stopped some of it. */
    void stoppedMidway() {
        midway = true;
    }

    boolean isMidway() {
        return midway;
    }

    private int calls() {
        return plants.stream()
                .map(plant -> plant.calls)
                .distinct()
                .mapToInt(calls -> calls.get())
                .sum();
    }

    /** Handlers that were called in all since {@link #nothingFromHere()}. */
    int ran() {
        return calls() - before;
    }

    /** Handlers that were called against what forbids it. */
    int wrong() {
        return judged ? wrong : ran();
    }

    @Override
    public void close() {
        plants.forEach(GatePlant::close);
    }
}
