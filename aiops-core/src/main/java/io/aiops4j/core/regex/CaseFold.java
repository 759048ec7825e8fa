package io.aiops4j.core.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One representative for all characters that RE2 may take for equal when it ignores case. */
final class CaseFold {

    private static final char[] FOLDED = new char[Character.MAX_VALUE + 1];

    /** By representative: all that it stands for, where that is more than itself. */
    private static final Map<Character, char[]> MEMBERS = new HashMap<>();

    static {
        for (int c = 0; c < FOLDED.length; c++) {
            // By way of upper case: so the Kelvin sign falls together with k, the long s with s, the final sigma with
            // sigma.
            FOLDED[c] = Character.toLowerCase(Character.toUpperCase((char) c));
            if (FOLDED[c] != c) {
                MEMBERS.merge(FOLDED[c], new char[] {FOLDED[c], (char) c}, CaseFold::joined);
            }
        }
    }

    private CaseFold() {}

    /** May join more than RE2 does, which costs a needless confirmation; it must never join less. */
    static char of(char c) {
        return FOLDED[c];
    }

    /**
     * Whether a code point is one character that stands in for its representative: not so the Turkish i, which RE2 takes for
     * no other letter, and pairs.
     */
    static boolean isTrue(int c) {
        return c <= Character.MAX_VALUE
                && !Character.isSurrogate((char) c)
                && (FOLDED[c] == c || CaseOrbits.of(FOLDED[c]).contains(c));
    }

    /** All characters with the same representative as this one. */
    static char[] members(char c) {
        return MEMBERS.getOrDefault(FOLDED[c], new char[] {c}).clone();
    }

    private static char[] joined(char[] known, char[] more) {
        char[] joined = Arrays.copyOf(known, known.length + 1);
        joined[known.length] = more[1];
        return joined;
    }
}
