package io.aiops4j.core.regex;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A few characters in a row, as they stand in literals: a table of bits that says "perhaps" or "no". Characters are compared
 * by their lower byte, without the bit that tells cases apart in Latin-1. Immutable.
 */
final class GramTable {

    /** The bit of the case, in eight characters at once. */
    static final long CASE = 0x2020202020202020L;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int SPREAD_INT = 0x9E3779B1;
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** So many bits for each that is set, up to a table that fits into a core's cache beside other things. */
    private static final int BITS_PER_GRAM = 512;

    private static final int FEWEST_BITS = 12;
    private static final int MOST_BITS = 20;

    /** More ways to write a few characters are not written out: everything is "perhaps" then. */
    private static final int MOST_WAYS = 4_096;

    private final int gram;
    private final long mask;
    private final int shift;
    private final long[] bits;

    private GramTable(int gram, Set<Long> grams) {
        this.gram = gram;
        this.mask = gram == 0 ? 0 : -1L >>> (Long.SIZE - gram * Byte.SIZE);
        int wanted = Integer.SIZE - Integer.numberOfLeadingZeros(grams.size() * BITS_PER_GRAM);
        this.shift = Long.SIZE - Math.max(FEWEST_BITS, Math.min(MOST_BITS, wanted));
        this.bits = new long[1 << (Long.SIZE - shift - 6)];
        for (long each : grams) {
            int hash = gram <= Integer.BYTES ? hash((int) (each & mask), shift) : hash(each & mask);
            bits[hash >>> 6] |= 1L << hash;
        }
    }

    /** So many characters of each literal, from each of its first so many places. */
    static GramTable of(Collection<String> literals, int gram, int places) {
        Set<Long> grams = new HashSet<>();
        for (String literal : literals) {
            for (int from = 0; from < places; from++) {
                Set<Long> ways = ways(literal.substring(from, from + gram), MOST_WAYS);
                if (ways.isEmpty()) {
                    return new GramTable(0, Set.of(0L));
                }
                grams.addAll(ways);
            }
        }
        return new GramTable(gram, grams);
    }

    private int hash(long masked) {
        return (int) ((masked * SPREAD) >>> shift);
    }

    private static int hash(int masked, int shift) {
        return (masked * SPREAD_INT) >>> (shift - Integer.SIZE);
    }

    /** Whether the first of eight characters, perhaps, are in the table. */
    boolean mayHave(long eight) {
        long masked = (eight | CASE) & mask;
        int hash = gram <= Integer.BYTES ? hash((int) masked, shift) : hash(masked);
        return ((bits[hash >>> 6] >>> hash) & 1) != 0;
    }

    /**
     * The next place, so many from one to the next, where four characters are, perhaps, in the table; {@code to} or beyond if
     * there is none. Only for tables of at most four characters.
     */
    int next(byte[] bytes, int from, int to, int stride) {
        // a stride that the compiler knows, and nothing to load but bytes and bits, make the loop three times as fast
        return switch (stride) {
            case 4 -> nextOfFour(bytes, from, to, bits, (int) mask, shift - Integer.SIZE);
            case 2 -> nextOfTwo(bytes, from, to, bits, (int) mask, shift - Integer.SIZE);
            default -> nextOfOne(bytes, from, to, bits, (int) mask, shift - Integer.SIZE);
        };
    }

    private static int nextOfFour(byte[] bytes, int from, int to, long[] bits, int mask, int shift) {
        for (int at = from; at < to; at += 4) {
            int hash = ((((int) FOUR_BYTES.get(bytes, at) | (int) CASE) & mask) * SPREAD_INT) >>> shift;
            if (((bits[hash >>> 6] >>> hash) & 1) != 0) {
                return at;
            }
        }
        return to;
    }

    private static int nextOfTwo(byte[] bytes, int from, int to, long[] bits, int mask, int shift) {
        for (int at = from; at < to; at += 2) {
            int hash = ((((int) FOUR_BYTES.get(bytes, at) | (int) CASE) & mask) * SPREAD_INT) >>> shift;
            if (((bits[hash >>> 6] >>> hash) & 1) != 0) {
                return at;
            }
        }
        return to;
    }

    private static int nextOfOne(byte[] bytes, int from, int to, long[] bits, int mask, int shift) {
        for (int at = from; at < to; at++) {
            int hash = ((((int) FOUR_BYTES.get(bytes, at) | (int) CASE) & mask) * SPREAD_INT) >>> shift;
            if (((bits[hash >>> 6] >>> hash) & 1) != 0) {
                return at;
            }
        }
        return to;
    }

    /** All ways to write up to eight case-folded characters; none if that is too many. */
    static Set<Long> ways(String folded, int most) {
        Set<Long> ways = new HashSet<>(Set.of(0L));
        for (int i = 0; i < folded.length(); i++) {
            Set<Long> longer = new HashSet<>();
            for (int c : CaseOrbits.of(folded.charAt(i)).toArray()) {
                for (long way : ways) {
                    longer.add(way | (((c | CASE) & 0xFF) << (i * Byte.SIZE)));
                }
            }
            ways = longer;
            if (ways.size() > most) {
                return Set.of();
            }
        }
        return ways;
    }
}
