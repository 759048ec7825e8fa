package io.aiops4j.detect;

import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a series usually is at a time of day, by quarters of an hour, on any day or on this one of the {@link Week}, and
 * whether that says more than its level. All times are local ones, in seconds.
 */
final class Season {

    private static final int SLOTS = 96;
    static final int BYTES = SLOTS * (Double.BYTES + 1) + Long.BYTES + 3 * Double.BYTES + Integer.BYTES + Week.BYTES;

    private static final int DAY = 86_400;
    private static final int SLOT = DAY / SLOTS;
    private static final int THURSDAY = 3;

    /** A time of day is known when it was seen on so many days. */
    private static final int ENOUGH = 2;

    private static final int MOST_VISITS = 100;
    private static final int MOST_COUNTED = 1_000_000;

    /** The share of the newest day in what is usual. */
    private static final double GAIN = 0.2;

    private static final double ERROR_GAIN = 0.005;

    /** It counts where it leaves so little of the level's error. */
    private static final double CLEARLY_BETTER = 0.8;

    private final double[] means = new double[SLOTS];

    /** On how many days. */
    private final byte[] visits = new byte[SLOTS];

    private final Week week;
    private double error;
    private double levelError;

    /** The quarter of an hour that goes on, counted from 1970, and the mean of what was seen in it so far. */
    private long quarter;

    private double mean;
    private int count;

    Season() {
        week = new Week();
    }

    Season(ByteBuffer from) {
        error = from.getDouble();
        levelError = from.getDouble();
        quarter = from.getLong();
        mean = from.getDouble();
        count = from.getInt();
        readProfile(from);
        week = new Week(from);
    }

    /** Of a state of version 2, which knew no weeks, and counted values where now days are counted. */
    static Season ofVersion2(ByteBuffer from) {
        Season season = new Season();
        // when it was first observed
        from.getLong();
        season.error = from.getDouble();
        season.levelError = from.getDouble();
        season.readProfile(from);
        for (int i = 0; i < SLOTS; i++) {
            season.visits[i] = (byte) Math.min(ENOUGH, season.visits[i]);
        }
        return season;
    }

    private void readProfile(ByteBuffer from) {
        for (int i = 0; i < SLOTS; i++) {
            means[i] = from.getDouble();
        }
        from.get(visits);
    }

    void writeTo(ByteBuffer to) {
        to.putDouble(error).putDouble(levelError);
        to.putLong(quarter).putDouble(mean).putInt(count);
        for (double each : means) {
            to.putDouble(each);
        }
        to.put(visits);
        week.writeTo(to);
    }

    boolean isSound() {
        for (byte days : visits) {
            if (days < 0 || days > MOST_VISITS) {
                return false;
            }
        }
        return error >= 0
                && error <= 4 * Habit.LARGEST
                && levelError >= 0
                && levelError <= 2 * Habit.LARGEST
                && Math.abs(mean) <= Habit.LARGEST
                && count >= 0
                && count <= MOST_COUNTED
                && Arrays.stream(means).allMatch(each -> Math.abs(each) <= Habit.LARGEST)
                && week.isSound();
    }

    /** Such as {@code 14:15}, or {@code Friday 14:15} where it is not the same on all days. */
    static String name(long local, boolean isOfThatDay) {
        int minutes = slot(local) * SLOT / 60;
        String time = (minutes < 600 ? "0" : "") + minutes / 60 + (minutes % 60 == 0 ? ":00" : ":" + minutes % 60);
        if (!isOfThatDay) {
            return time;
        }
        int day = (int) Math.floorMod(Math.floorDiv(local, (long) DAY) + THURSDAY, 7L);
        return DayOfWeek.of(day + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + time;
    }

    /** Whether enough days were seen to know this time of day. */
    boolean knows(long local) {
        return visits[slot(local)] >= ENOUGH;
    }

    /** What is usual now. */
    double expected(long local) {
        return week.says(local) ? expectedOnThatDay(local) : expectedOnAnyDay(local);
    }

    double expectedOnAnyDay(long local) {
        return means[slot(local)];
    }

    double expectedOnThatDay(long local) {
        return means[slot(local)] + week.difference(local);
    }

    /** Whether enough weeks were seen to know this hour of them. */
    boolean knowsThatDay(long local) {
        return week.knows(local);
    }

    /** Whether what is usual now is that of this day of the week. */
    boolean isOfThatDay(long local) {
        return week.says(local);
    }

    /** Compares with what the level left, and says whether the time of day explains clearly more. */
    boolean explains(double residual, double levelResidual) {
        error += ERROR_GAIN * (residual - error);
        levelError += ERROR_GAIN * (levelResidual - levelError);
        return error < CLEARLY_BETTER * levelError;
    }

    void learn(long local, double value) {
        long next = Math.floorDiv(local, (long) SLOT);
        if (next != quarter) {
            close();
            quarter = next;
            mean = 0;
            count = 0;
        }
        count = Math.min(MOST_COUNTED, count + 1);
        mean += (value - mean) / count;
        if (knows(local)) {
            week.learn(local, value - means[slot(local)]);
        }
    }

    /** A quarter of an hour counts as one, however many values it had. */
    private void close() {
        if (count > 0) {
            int slot = (int) Math.floorMod(quarter, (long) SLOTS);
            visits[slot] = (byte) Math.min(MOST_VISITS, visits[slot] + 1);
            means[slot] += Math.max(GAIN, 1.0 / visits[slot]) * (mean - means[slot]);
        }
    }

    /** Begins again with the next values. */
    void forget() {
        Arrays.fill(visits, (byte) 0);
        count = 0;
        week.forget();
    }

    private static int slot(long local) {
        return (int) (Math.floorMod(local, (long) DAY) / SLOT);
    }
}
