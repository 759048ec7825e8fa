package io.aiops4j.detect;

import io.aiops4j.core.signal.Severity;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds growth that nothing relieves. What it promises is said at {@link Detectors#leak(Leak)}. */
final class LeakDetector implements Detector, Continuing {

    static final String FAMILY = "leak";
    static final int VERSION = 1;

    private static final double SURE = 0.95;
    private static final double SIGNIFICANT = 0.05;

    /** Growth is shown by so many troughs. */
    private static final int ENOUGH = 8;

    /** No more than this share of the growth is a single step. */
    private static final double ONE_STEP = 0.5;

    /** Growth that would take long to matter is watched for this share of that time, */
    private static final double PATIENCE = 1;

    /** but for no more than a day and an hour, in seconds: then it was no daily wave. */
    private static final double MOST_PATIENCE = 25 * 3600;

    /** An hour before its end, in seconds, it is an error. */
    private static final double URGENT = 3600;

    /** Collections blur the troughs: the interval is this much wider than that of a bare fill. */
    private static final double SOONER = 0.87;

    private static final double LATER = 1.2;

    private static final int NONE = -1;

    private final Leak leak;
    private final Envelope envelope;
    private final double goal;

    /** The scale on which it leaks, or none. */
    private int leaking = NONE;

    LeakDetector(Leak leak) {
        this(leak, new Envelope(false));
    }

    private LeakDetector(Leak leak, Envelope envelope) {
        this.leak = leak;
        this.envelope = envelope;
        goal = leak.known().orElse(Double.POSITIVE_INFINITY);
    }

    private static LeakDetector read(ByteBuffer from) {
        Leak leak = Leak.from(from);
        int leaking = from.get();
        LeakDetector detector = new LeakDetector(leak, new Envelope(false, from));
        detector.leaking = leaking;
        return detector;
    }

    static LeakDetector restore(DetectorState state) {
        return Restored.from(
                state,
                VERSION,
                LeakDetector::read,
                detector ->
                        detector.envelope.isSound() && detector.leaking >= NONE && detector.leaking < Envelope.SCALES);
    }

    /** What was learned under another idea of a leak says little under this one. */
    @Override
    public Detector continuing(Detector earlier) {
        return earlier instanceof LeakDetector other && other.leak.equals(leak) ? other : this;
    }

    @Override
    public DetectorState snapshot() {
        ByteBuffer to = ByteBuffer.allocate(Leak.BYTES + 1 + Envelope.BYTES);
        leak.writeTo(to);
        to.put((byte) leaking);
        envelope.writeTo(to);
        return DetectorState.of(FAMILY, VERSION, Arrays.copyOf(to.array(), to.position()));
    }

    @Override
    public Score observe(Observation observation) {
        if (!Double.isFinite(observation.value())) {
            return Score.unjudged(expected(), "no value");
        }
        if (!envelope.arrive(observation.time())) {
            return Score.unjudged(expected(), "not newer than the last observation");
        }
        double value = Math.max(-Habit.LARGEST, Math.min(Habit.LARGEST, observation.value()));
        int closed = envelope.add(value, goal);
        for (int i = 0; i < Envelope.SCALES; i++) {
            if ((closed & (1 << i)) != 0) {
                look(i);
            }
        }
        int holding = envelope.holding();
        if (leaking != NONE && (holding & (1 << leaking)) == 0) {
            leaking = NONE;
        }
        if (envelope.scale(0).count() < ENOUGH) {
            return Score.unjudged(expected(), "still learning how it grows");
        }
        Scale scale = leaking == NONE ? envelope.matching(holding) : envelope.scale(leaking);
        return score(scale == null || !isEstablished(scale) ? null : scale.outlook());
    }

    /** Where the troughs were last. */
    private double expected() {
        return envelope.scale(0).count() == 0 ? 0 : envelope.scale(0).last();
    }

    private void look(int index) {
        Scale scale = envelope.scale(index);
        Outlook outlook = scale.outlook();
        if (outlook != null && isLeak(scale, outlook)) {
            leaking = Math.max(leaking, index);
        } else if (leaking == index) {
            leaking = NONE;
        }
    }

    /** Whether it has grown for a while, to where it was not before: less may be a tooth. */
    private boolean isEstablished(Scale scale) {
        return scale.growing() >= ENOUGH
                && scale.span() >= leak.over().toMillis() / 1e3
                && scale.isBeyondWhatWasRelieved(goal);
    }

    private boolean isLeak(Scale scale, Outlook outlook) {
        double span = scale.span();
        double patience = Math.min(MOST_PATIENCE, PATIENCE * outlook.median());
        return isEstablished(scale)
                && span >= patience
                && outlook.rate() >= leak.leastPerSecond(outlook.level())
                && outlook.sure() >= SURE
                && scale.largestStep() <= ONE_STEP
                && Significance.ofGrowth(scale.values()) < SIGNIFICANT;
    }

    private Score score(@Nullable Outlook outlook) {
        double expected = expected();
        if (outlook == null || outlook.sure() < SURE) {
            return new Score(0, expected, expected, expected, Severity.INFO, 0.5, "nothing leaks", Map.of());
        }
        Map<String, Double> features = new HashMap<>();
        features.put("leak.rate", Math.max(-Habit.LARGEST, Math.min(Habit.LARGEST, outlook.rate() * 3600)));
        String reason = "its troughs grow by " + Figures.of(features.get("leak.rate")) + " an hour";
        Severity severity = leaking == NONE ? Severity.INFO : Severity.WARNING;
        if (leak.known().isPresent() && outlook.median() < Outlook.NEVER) {
            Forecast left = Forecast.at(envelope.now(), outlook.wider(SOONER, LATER));
            features.putAll(left.features(outlook.rate()));
            reason += ", " + left.words(goal);
            severity = leaking != NONE && left.seconds() < URGENT ? Severity.ERROR : severity;
        }
        return new Score(
                leaking == NONE ? 0.4 : 0.9, expected, expected, expected, severity, outlook.sure(), reason, features);
    }
}
