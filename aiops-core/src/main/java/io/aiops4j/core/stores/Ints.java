package io.aiops4j.core.stores;

import java.util.Arrays;

/** Ints in a row, without a wrapper each. Not safe for use by many threads. */
final class Ints {

    private static final int FIRST_CAPACITY = 2;

    private int[] values;
    private int size;

    Ints() {
        this(new int[FIRST_CAPACITY], 0);
    }

    /** Takes this array over, all of it. */
    Ints(int[] values) {
        this(values, values.length);
    }

    private Ints(int[] values, int size) {
        this.values = values;
        this.size = size;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + Math.max(FIRST_CAPACITY, size / 2));
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    int size() {
        return size;
    }

    /** A copy of what stands from one index to before another. */
    int[] slice(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }

    void clear() {
        size = 0;
    }

    /** Gives back room that nothing stands in. */
    void trim() {
        values = Arrays.copyOf(values, size);
    }
}
