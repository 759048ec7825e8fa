package io.aiops4j.detect;

import io.aiops4j.core.signal.Severity;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** Foresees when a limit is reached. What it promises is said at {@link Detectors#exhaustion(Limit)}. */
final class ExhaustionDetector implements Detector, Continuing {

    static final String FAMILY = "exhaustion";
    static final int VERSION = 1;

    /** The interval is stated, and the alarm raised, when growth is so sure. */
    private static final double STATED_FROM = 0.9;

    private static final double SURE = 0.95;

    /** Chance alone must be rarer than this. */
    private static final double SIGNIFICANT = 0.05;

    /** No more than this share of the growth may be a single step: a deployment is not a fill. */
    private static final double ONE_STEP = 0.6;

    /** Growth over so many points, and so many times the time ahead, is old: of that one chance in ten is enough. */
    private static final int OLD = 12;

    /** An alarm is over when the limit is so many times as far off as would raise one. */
    private static final double OVER = 3;

    /** The last quarter of the time ahead is an error, not a warning. */
    private static final double URGENT = 0.25;

    private final Limit limit;
    private final Envelope envelope;
    private boolean alarmed;

    ExhaustionDetector(Limit limit) {
        this.limit = limit;
        envelope = new Envelope(true);
    }

    private ExhaustionDetector(ByteBuffer from) {
        limit = Limit.from(from);
        alarmed = from.get() != 0;
        envelope = new Envelope(true, from);
    }

    static ExhaustionDetector restore(DetectorState state) {
        return Restored.from(state, VERSION, ExhaustionDetector::new, detector -> detector.envelope.isSound());
    }

    /** What was learned under another limit says little under this one. */
    @Override
    public Detector continuing(Detector earlier) {
        return earlier instanceof ExhaustionDetector other && other.limit.equals(limit) ? other : this;
    }

    @Override
    public DetectorState snapshot() {
        ByteBuffer to = ByteBuffer.allocate(Limit.BYTES + 1 + Envelope.BYTES);
        limit.writeTo(to);
        to.put((byte) (alarmed ? 1 : 0));
        envelope.writeTo(to);
        return DetectorState.of(FAMILY, VERSION, Arrays.copyOf(to.array(), to.position()));
    }

    @Override
    public Score observe(Observation observation) {
        if (!Double.isFinite(observation.value())) {
            return Score.unjudged(limit.value(), "no value");
        }
        if (!envelope.arrive(observation.time())) {
            return Score.unjudged(limit.value(), "not newer than the last observation");
        }
        double value = limit.upwards(observation.value());
        envelope.add(value, limit.upwards(limit.value()));
        if (value >= limit.upwards(limit.value())) {
            alarmed = true;
            return score(
                    observation,
                    1,
                    Severity.ERROR,
                    1,
                    "the limit of " + Figures.of(limit.value()) + " is reached",
                    Map.of());
        }
        int holding = envelope.holding();
        Scale scale = envelope.matching(holding);
        Outlook outlook = scale == null ? null : scale.outlook();
        if (scale == null || outlook == null || outlook.sure() < STATED_FROM) {
            return calm(observation);
        }
        return judge(observation, scale, outlook, holding);
    }

    private Score calm(Observation observation) {
        int seen = envelope.scale(0).count();
        if (seen < Scale.FEWEST) {
            return Score.unjudged(limit.value(), "still learning how it grows");
        }
        alarmed = false;
        return score(observation, 0, Severity.INFO, 0.5, "it does not grow towards its limit", Map.of());
    }

    private Score judge(Observation observation, Scale scale, Outlook outlook, int holding) {
        Forecast left = Forecast.at(envelope.now(), outlook);
        double ahead = limit.seconds();
        boolean soon = alarmed ? left.seconds() <= OVER * ahead : left.seconds() <= ahead && isGrowth(scale, outlook);
        alarmed = soon || (left.lower() <= ahead && mayBeSoon(holding));
        double near = ahead / (ahead + left.seconds());
        Severity severity =
                !alarmed ? Severity.INFO : left.seconds() < URGENT * ahead ? Severity.ERROR : Severity.WARNING;
        return score(
                observation,
                alarmed ? 0.8 + 0.2 * near : 0.49 * near,
                severity,
                outlook.sure(),
                left.words(limit.value()),
                left.features(limit.above() ? outlook.rate() : -outlook.rate()));
    }

    /** Whether growth that is long established may reach the limit in the time ahead. */
    private boolean mayBeSoon(int holding) {
        for (int i = 0; i < Envelope.SCALES; i++) {
            Scale scale = envelope.scale(i);
            Outlook outlook = scale.outlook();
            if ((holding & (1 << i)) != 0 && outlook != null && isOld(scale)) {
                Forecast left = Forecast.at(envelope.now(), outlook);
                if (left.lower() <= limit.seconds() && left.upper() < scale.span() && isGrowth(scale, outlook)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOld(Scale scale) {
        return scale.growing() >= OLD && scale.span() >= OLD * limit.seconds();
    }

    private boolean isGrowth(Scale scale, Outlook outlook) {
        return outlook.sure() >= SURE
                && scale.isBeyondWhatWasRelieved(limit.upwards(limit.value()))
                && scale.largestStep() <= ONE_STEP
                && Significance.ofGrowth(scale.values()) < SIGNIFICANT;
    }

    private Score score(
            Observation observation,
            double value,
            Severity severity,
            double confidence,
            String reason,
            Map<String, Double> features) {
        double limited = limit.value();
        double there = Math.max(-Habit.LARGEST, Math.min(Habit.LARGEST, observation.value()));
        return new Score(
                value,
                limited,
                limit.above() ? Math.min(there, limited) : limited,
                limit.above() ? limited : Math.max(there, limited),
                severity,
                confidence,
                reason,
                features);
    }
}
