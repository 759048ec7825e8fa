package io.aiops4j.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a series on one scale of time: the extreme of each bucket of so many values, for the latest
 * {@link #MOST} buckets. Upwards is towards trouble; whoever feeds it turns the sign.
 *
 * <p>Where the envelope fell by half of its range or more, something gave relief: growth is measured from there on. How
 * high it was before is remembered, since what was relieved twice from some height will probably be relieved again.
 */
final class Scale {

    /** So many buckets are looked back on. */
    static final int MOST = 24;

    static final int BYTES =
            1 + Integer.BYTES + 2 * Double.BYTES + Heights.BYTES + 2 * MOST * Double.BYTES + 1 + Outlook.BYTES;

    /** Fewer points after the last relief show no growth. */
    static final int FEWEST = 5;

    /** A fall by this share of the range is a relief. */
    private static final double RELIEF = 0.5;

    private static final int MOST_RELIEFS = 2;

    /** So many points tell where it is now. */
    private static final int LATEST = 3;

    private final int size;
    private final boolean peaks;
    private final double[] times = new double[MOST];
    private final double[] values = new double[MOST];
    private int count;

    /** Where growth begins: the first point after the last relief. Follows from the values, as does the number. */
    private int cut;

    private int reliefs;

    /** A fall by so much is a relief. */
    private double fall;

    private int inBucket;
    private double extreme;
    private double extremeTime;

    private final Heights heights;

    private @Nullable Outlook outlook;

    Scale(int size, boolean peaks) {
        this.size = size;
        this.peaks = peaks;
        heights = new Heights();
    }

    Scale(int size, boolean peaks, ByteBuffer from) {
        this.size = size;
        this.peaks = peaks;
        count = from.get();
        inBucket = from.getInt();
        extreme = from.getDouble();
        extremeTime = from.getDouble();
        heights = new Heights(from);
        for (int i = 0; i < count; i++) {
            times[i] = from.getDouble();
            values[i] = from.getDouble();
        }
        outlook = from.get() == 0 ? null : new Outlook(from);
        if (count > 0) {
            findReliefs();
        }
    }

    void writeTo(ByteBuffer to) {
        to.put((byte) count).putInt(inBucket).putDouble(extreme).putDouble(extremeTime);
        heights.writeTo(to);
        for (int i = 0; i < count; i++) {
            to.putDouble(times[i]).putDouble(values[i]);
        }
        to.put((byte) (outlook == null ? 0 : 1));
        if (outlook != null) {
            outlook.writeTo(to);
        }
    }

    boolean isSound() {
        boolean sound = count >= 0
                && count <= MOST
                && inBucket >= 0
                && inBucket < size
                && Math.abs(extreme) <= Habit.LARGEST
                && Double.isFinite(extremeTime)
                && heights.isSound()
                && (outlook == null || outlook.isSound());
        for (int i = 0; i < count; i++) {
            sound &= Math.abs(values[i]) <= Habit.LARGEST && Double.isFinite(times[i]);
            sound &= i == 0 || times[i] >= times[i - 1];
        }
        return sound;
    }

    /** Takes a value, and says whether that closed a bucket. */
    boolean add(double time, double value) {
        if (inBucket == 0 || (peaks ? value >= extreme : value <= extreme)) {
            extreme = value;
            extremeTime = time;
        }
        inBucket++;
        if (inBucket < size) {
            return false;
        }
        inBucket = 0;
        close();
        return true;
    }

    private void close() {
        if (count == MOST) {
            System.arraycopy(times, 1, times, 0, MOST - 1);
            System.arraycopy(values, 1, values, 0, MOST - 1);
            count--;
        }
        times[count] = extremeTime;
        values[count] = extreme;
        count++;
        double relieved = findReliefs();
        if (relieved < Double.POSITIVE_INFINITY) {
            heights.add(extremeTime, relieved);
        }
    }

    /** The height from which the last point gave relief, or infinity. */
    private double findReliefs() {
        double top = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, values[i]);
            top = Math.max(top, values[i]);
        }
        fall = RELIEF * (top - least);
        double relieved = Double.POSITIVE_INFINITY;
        double high = values[0];
        cut = 0;
        reliefs = 0;
        for (int i = 1; i < count; i++) {
            high = Math.max(high, values[i]);
            if (high > values[i] && high - values[i] >= fall) {
                cut = i;
                reliefs++;
                relieved = i == count - 1 ? high : relieved;
                high = values[i];
            }
        }
        return relieved;
    }

    /** Whether relief comes so often that growth can only be seen on a coarser scale. */
    boolean isTooFine() {
        return reliefs > MOST_RELIEFS;
    }

    /** Where it was in the latest two buckets. */
    double recently() {
        return count == 0 ? Double.POSITIVE_INFINITY : Math.max(values[count - 1], values[Math.max(0, count - 2)]);
    }

    /** Whether a series that is here now was relieved, though the last bucket does not show it yet. */
    boolean isRelievedAt(double value) {
        return count > 0 && fall > 0 && values[count - 1] - value >= fall;
    }

    /** Whether it is beyond what was relieved before. */
    boolean isBeyondWhatWasRelieved(double limit) {
        double latest = Double.NEGATIVE_INFINITY;
        for (int i = Math.max(cut, count - LATEST); i < count; i++) {
            latest = Math.max(latest, values[i]);
        }
        return count > 0 && latest > heights.known(times[count - 1], limit);
    }

    /** The points since the last relief: times, in seconds. */
    double[] times() {
        return Arrays.copyOfRange(times, cut, count);
    }

    /** The points since the last relief: values. */
    double[] values() {
        return Arrays.copyOfRange(values, cut, count);
    }

    int count() {
        return count;
    }

    /** The largest step up since the last relief, as a share of all growth since then; 1 if there was none. */
    double largestStep() {
        double largest = 0;
        for (int i = cut + 1; i < count; i++) {
            largest = Math.max(largest, values[i] - values[i - 1]);
        }
        double growth = count == 0 ? 0 : values[count - 1] - values[Math.min(cut, count - 1)];
        return growth > 0 ? largest / growth : 1;
    }

    int growing() {
        return count - cut;
    }

    /** How long growth is looked back on, in seconds. */
    double span() {
        return count == 0 ? 0 : times[count - 1] - times[cut < count ? cut : count - 1];
    }

    double last() {
        return values[count - 1];
    }

    double lastTime() {
        return times[count - 1];
    }

    @Nullable
    Outlook outlook() {
        return outlook;
    }

    void outlook(@Nullable Outlook next) {
        outlook = next;
    }
}
