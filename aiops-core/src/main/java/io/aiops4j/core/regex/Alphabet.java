package io.aiops4j.core.regex;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for code points that a program cannot tell apart. Immutable. */
final class Alphabet {

    private static final int ASCII = 128;

    private final char[] ascii = new char[ASCII];

    /** The first of each range of equal numbers, ascending from 0. */
    private final int[] firsts;

    private final char[] numbers;
    private final byte[] kinds;

    /** By set of the program: the numbers in it. */
    private final BitSet[] members;

    Alphabet(Program program) {
        List<CodePoints> sets = program.sets();
        this.firsts = firsts(sets, program.conditions());
        this.numbers = new char[firsts.length];
        this.members = new BitSet[sets.size()];
        Arrays.setAll(members, set -> new BitSet());
        Map<BitSet, Integer> known = new HashMap<>();
        byte[] kindOf = new byte[firsts.length];
        for (int i = 0; i < firsts.length; i++) {
            BitSet signature = new BitSet();
            for (int set = 0; set < sets.size(); set++) {
                signature.set(set, sets.get(set).contains(firsts[i]));
            }
            int kind = Edge.kind(firsts[i], program.conditions());
            signature.set(sets.size() + kind);
            int number = known.computeIfAbsent(signature, any -> known.size());
            numbers[i] = (char) number;
            kindOf[number] = (byte) kind;
            signature.stream().filter(set -> set < members.length).forEach(set -> members[set].set(number));
        }
        this.kinds = Arrays.copyOf(kindOf, known.size());
        for (int c = 0; c < ASCII; c++) {
            ascii[c] = (char) wide(c);
        }
    }

    private static int[] firsts(List<CodePoints> sets, int conditions) {
        BitSet firsts = new BitSet();
        firsts.set(0);
        for (CodePoints set : sets) {
            for (int i = 0; i < set.ranges(); i++) {
                firsts.set(set.first(i));
                firsts.set(set.last(i) + 1);
            }
        }
        for (int c = 1; c <= ASCII; c++) {
            if (Edge.kind(c, conditions) != Edge.kind(c - 1, conditions)) {
                firsts.set(c);
            }
        }
        firsts.clear(Character.MAX_CODE_POINT + 1);
        return firsts.stream().toArray();
    }

    /** The number of a character below 128. */
    int ascii(char c) {
        return ascii[c];
    }

    /** The number of any code point. */
    int wide(int c) {
        int i = Arrays.binarySearch(firsts, c);
        return numbers[i >= 0 ? i : -i - 2];
    }

    boolean contains(int set, int number) {
        return members[set].get(number);
    }

    /** Of which {@link Edge} kind the characters with a number are. */
    int kind(int number) {
        return kinds[number];
    }

    /** How many numbers there are. */
    int count() {
        return kinds.length;
    }
}
