package io.aiops4j.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a series usually is at a time of day (UTC), by quarters of an hour, and whether that says more than its level. */
final class Season {

    private static final int SLOTS = 96;
    static final int BYTES = SLOTS * (Double.BYTES + 1) + Long.BYTES + 2 * Double.BYTES;

    private static final int DAY = 86_400;
    private static final int SLOT = DAY / SLOTS;

    /** Nothing is said before so many seconds were seen. */
    private static final long ENOUGH = 2L * DAY;

    private static final int VISITS_ENOUGH = 2;
    private static final int MOST_VISITS = 100;
    private static final double GAIN = 0.1;
    private static final double ERROR_GAIN = 0.005;

    /** It counts where it leaves so little of the level's error. */
    private static final double CLEARLY_BETTER = 0.8;

    private final double[] means = new double[SLOTS];
    private final byte[] visits = new byte[SLOTS];
    private long first;
    private double error;
    private double levelError;

    Season(long seconds) {
        first = seconds;
    }

    Season(ByteBuffer from) {
        first = from.getLong();
        error = from.getDouble();
        levelError = from.getDouble();
        for (int i = 0; i < SLOTS; i++) {
            means[i] = from.getDouble();
        }
        from.get(visits);
    }

    void writeTo(ByteBuffer to) {
        to.putLong(first).putDouble(error).putDouble(levelError);
        for (double mean : means) {
            to.putDouble(mean);
        }
        to.put(visits);
    }

    boolean isSound() {
        for (byte count : visits) {
            if (count < 0 || count > MOST_VISITS) {
                return false;
            }
        }
        return error >= 0
                && error <= 2 * Habit.LARGEST
                && levelError >= 0
                && levelError <= 2 * Habit.LARGEST
                && Arrays.stream(means).allMatch(mean -> Math.abs(mean) <= Habit.LARGEST);
    }

    static int slot(long seconds) {
        return (int) (Math.floorMod(seconds, (long) DAY) / SLOT);
    }

    /** Such as {@code 14:15}. */
    static String name(int slot) {
        int minutes = slot * SLOT / 60;
        return (minutes < 600 ? "0" : "") + minutes / 60 + (minutes % 60 == 0 ? ":00" : ":" + minutes % 60);
    }

    /** Whether enough days were seen to know this slot. */
    boolean knows(int slot, long seconds) {
        // earlier than the first one: its clock was wrong
        first = Math.min(first, seconds);
        return seconds - first >= ENOUGH && visits[slot] >= VISITS_ENOUGH;
    }

    double mean(int slot) {
        return means[slot];
    }

    /** Compares with what the level left, and says whether the time of day explains clearly more. */
    boolean explains(double residual, double levelResidual) {
        error += ERROR_GAIN * (residual - error);
        levelError += ERROR_GAIN * (levelResidual - levelError);
        return error < CLEARLY_BETTER * levelError;
    }

    void learn(int slot, double value) {
        visits[slot] = (byte) Math.min(MOST_VISITS, visits[slot] + 1);
        means[slot] += Math.max(GAIN, 1.0 / visits[slot]) * (value - means[slot]);
    }

    /** Begins again with the next values. */
    void forget() {
        Arrays.fill(visits, (byte) 0);
    }
}
