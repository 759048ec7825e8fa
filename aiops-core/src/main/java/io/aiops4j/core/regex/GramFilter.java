package io.aiops4j.core.regex;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Says where in a text a literal may begin, by looking at a few characters here and there: literals of seven characters are
 * not missed if four of them are looked at every four places. Where that says "perhaps", eight are looked at. Immutable.
 */
final class GramFilter {

    /** Literals of this length or more are looked for at every fourth place. */
    static final int LONG = 7;

    private static final int FOUR = 4;
    private static final int EIGHT = 8;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int stride;
    private final GramTable all;

    /** What else is asked: one of them must say "perhaps" too. */
    private final GramTable[] closer;

    private GramFilter(List<String> literals) {
        int shortest = literals.stream().mapToInt(String::length).min().orElseThrow();
        // powers of two, so that strides fit into pieces, and so that there are few loops
        this.stride = Integer.highestOneBit(Math.max(1, Math.min(FOUR, shortest - FOUR + 1)));
        int gram = Math.min(FOUR, shortest - stride + 1);
        this.all = GramTable.of(literals, gram, stride);
        List<String> longer = literals.stream()
                .filter(literal -> literal.length() >= EIGHT + stride - 1)
                .toList();
        List<String> shorter = literals.stream()
                .filter(literal -> literal.length() < EIGHT + stride - 1)
                .toList();
        List<GramTable> tables = new ArrayList<>();
        if (!shorter.isEmpty()) {
            tables.add(GramTable.of(shorter, gram, stride));
        }
        if (!longer.isEmpty()) {
            tables.add(GramTable.of(longer, EIGHT, stride));
        }
        this.closer = tables.toArray(GramTable[]::new);
    }

    /** Filters that together miss none of these literals, case-folded and not empty. */
    static GramFilter[] of(Collection<String> literals) {
        List<GramFilter> filters = new ArrayList<>();
        List<String> most =
                literals.stream().filter(literal -> literal.length() >= FOUR).toList();
        List<String> few =
                literals.stream().filter(literal -> literal.length() < FOUR).toList();
        if (!most.isEmpty()) {
            filters.add(new GramFilter(most));
        }
        if (!few.isEmpty()) {
            filters.add(new GramFilter(few));
        }
        return filters.toArray(GramFilter[]::new);
    }

    /** From a place to the next one that is looked at. */
    int stride() {
        return stride;
    }

    /** How far in front of a place that {@link #next} gives a literal can begin. */
    int reach() {
        return stride - 1;
    }

    /**
     * The next place at or behind one where a literal may stand, or {@code to}.
     *
     * @param bytes the lower bytes of the text's characters, with room for eight more behind {@code to}
     */
    int next(byte[] bytes, int from, int to) {
        int at = all.next(bytes, from, to, stride);
        while (at < to && !mayBegin(bytes, at)) {
            at = all.next(bytes, at + stride, to, stride);
        }
        return at;
    }

    private boolean mayBegin(byte[] bytes, int at) {
        long eight = (long) EIGHT_BYTES.get(bytes, at);
        for (GramTable table : closer) {
            if (table.mayHave(eight)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of these four characters, without the bit of their case, stands in a text. */
    static boolean contains(byte[] bytes, int length, int[] fours) {
        int last = length - FOUR;
        if (fours.length == 1) {
            int four = fours[0];
            for (int at = 0; at <= last; at++) {
                if (((int) FOUR_BYTES.get(bytes, at) | (int) GramTable.CASE) == four) {
                    return true;
                }
            }
            return false;
        }
        for (int at = 0; at <= last; at++) {
            int here = (int) FOUR_BYTES.get(bytes, at) | (int) GramTable.CASE;
            for (int four : fours) {
                if (here == four) {
                    return true;
                }
            }
        }
        return false;
    }
}
