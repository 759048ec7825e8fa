package io.aiops4j.detect;

import java.nio.ByteBuffer;

/**
 * The greatest heights from which a series was relieved within a week: collected, rotated, drained, restarted. What was
 * relieved twice from some height will probably be relieved again, and growth is only news beyond.
 */
final class Heights {

    /** So many are kept, the greatest first. */
    static final int MOST = 6;

    static final int BYTES = 1 + 2 * MOST * Double.BYTES;

    /** A week and a day, in seconds. */
    private static final double REMEMBERED = 8 * 86_400;

    /** What is beyond lies at most this share of the way from the greatest height to the limit. */
    private static final double OF_THE_REST = 0.5;

    /** So many times as far as the others lie below the second greatest, the next may lie above it. */
    private static final double SPREADS = 2;

    private final double[] heights = new double[MOST];
    private final double[] times = new double[MOST];
    private int count;

    Heights() {}

    Heights(ByteBuffer from) {
        count = from.get();
        for (int i = 0; i < count; i++) {
            heights[i] = from.getDouble();
            times[i] = from.getDouble();
        }
    }

    void writeTo(ByteBuffer to) {
        to.put((byte) count);
        for (int i = 0; i < count; i++) {
            to.putDouble(heights[i]).putDouble(times[i]);
        }
    }

    boolean isSound() {
        boolean sound = count >= 0 && count <= MOST;
        for (int i = 0; i < count; i++) {
            sound &= Math.abs(heights[i]) <= Habit.LARGEST && Double.isFinite(times[i]);
            sound &= i == 0 || heights[i] <= heights[i - 1];
        }
        return sound;
    }

    void add(double time, double height) {
        forgetBefore(time - REMEMBERED);
        int place = count;
        while (place > 0 && heights[place - 1] <= height) {
            place--;
        }
        if (place == MOST) {
            return;
        }
        int moved = Math.min(count, MOST - 1) - place;
        System.arraycopy(heights, place, heights, place + 1, moved);
        System.arraycopy(times, place, times, place + 1, moved);
        heights[place] = height;
        times[place] = time;
        count = Math.min(MOST, count + 1);
    }

    private void forgetBefore(double time) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (times[i] >= time) {
                heights[kept] = heights[i];
                times[kept] = times[i];
                kept++;
            }
        }
        count = kept;
    }

    /**
     * The height up to which growth is no news. The greatest may have been an accident, so it is the second, and as much
     * again as the others lie below it.
     */
    double known(double time, double limit) {
        forgetBefore(time - REMEMBERED);
        if (count < 2) {
            return Double.NEGATIVE_INFINITY;
        }
        double spread = SPREADS * (heights[1] - heights[count - 1]);
        return Math.min(heights[1] + spread, heights[0] + OF_THE_REST * Math.max(0, limit - heights[0]));
    }
}
