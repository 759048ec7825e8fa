package io.aiops4j.core.match;

/** One representative for all characters that RE2 may take for equal when it ignores case. */
final class CaseFold {

    private static final char[] FOLDED = new char[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < FOLDED.length; c++) {
            // By way of upper case: so the Kelvin sign falls together with k, the long s with s, the final sigma with
            // sigma.
            FOLDED[c] = Character.toLowerCase(Character.toUpperCase((char) c));
        }
    }

    private CaseFold() {}

    /** May join more than RE2 does, which costs a needless confirmation; it must never join less. */
    static char of(char c) {
        return FOLDED[c];
    }
}
