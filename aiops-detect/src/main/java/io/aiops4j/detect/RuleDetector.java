package io.aiops4j.detect;

import io.aiops4j.core.signal.Severity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Holds a series against a rule. What it promises is said at {@link Detectors#rule(Rule)}. */
final class RuleDetector implements Detector, Continuing {

    static final String FAMILY = "rule";
    static final int VERSION = 1;

    private static final double NANOS = 1e-9;

    /** Wrong, but not for long enough: neither an alarm nor quiet. */
    private static final double WAITING = 0.6;

    private final Rule rule;
    private final Timeline timeline;

    /** For how many seconds it is wrong; negative if it is not. */
    private double wrong = -1;

    private double last;
    private boolean broken;

    RuleDetector(Rule rule) {
        this.rule = rule;
        timeline = new Timeline();
    }

    private RuleDetector(ByteBuffer from) {
        rule = Rule.from(from);
        timeline = new Timeline(from);
        wrong = from.getDouble();
        last = from.getDouble();
        broken = from.get() != 0;
    }

    static RuleDetector restore(DetectorState state) {
        return Restored.from(state, VERSION, RuleDetector::new, RuleDetector::isSound);
    }

    private boolean isSound() {
        return timeline.isSound() && Double.isFinite(wrong) && Double.isFinite(last);
    }

    /** What was learned under another rule says little under this one. */
    @Override
    public Detector continuing(Detector earlier) {
        return earlier instanceof RuleDetector other && other.rule.equals(rule) ? other : this;
    }

    @Override
    public DetectorState snapshot() {
        ByteBuffer to = ByteBuffer.allocate(Rule.BYTES + Timeline.BYTES + 2 * Double.BYTES + 1);
        rule.writeTo(to);
        timeline.writeTo(to);
        to.putDouble(wrong).putDouble(last).put((byte) (broken ? 1 : 0));
        return DetectorState.of(FAMILY, VERSION, Arrays.copyOf(to.array(), to.position()));
    }

    @Override
    public Score observe(Observation observation) {
        double value = observation.value();
        if (!Double.isFinite(value)) {
            return Score.unjudged(rule.limit(), "no value");
        }
        Timeline.Arrival arrival = timeline.arrive(observation.time());
        if (arrival == Timeline.Arrival.LATE) {
            return Score.unjudged(rule.limit(), "not newer than the last observation");
        }
        Instant time = observation.time();
        double now = time.getEpochSecond() + time.getNano() * NANOS;
        boolean isWrong = rule.comparison().holds(value, rule.limit());
        if (!isWrong) {
            wrong = -1;
        } else if (wrong < 0 || arrival == Timeline.Arrival.AFTER_GAP) {
            // what was between is not known, so it begins here
            wrong = 0;
        } else {
            wrong += Math.max(0, now - last);
        }
        last = now;
        if (broken) {
            broken = rule.comparison().isUpwards() ? value > rule.until() : value < rule.until();
            broken |= isWrong;
        } else {
            broken = isWrong && wrong >= rule.lasting().toMillis() / 1e3;
        }
        return score(value, isWrong);
    }

    private Score score(double value, boolean isWrong) {
        double limit = rule.limit();
        double there = Math.max(-Habit.LARGEST, Math.min(Habit.LARGEST, value));
        String side = rule.comparison().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String words = side + " " + Figures.of(limit);
        String reason = isWrong
                ? "it is " + words + " for " + Figures.of(wrong) + " seconds"
                : broken ? "it was " + words + " and is not yet at " + Figures.of(rule.until()) : "it is not " + words;
        boolean upwards = rule.comparison().isUpwards();
        return new Score(
                broken ? 1 : isWrong ? WAITING : 0,
                limit,
                upwards ? Math.min(there, limit) : limit,
                upwards ? limit : Math.max(there, limit),
                broken ? Severity.ERROR : Severity.INFO,
                1,
                reason,
                isWrong ? Map.of("rule.seconds", wrong) : Map.of());
    }
}
