package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The default detector: first values, then a habit. What it promises is said at {@link Detectors#adaptive()}. */
final class AdaptiveDetector implements Detector {

    static final String FAMILY = "adaptive";
    static final int VERSION = 1;

    private static final int LONGEST =
            Timeline.BYTES + Integer.BYTES + Math.max(Habit.BYTES, FirstValues.ENOUGH * Double.BYTES);

    private final Timeline timeline;

    /** Null from the first judgement on. */
    private @Nullable FirstValues first;

    /** Null until then. */
    private @Nullable Habit habit;

    AdaptiveDetector() {
        timeline = new Timeline();
        first = new FirstValues();
    }

    private AdaptiveDetector(ByteBuffer from) {
        timeline = new Timeline(from);
        int seen = from.getInt();
        if (seen < FirstValues.ENOUGH) {
            first = new FirstValues(from, seen);
        } else {
            habit = new Habit(from, seen);
        }
    }

    static AdaptiveDetector restore(DetectorState state) {
        if (state.version() != VERSION) {
            throw new AiopsException("The state of this adaptive detector has version " + state.version()
                    + "; this build reads " + VERSION + ". Use the build that wrote it, or start with a new detector.");
        }
        ByteBuffer from = ByteBuffer.wrap(state.payload());
        try {
            AdaptiveDetector detector = new AdaptiveDetector(from);
            if (!from.hasRemaining() && detector.isSound()) {
                return detector;
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw damaged(e);
        }
        throw damaged(null);
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
        return DetectorState.of(FAMILY, VERSION, Arrays.copyOf(to.array(), to.position()));
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

    private static AiopsException damaged(@Nullable Throwable cause) {
        return new AiopsException("The state of this adaptive detector is damaged. Start with a new detector.", cause);
    }
}
