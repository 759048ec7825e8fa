package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The default detector: what a series usually does, and how used one is to what is unusual now. */
final class AdaptiveDetector implements Detector {

    static final String FAMILY = "adaptive";
    static final int VERSION = 2;

    private static final int LONGEST = Timeline.BYTES + Double.BYTES + Behaviour.BYTES;

    /** After so many seconds about a third of the habituation is left. */
    private static final double HABITUATION = 86_400;

    /** So many seconds from value to value, or more, are no haste. */
    private static final double UNHURRIED = 300;

    /** Faster than that is taken for this: such times come from a clock that stands still. */
    private static final double FASTEST = 1;

    private final Timeline timeline;
    private final Findings findings = new Findings();

    /** The largest surprise, and less with every hour since. */
    private double habituation;

    /** Null until the first value. */
    private @Nullable Behaviour behaviour;

    AdaptiveDetector() {
        timeline = new Timeline();
    }

    private AdaptiveDetector(ByteBuffer from) {
        timeline = new Timeline(from);
        habituation = from.getDouble();
        if (from.hasRemaining()) {
            behaviour = new Behaviour(from);
        }
    }

    static AdaptiveDetector restore(DetectorState state) {
        if (state.version() != VERSION) {
            throw new AiopsException("The state of this adaptive detector has version " + state.version()
                    + "; this build reads 1 and " + VERSION
                    + ". Use the build that wrote it, or start with a new detector.");
        }
        ByteBuffer from = ByteBuffer.wrap(state.payload());
        try {
            AdaptiveDetector detector = new AdaptiveDetector(from);
            if (!from.hasRemaining() && detector.isSound()) {
                return detector;
            }
        } catch (BufferUnderflowException e) {
            throw damaged(e);
        }
        throw damaged(null);
    }

    static AiopsException damaged(@Nullable Throwable cause) {
        return new AiopsException("The state of this adaptive detector is damaged. Start with a new detector.", cause);
    }

    @Override
    public Score observe(Observation observation) {
        double value = observation.value();
        if (!Double.isFinite(value)) {
            return Score.unjudged(expected(), "no value");
        }
        Instant time = observation.time();
        Timeline.Arrival arrival = timeline.arrive(time);
        if (arrival == Timeline.Arrival.LATE) {
            return Score.unjudged(expected(), "not newer than the last observation");
        }
        double clamped = Math.max(-Habit.LARGEST, Math.min(Habit.LARGEST, value));
        if (behaviour == null) {
            behaviour = new Behaviour(clamped, time.getEpochSecond());
            return Score.unjudged(clamped, "still learning what is usual");
        }
        return judge(behaviour, clamped, time.getEpochSecond(), arrival == Timeline.Arrival.AFTER_GAP);
    }

    private Score judge(Behaviour known, double value, long seconds, boolean afterGap) {
        boolean judged = known.isKnown();
        known.observe(value, seconds, afterGap, findings);
        double haste = findings.total() == 0 ? 0 : haste();
        Score score = judged
                ? findings.score(habituation + haste, known.seen())
                : Score.unjudged(known.level(), "still learning what is usual");
        habituation /= 1 + timeline.elapsed() / HABITUATION;
        habituation = Math.max(habituation, findings.total() - haste);
        return score;
    }

    /** What is looked at ten times as often must be ten times as rare, or it would cry ten times as often. */
    private double haste() {
        double distance = timeline.distance();
        return distance == 0 || distance >= UNHURRIED ? 0 : Math.log10(UNHURRIED / Math.max(FASTEST, distance));
    }

    @Override
    public DetectorState snapshot() {
        ByteBuffer to = ByteBuffer.allocate(LONGEST);
        timeline.writeTo(to);
        to.putDouble(habituation);
        if (behaviour != null) {
            behaviour.writeTo(to);
        }
        return DetectorState.of(FAMILY, VERSION, Arrays.copyOf(to.array(), to.position()));
    }

    private double expected() {
        return behaviour == null ? 0 : behaviour.level();
    }

    private boolean isSound() {
        return timeline.isSound()
                && habituation >= 0
                && habituation <= Findings.MOST
                && (behaviour == null || behaviour.isSound());
    }
}
