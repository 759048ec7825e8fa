package io.aiops4j.core.regex;

import java.util.Arrays;

/** What one thread needs for one text: its bytes piece by piece, which literals were seen, which expressions are candidates. */
final class Hits {

    /** Characters that are looked at at a time; a multiple of every stride. */
    static final int PIECE = 4096;

    /** What a filter reads behind the last place. */
    static final int BEHIND = 8;

    static final byte UNKNOWN = 0;
    static final byte YES = 1;
    static final byte NO = 2;

    private static final int NONE = -1;

    /** The lower bytes of a piece, and of what is behind it. */
    final byte[] bytes = new byte[PIECE + BEHIND];

    private int loaded = NONE;
    private final byte[] answers;
    private final int[] asked;
    private int askedCount;

    private final long[] literalSeen;
    private final int[] literals;
    private final long[] candidateSeen;
    private final int[] candidates;
    private int literalCount;
    private int candidateCount;

    /** For so many literals, expressions and {@link Glance}s. */
    Hits(int literals, int expressions, int glances) {
        this.answers = new byte[glances];
        this.asked = new int[glances];
        this.literalSeen = new long[words(literals)];
        this.literals = new int[literals];
        this.candidateSeen = new long[words(expressions)];
        this.candidates = new int[expressions];
    }

    private static int words(int bits) {
        return (bits + Long.SIZE - 1) / Long.SIZE;
    }

    /** Makes sure that the piece from an index on is there. */
    @SuppressWarnings("deprecation") // lower bytes are just what filters want
    void load(String text, int base) {
        if (loaded != base) {
            text.getBytes(base, Math.min(text.length(), base + PIECE + BEHIND), bytes, 0);
            loaded = base;
        }
    }

    /** What a glance said about this text. */
    byte answer(int glance) {
        return answers[glance];
    }

    void answer(int glance, byte answer) {
        answers[glance] = answer;
        asked[askedCount++] = glance;
    }

    /** Notes a literal; true the first time. */
    boolean first(int literal) {
        if (!set(literalSeen, literal)) {
            return false;
        }
        literals[literalCount++] = literal;
        return true;
    }

    void candidate(int expression) {
        if (set(candidateSeen, expression)) {
            candidates[candidateCount++] = expression;
        }
    }

    private static boolean set(long[] bits, int bit) {
        long mask = 1L << bit;
        boolean fresh = (bits[bit / Long.SIZE] & mask) == 0;
        bits[bit / Long.SIZE] |= mask;
        return fresh;
    }

    /** How many candidates there are. */
    int count() {
        return candidateCount;
    }

    /** Puts the candidates into the set's order. */
    void sort() {
        Arrays.sort(candidates, 0, candidateCount);
    }

    int get(int i) {
        return candidates[i];
    }

    /** Forgets what was seen. */
    void clear() {
        for (int i = 0; i < literalCount; i++) {
            literalSeen[literals[i] / Long.SIZE] = 0;
        }
        for (int i = 0; i < candidateCount; i++) {
            candidateSeen[candidates[i] / Long.SIZE] = 0;
        }
        for (int i = 0; i < askedCount; i++) {
            answers[asked[i]] = UNKNOWN;
        }
        literalCount = 0;
        candidateCount = 0;
        askedCount = 0;
        loaded = NONE;
    }
}
