package io.aiops4j.detect;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The default detector: what a series usually does, and how used one is to what is unusual now. */
final class AdaptiveDetector implements Detector, Continuing {

    static final String FAMILY = "adaptive";
    static final int VERSION = 3;

    /** Had no settings and no weeks. */
    private static final int VERSION_2 = 2;

    private static final int LONGEST = AdaptiveSettings.MOST_BYTES + Timeline.BYTES + Double.BYTES + Behaviour.BYTES;

    /** So many seconds from value to value, or more, are no haste. */
    private static final double UNHURRIED = 300;

    /** Faster than that is taken for this: such times come from a clock that stands still. */
    private static final double FASTEST = 1;

    private final AdaptiveSettings settings;
    private final Timeline timeline;
    private final Findings findings;

    /** The largest surprise, and less with every hour since. */
    private double habituation;

    /** Null until the first value. */
    private @Nullable Behaviour behaviour;

    AdaptiveDetector(AdaptiveSettings settings) {
        this.settings = settings;
        timeline = new Timeline();
        findings = new Findings(settings);
    }

    private AdaptiveDetector(ByteBuffer from, AdaptiveSettings settings, boolean isVersion2) {
        this.settings = settings;
        timeline = new Timeline(from);
        findings = new Findings(settings);
        habituation = from.getDouble();
        if (from.hasRemaining()) {
            behaviour = new Behaviour(from, settings, isVersion2);
        }
    }

    static AdaptiveDetector restore(DetectorState state) {
        if (state.version() == VERSION_2) {
            return Restored.from(
                    state,
                    VERSION_2,
                    from -> new AdaptiveDetector(from, AdaptiveSettings.DEFAULT, true),
                    AdaptiveDetector::isSound);
        }
        return Restored.from(
                state,
                VERSION,
                from -> new AdaptiveDetector(from, AdaptiveSettings.from(from), false),
                AdaptiveDetector::isSound);
    }

    /** Goes on from what another one knows, in the settings of this one. */
    @Override
    public Detector continuing(Detector earlier) {
        if (earlier instanceof HabitDetector) {
            return earlier;
        }
        if (!(earlier instanceof AdaptiveDetector other)) {
            return this;
        }
        if (other.settings.equals(settings)) {
            return other;
        }
        ByteBuffer from = ByteBuffer.allocate(LONGEST);
        other.writeTo(from);
        AdaptiveDetector going = new AdaptiveDetector(from.flip(), settings, false);
        if (going.behaviour != null && !other.settings.zone().equals(settings.zone())) {
            going.behaviour.forgetDays();
        }
        return going;
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
            behaviour = new Behaviour(clamped, settings);
            return Score.unjudged(clamped, "still learning what is usual");
        }
        return judge(behaviour, clamped, settings.local(time), arrival == Timeline.Arrival.AFTER_GAP);
    }

    private Score judge(Behaviour known, double value, long local, boolean afterGap) {
        boolean judged = known.isKnown();
        known.observe(value, local, afterGap, findings);
        double haste = findings.total() == 0 ? 0 : haste();
        Score score = judged
                ? findings.score(habituation + haste, known.seen())
                : Score.unjudged(known.level(), "still learning what is usual");
        habituation /= 1 + timeline.elapsed() / settings.habituationSeconds();
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
        settings.writeTo(to);
        writeTo(to);
        return DetectorState.of(FAMILY, VERSION, Arrays.copyOf(to.array(), to.position()));
    }

    private void writeTo(ByteBuffer to) {
        timeline.writeTo(to);
        to.putDouble(habituation);
        if (behaviour != null) {
            behaviour.writeTo(to);
        }
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
