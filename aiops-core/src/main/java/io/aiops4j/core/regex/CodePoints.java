package io.aiops4j.core.regex;

import java.util.Arrays;

/** A set of code points, as RE2's classes are. Immutable. */
final class CodePoints {

    private static final CodePoints[] ASCII = new CodePoints[128];

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = range(c, c);
        }
    }

    static final CodePoints ALL = range(0, Character.MAX_CODE_POINT);

    static final CodePoints NOT_NEWLINE = single('\n').complement();

    /** First and last of each range, ascending; no two ranges touch. */
    private final int[] bounds;

    private CodePoints(int[] bounds) {
        this.bounds = bounds;
    }

    static CodePoints single(int c) {
        return c < ASCII.length ? ASCII[c] : range(c, c);
    }

    static CodePoints range(int low, int high) {
        return new CodePoints(new int[] {low, high});
    }

    /** Firsts and lasts, ascending and apart. */
    static CodePoints of(int... bounds) {
        return new CodePoints(bounds);
    }

    static Builder builder() {
        return new Builder();
    }

    CodePoints complement() {
        int[] gaps = new int[bounds.length + 2];
        int filled = 0;
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            if (next < bounds[i]) {
                gaps[filled++] = next;
                gaps[filled++] = bounds[i] - 1;
            }
            next = bounds[i + 1] + 1;
        }
        if (next <= Character.MAX_CODE_POINT) {
            gaps[filled++] = next;
            gaps[filled++] = Character.MAX_CODE_POINT;
        }
        return new CodePoints(Arrays.copyOf(gaps, filled));
    }

    boolean contains(int c) {
        int i = Arrays.binarySearch(bounds, c);
        // between a first and its last, the place to insert is odd
        return i >= 0 || (-i - 1) % 2 == 1;
    }

    /** How many there are. */
    int count() {
        int count = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            count += bounds[i + 1] - bounds[i] + 1;
        }
        return count;
    }

    /** All of them; ask for {@link #count} before. */
    int[] toArray() {
        int[] all = new int[count()];
        int filled = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            for (int c = bounds[i]; c <= bounds[i + 1]; c++) {
                all[filled++] = c;
            }
        }
        return all;
    }

    /** How many ranges there are. */
    int ranges() {
        return bounds.length / 2;
    }

    int first(int range) {
        return bounds[2 * range];
    }

    int last(int range) {
        return bounds[2 * range + 1];
    }

    /** Whether halves of pairs are in it, but not all of them. */
    boolean tellsHalvesApart() {
        int i = Arrays.binarySearch(bounds, Character.MIN_SURROGATE);
        int place = i >= 0 ? i : -i - 1;
        boolean inside = contains(Character.MIN_SURROGATE);
        int end = inside ? bounds[place % 2 == 0 ? place + 1 : place] : place == bounds.length ? -1 : bounds[place];
        return inside ? end < Character.MAX_SURROGATE : end >= 0 && end <= Character.MAX_SURROGATE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodePoints points && Arrays.equals(bounds, points.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** Gathers ranges in any order. */
    static final class Builder {

        private long[] ranges = new long[4];
        private int count;

        Builder add(int low, int high) {
            if (count == ranges.length) {
                ranges = Arrays.copyOf(ranges, 2 * count);
            }
            ranges[count++] = ((long) low << Integer.SIZE) | high;
            return this;
        }

        Builder add(CodePoints more) {
            for (int i = 0; i < more.bounds.length; i += 2) {
                add(more.bounds[i], more.bounds[i + 1]);
            }
            return this;
        }

        CodePoints build() {
            Arrays.sort(ranges, 0, count);
            int[] bounds = new int[2 * count];
            int filled = 0;
            for (int i = 0; i < count; i++) {
                int low = (int) (ranges[i] >>> Integer.SIZE);
                int high = (int) ranges[i];
                if (filled > 0 && low <= bounds[filled - 1] + 1) {
                    bounds[filled - 1] = Math.max(bounds[filled - 1], high);
                } else {
                    bounds[filled++] = low;
                    bounds[filled++] = high;
                }
            }
            return new CodePoints(Arrays.copyOf(bounds, filled));
        }
    }
}
