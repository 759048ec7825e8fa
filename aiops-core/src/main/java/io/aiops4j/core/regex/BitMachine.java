package io.aiops4j.core.regex;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Machine} for programs that take at most 64 characters, counts written out, and check nothing: all the places where
 * it is are the bits of one number. Immutable.
 */
final class BitMachine {

    private final Alphabet alphabet;

    /** The places at the beginning, which are added at each character: it is found anywhere. */
    private final long start;

    /** By number of the alphabet: the places that take it. */
    private final long[] takers;

    /** By place: where it leads to. */
    private final long[] next;

    /** The places that lead to the one before them and nowhere else: they move all at once. */
    private final long steps;

    /** The places that lead to the end. */
    private final long last;

    /** By instruction: its place. */
    private final int[] places;

    private BitMachine(Program program, Alphabet alphabet, int[] places, int count) {
        this.alphabet = alphabet;
        this.places = places;
        this.takers = new long[alphabet.count()];
        this.next = new long[count];
        Places reached = new Places(program);
        long ends = 0;
        long moving = 0;
        for (int at = 1; at < program.size(); at++) {
            if (program.kind(at) != Program.TAKE) {
                continue;
            }
            int place = places[at];
            for (int number = 0; number < takers.length; number++) {
                takers[number] |= alphabet.contains(program.other(at), number) ? 1L << place : 0;
            }
            reached.clear();
            reached.add(program.next(at), 0);
            next[place] = bits(reached.waiting());
            ends |= reached.found() ? 1L << place : 0;
            moving |= place > 0 && next[place] == 1L << (place - 1) ? 1L << place : 0;
        }
        this.last = ends;
        this.steps = moving;
        reached.clear();
        reached.add(program.start(), 0);
        this.start = bits(reached.waiting());
    }

    /** Null if a program is too long, or checks something. */
    static @Nullable BitMachine of(Program program, Alphabet alphabet) {
        int[] places = new int[program.size()];
        int count = 0;
        for (int at = 1; at < program.size(); at++) {
            places[at] = program.kind(at) == Program.TAKE ? count++ : -1;
        }
        return count > Long.SIZE || program.conditions() != 0 ? null : new BitMachine(program, alphabet, places, count);
    }

    /** The places of instructions that take something. */
    long bits(int[] instructions) {
        long bits = 0;
        for (int instruction : instructions) {
            bits |= 1L << places[instruction];
        }
        return bits;
    }

    long start() {
        return start;
    }

    /** Whether it is found from an index on, when it is at these places, of which none is the end. */
    boolean run(String text, int from, long at) {
        long now = at;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            int number;
            if (c < 128) {
                number = alphabet.ascii(c);
            } else {
                int point = text.codePointAt(i);
                number = alphabet.wide(point);
                i += point > Character.MAX_VALUE ? 1 : 0;
            }
            long taken = now & takers[number];
            if ((taken & last) != 0) {
                return true;
            }
            now = start | ((taken & steps) >>> 1);
            for (long rest = taken & ~steps; rest != 0; rest &= rest - 1) {
                now |= next[Long.numberOfTrailingZeros(rest)];
            }
        }
        return false;
    }
}
