package io.aiops4j.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first version of the default detector: first values, then a habit of level and step. A series whose state was
 * saved by it goes on with it; new ones get {@link AdaptiveDetector}.
 */
final class HabitDetector implements Detector {

    static final int VERSION = 1;

    private static final int LONGEST =
            Timeline.BYTES + Integer.BYTES + Math.max(Habit.BYTES, FirstValues.ENOUGH * Double.BYTES);

    private final Timeline timeline;

    /** Null from the first judgement on. */
    private @Nullable FirstValues first;

    /** Null until then. */
    private @Nullable Habit habit;

    HabitDetector() {
        timeline = new Timeline();
        first = new FirstValues();
    }

    private HabitDetector(ByteBuffer from) {
        timeline = new Timeline(from);
        int seen = from.getInt();
        if (seen < FirstValues.ENOUGH) {
            first = new FirstValues(from, seen);
        } else {
            habit = new Habit(from, seen);
        }
    }

    static HabitDetector restore(DetectorState state) {
        return Restored.from(state, VERSION, HabitDetector::new, HabitDetector::isSound);
    }

    @Override
    public Score observe(Observation observation) {
        double value = observation.value();
        if (!Double.isFinite(value)) {
            return Score.unjudged(expected(), "no value");
        }
        Timeline.Arrival arrival = timeline.arrive(observation.time());
        if (arrival == Timeline.Arrival.LATE) {
            return Score.unjudged(expected(), "not newer than the last observation");
        }
        double clamped = Math.max(-Habit.LARGEST, Math.min(Habit.LARGEST, value));
        if (habit != null) {
            return habit.judge(clamped, arrival == Timeline.Arrival.AFTER_GAP);
        }
        return warmUp(clamped);
    }

    @Override
    public DetectorState snapshot() {
        ByteBuffer to = ByteBuffer.allocate(LONGEST);
        timeline.writeTo(to);
        if (habit != null) {
            to.putInt(habit.seen());
            habit.writeTo(to);
        } else if (first != null) {
            to.putInt(first.count());
            first.writeTo(to);
        }
        return DetectorState.of(AdaptiveDetector.FAMILY, VERSION, Arrays.copyOf(to.array(), to.position()));
    }

    private Score warmUp(double value) {
        if (first != null) {
            first.add(value);
            if (first.areEnough()) {
                habit = new Habit(first);
                first = null;
            }
        }
        return Score.unjudged(expected(), "still learning what is usual");
    }

    private double expected() {
        if (habit != null) {
            return habit.level();
        }
        return first == null ? 0 : first.last();
    }

    private boolean isSound() {
        return timeline.isSound() && (first == null || first.isSound()) && (habit == null || habit.isSound());
    }
}
