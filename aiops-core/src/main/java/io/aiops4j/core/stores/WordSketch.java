package io.aiops4j.core.stores;

import java.util.Set;

/**
 * Which words a record may have, in about a byte for each: a word that is not in the sketch is not in the record. Whether one
 * that is in the sketch really is, the record on the disk says.
 */
final class WordSketch {

    private static final long[] NONE = {};
    private static final int BITS_PER_WORD = 8;

    private WordSketch() {}

    static long[] of(Set<String> words) {
        if (words.isEmpty()) {
            return NONE;
        }
        int longs = (words.size() * BITS_PER_WORD + Long.SIZE - 1) / Long.SIZE;
        long[] sketch = new long[longs];
        for (String word : words) {
            long hash = IdTable.hash(word);
            set(sketch, (int) hash);
            set(sketch, (int) (hash >>> 32));
        }
        return sketch;
    }

    /** Whether all of these words may be there. */
    static boolean mayHave(long[] sketch, Set<String> words) {
        for (String word : words) {
            long hash = IdTable.hash(word);
            if (sketch.length == 0 || !isSet(sketch, (int) hash) || !isSet(sketch, (int) (hash >>> 32))) {
                return false;
            }
        }
        return true;
    }

    private static void set(long[] sketch, int number) {
        int bit = Math.floorMod(number, sketch.length * Long.SIZE);
        sketch[bit / Long.SIZE] |= 1L << bit;
    }

    private static boolean isSet(long[] sketch, int number) {
        int bit = Math.floorMod(number, sketch.length * Long.SIZE);
        return (sketch[bit / Long.SIZE] & 1L << bit) != 0;
    }
}
