package io.aiops4j.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How much a series differs, in each hour of the week, from what it usually is at that time of any day; and whether
 * knowing that leaves clearly less to wonder about.
 */
final class Week {

    private static final int HOURS = 7 * 24;
    static final int BYTES = HOURS * (Float.BYTES + 1) + Long.BYTES + 3 * Double.BYTES + 2 * Integer.BYTES;

    private static final int HOUR = 3_600;

    /** The first of January 1970 was a Thursday; weeks are counted from Monday. */
    private static final int THURSDAY = 3 * 24;

    private static final int ENOUGH = 2;
    private static final int MOST_VISITS = 100;
    private static final int MOST_COUNTED = 1_000_000;
    private static final double GAIN = 0.3;
    private static final double ERROR_GAIN = 0.01;

    /** The days of the week count where they leave so little of the error that the times of day have, */
    private static final double CLEARLY_BETTER = 0.8;

    /** and not before a day of it was seen. */
    private static final int COMPARED_ENOUGH = 24;

    /** Single precision: a difference is rounded by less than anybody sees, and a series takes less than 3 KB. */
    private final float[] differences = new float[HOURS];

    private final byte[] visits = new byte[HOURS];
    private double error;
    private double dayError;
    private int compared;

    /** The hour that goes on, counted from 1970, and the mean of what was seen in it so far. */
    private long hour;

    private double mean;
    private int count;

    Week() {}

    Week(ByteBuffer from) {
        error = from.getDouble();
        dayError = from.getDouble();
        compared = from.getInt();
        hour = from.getLong();
        mean = from.getDouble();
        count = from.getInt();
        for (int i = 0; i < HOURS; i++) {
            differences[i] = from.getFloat();
        }
        from.get(visits);
    }

    void writeTo(ByteBuffer to) {
        to.putDouble(error).putDouble(dayError).putInt(compared);
        to.putLong(hour).putDouble(mean).putInt(count);
        for (float difference : differences) {
            to.putFloat(difference);
        }
        to.put(visits);
    }

    boolean isSound() {
        for (int i = 0; i < HOURS; i++) {
            if (!Float.isFinite(differences[i]) || visits[i] < 0 || visits[i] > MOST_VISITS) {
                return false;
            }
        }
        return isSize(error)
                && isSize(dayError)
                && isSize(Math.abs(mean))
                && compared >= 0
                && compared <= MOST_COUNTED
                && count >= 0
                && count <= MOST_COUNTED;
    }

    private static boolean isSize(double size) {
        return size >= 0 && size <= 4 * Habit.LARGEST;
    }

    /** Whether enough weeks were seen to know this hour. */
    boolean knows(long local) {
        return visits[place(Math.floorDiv(local, (long) HOUR))] >= ENOUGH;
    }

    /** Whether the day of the week says more than the time of day alone, at this local time. */
    boolean says(long local) {
        return compared >= COMPARED_ENOUGH && error < CLEARLY_BETTER * dayError && knows(local);
    }

    /** How much more than at this time of any day. */
    double difference(long local) {
        return differences[place(Math.floorDiv(local, (long) HOUR))];
    }

    /** Takes how much a value differs from what is usual at its time of day. */
    void learn(long local, double difference) {
        long next = Math.floorDiv(local, (long) HOUR);
        if (next != hour) {
            close();
            hour = next;
            mean = 0;
            count = 0;
        }
        count = Math.min(MOST_COUNTED, count + 1);
        mean += (difference - mean) / count;
    }

    private void close() {
        if (count == 0) {
            return;
        }
        int place = place(hour);
        if (visits[place] >= ENOUGH) {
            dayError += ERROR_GAIN * (Math.abs(mean) - dayError);
            error += ERROR_GAIN * (Math.abs(mean - differences[place]) - error);
            compared = Math.min(MOST_COUNTED, compared + 1);
        }
        visits[place] = (byte) Math.min(MOST_VISITS, visits[place] + 1);
        double gain = Math.max(GAIN, 1.0 / visits[place]);
        double learned = differences[place] + gain * (mean - differences[place]);
        differences[place] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, learned));
    }

    /** Begins again with the next values. */
    void forget() {
        Arrays.fill(visits, (byte) 0);
        error = 0;
        dayError = 0;
        compared = 0;
        count = 0;
    }

    private static int place(long hour) {
        return (int) Math.floorMod(hour + THURSDAY, (long) HOURS);
    }
}
