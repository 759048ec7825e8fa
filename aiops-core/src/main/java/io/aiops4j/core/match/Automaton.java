package io.aiops4j.core.match;

/**
 * An Aho-Corasick automaton with all transitions written out: one look-up per character, whatever was read before. Immutable.
 */
final class Automaton {

    static final int ROOT = 0;

    private static final int STATE = Integer.MAX_VALUE;

    private final CharClasses classes;
    private final int width;

    /** A row of {@link #width} cells per state. States are the indexes of their rows; the sign says that literals end there. */
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

    static int cell(int state, boolean ends) {
        return ends ? state | ~STATE : state;
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
