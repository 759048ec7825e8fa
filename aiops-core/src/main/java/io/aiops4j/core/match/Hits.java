package io.aiops4j.core.match;

import java.util.Arrays;

/** What a scan saw in one line: which literals, and so which patterns are candidates. For one thread at a time. */
final class Hits {

    private final long[] always;
    private final long[] literals;
    private final long[] patterns;

    /** Sets for so many literals, and patterns of which some are always candidates. */
    Hits(int literals, long[] always) {
        this.always = always;
        this.literals = new long[words(literals)];
        this.patterns = always.clone();
    }

    static int words(int bits) {
        return (bits + Long.SIZE - 1) / Long.SIZE;
    }

    /** Notes a literal; true the first time. */
    boolean first(int literal) {
        long bit = 1L << literal;
        boolean first = (literals[literal / Long.SIZE] & bit) == 0;
        literals[literal / Long.SIZE] |= bit;
        return first;
    }

    void candidate(int pattern) {
        patterns[pattern / Long.SIZE] |= 1L << pattern;
    }

    /** The next candidate from an index on, or -1. */
    int next(int from) {
        int word = from / Long.SIZE;
        if (word >= patterns.length) {
            return -1;
        }
        long rest = patterns[word] & (-1L << from);
        while (rest == 0) {
            if (++word == patterns.length) {
                return -1;
            }
            rest = patterns[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
    }

    void clear() {
        Arrays.fill(literals, 0);
        System.arraycopy(always, 0, patterns, 0, always.length);
    }
}
