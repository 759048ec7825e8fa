package io.aiops4j.detect;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The envelope of a series on {@link #SCALES} scales of time, each four times as coarse as the one before. */
final class Envelope {

    static final int SCALES = 7;
    static final int BYTES = Timeline.BYTES + Double.BYTES + SCALES * Scale.BYTES;

    private static final int COARSER = 4;

    /** The coarsest scale that there is may look so many times as far ahead as back. */
    private static final double FARTHEST = 4;

    /** So many times the span is looked ahead at most, at a pace that is only estimated. */
    private static final double WORTH_A_LOOK = 2 * FARTHEST;

    private static final double NANOS = 1e-9;

    private final boolean peaks;
    private final Timeline timeline;
    private final Scale[] scales = new Scale[SCALES];
    private double now = Double.NEGATIVE_INFINITY;

    Envelope(boolean peaks) {
        this.peaks = peaks;
        timeline = new Timeline();
        clear();
    }

    Envelope(boolean peaks, ByteBuffer from) {
        this.peaks = peaks;
        timeline = new Timeline(from);
        now = from.getDouble();
        int size = 1;
        for (int i = 0; i < SCALES; i++) {
            scales[i] = new Scale(size, peaks, from);
            size *= COARSER;
        }
    }

    private void clear() {
        int size = 1;
        for (int i = 0; i < SCALES; i++) {
            scales[i] = new Scale(size, peaks);
            size *= COARSER;
        }
    }

    void writeTo(ByteBuffer to) {
        timeline.writeTo(to);
        to.putDouble(now);
        for (Scale scale : scales) {
            scale.writeTo(to);
        }
    }

    boolean isSound() {
        boolean sound = timeline.isSound() && !Double.isNaN(now) && now < Double.POSITIVE_INFINITY;
        for (Scale scale : scales) {
            sound &= scale.isSound();
        }
        return sound;
    }

    /** Whether an observation of this time is one to learn from. A new time line begins everything anew. */
    boolean arrive(Instant time) {
        if (timeline.arrive(time) == Timeline.Arrival.LATE) {
            return false;
        }
        double next = time.getEpochSecond() + time.getNano() * NANOS;
        if (next < now) {
            clear();
        }
        now = next;
        return true;
    }

    /** Takes a value; the answer has a bit for each scale on which that closed a bucket. */
    int add(double value, double limit) {
        int closed = 0;
        for (int i = 0; i < SCALES; i++) {
            if (scales[i].add(now, value)) {
                closed |= 1 << i;
                scales[i].outlook(look(scales[i], limit));
            }
        }
        return closed;
    }

    /** The limit that is looked towards: where none is known, as much again as there was when growth began. */
    private static @Nullable Outlook look(Scale scale, double limit) {
        if (scale.growing() < Scale.FEWEST || scale.isTooFine()) {
            return null;
        }
        double[] values = scale.values();
        double last = values[values.length - 1];
        double goal = limit < Double.POSITIVE_INFINITY ? limit : last + Math.abs(values[0]);
        if (!mayReach(values, goal)) {
            return null;
        }
        Trend trend = Trend.of(scale.times(), values);
        if (trend == null) {
            return null;
        }
        Outlook outlook = trend.towards(goal, scale.lastTime());
        return outlook.isSound() ? outlook : null;
    }

    /** Whether a closer look is worth its price: at the pace of all points, or of the last few, it is not too far. */
    private static boolean mayReach(double[] values, double limit) {
        double last = values[values.length - 1];
        double all = last - values[0];
        double few = (last - values[values.length - Scale.FEWEST]) * (values.length - 1) / (Scale.FEWEST - 1);
        return Math.max(all, few) * WORTH_A_LOOK >= limit - last && Math.max(all, few) > 0;
    }

    Scale scale(int index) {
        return scales[index];
    }

    double now() {
        return now;
    }

    /**
     * The scales whose outlook still holds, as bits: a relief is seen on a finer scale first, and ends the outlook of the
     * coarser ones. What is relieved all the time on a finer scale tells nothing: those are teeth.
     */
    int holding() {
        int holding = 0;
        double here = Double.POSITIVE_INFINITY;
        for (int i = 0; i < SCALES; i++) {
            if (scales[i].isTooFine()) {
                here = Double.POSITIVE_INFINITY;
                continue;
            }
            if (scales[i].outlook() != null && !scales[i].isRelievedAt(here)) {
                holding |= 1 << i;
            }
            here = Math.min(here, scales[i].recently());
        }
        return holding;
    }

    /** The finest scale of these that looks back as far as it has to look ahead, or null. */
    @Nullable
    Scale matching(int holding) {
        Scale coarsest = null;
        for (int i = 0; i < SCALES; i++) {
            Scale scale = scales[i];
            Outlook outlook = scale.outlook();
            if ((holding & (1 << i)) != 0 && outlook != null && outlook.median() < Outlook.NEVER) {
                if (outlook.median() <= scale.span()) {
                    return scale;
                }
                coarsest = outlook.median() <= FARTHEST * scale.span() ? scale : coarsest;
            }
        }
        return coarsest;
    }
}
