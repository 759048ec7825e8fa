package io.aiops4j.core.regex;

/**
 * An Aho-Corasick automaton with all transitions written out: one look-up per character, whatever was read before. Immutable.
 */
final class Automaton {

    static final int ROOT = 0;

    /** A cell is the index of a row, the length of what was read of literals so far, and whether literals end there. */
    static final int MOST_CELLS = 1 << 23;

    static final int MOST_LENGTH = 127;

    private static final int STATE = MOST_CELLS - 1;
    private static final int LENGTH_SHIFT = 24;

    private final CharClasses classes;
    private final int width;

    /** A row of {@link #width} cells per state. States are the indexes of their rows. */
    private final int[] next;

    /** By state, as a number: the longest literal that ends there, or -1. */
    private final int[] ending;

    /** By literal: the next shorter one that ends where it ends, or -1. */
    private final int[] shorter;

    Automaton(CharClasses classes, int[] next, int[] ending, int[] shorter) {
        this.classes = classes;
        this.width = classes.count();
        this.next = next;
        this.ending = ending;
        this.shorter = shorter;
    }

    /** The cell for the next character. */
    int step(int state, char c) {
        return next[state + classes.of(c)];
    }

    /** The state that a cell leads to. */
    static int state(int cell) {
        return cell & STATE;
    }

    /** Whether literals end there. */
    static boolean ends(int cell) {
        return cell < 0;
    }

    /** How many characters at the end of what was read begin a literal. */
    static int length(int cell) {
        return (cell >>> LENGTH_SHIFT) & MOST_LENGTH;
    }

    static int cell(int state, int length, boolean ends) {
        return (ends ? Integer.MIN_VALUE : 0) | (length << LENGTH_SHIFT) | state;
    }

    /** The longest literal that ends in a state. */
    int ending(int state) {
        return ending[state / width];
    }

    /** The next shorter literal that ends where this one does, or -1. */
    int shorter(int literal) {
        return shorter[literal];
    }

    /** How many different literals there are. */
    int literals() {
        return shorter.length;
    }
}
