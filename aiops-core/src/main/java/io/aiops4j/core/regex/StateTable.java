package io.aiops4j.core.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a {@link Machine} does, written down as it is first done: a row of cells per state, a cell per number of the alphabet
 * and one for the end of the text. Thread-safe: cells are written under a lock and read without one. A reader that sees an old
 * cell, or an old array, finds it empty and asks again; a cell has one value all its life.
 */
final class StateTable {

    /** Not known yet; the row that would have this index is not used. */
    static final int EMPTY = 0;

    /** Nothing can be found any more. */
    static final int DEAD = Character.MAX_VALUE - 1;

    static final int FOUND = Character.MAX_VALUE;

    /** What {@link #extend} says when there is no room. */
    static final int FULL = -1;

    private static final int FIRST_ROWS = 4;

    /** States may remember so many instructions per cell on average. */
    private static final int INSTRUCTIONS_PER_CELL = 4;

    private final Machine machine;
    private final int width;
    private final int most;

    private char[] cells;
    private State[] states = new State[FIRST_ROWS];
    private int count = 1;
    private long remembered;
    private final Map<State, Integer> rows = new HashMap<>();
    private final char[] starts = new char[Edge.NONE + 1];

    /** A table of at most so many cells. */
    StateTable(Program program, Alphabet alphabet, int most) {
        this.machine = new Machine(program, alphabet);
        this.width = alphabet.count() + 1;
        this.most = Math.min(most, DEAD);
        this.cells = new char[FIRST_ROWS * width];
    }

    char[] cells() {
        return cells;
    }

    /** Whether a cell holds something else than the row to go on with. */
    static boolean isSpecial(int cell) {
        return (char) (cell - 1) >= DEAD - 1;
    }

    /** Whether there is hardly room for anything. */
    boolean isTooSmall() {
        return most < 2 * FIRST_ROWS * width;
    }

    /** The row to begin with behind a character of a kind, or what a cell would say. */
    int start(int kind) {
        int known = starts[kind];
        return known == EMPTY ? findStart(kind) : known;
    }

    private synchronized int findStart(int kind) {
        int row = machine.start(kind) ? FOUND : row();
        // with so few rows there is always room for the starts, which come first
        starts[kind] = (char) row;
        return row;
    }

    /** Fills a cell and gives its value, or {@link #FULL}. */
    synchronized int extend(int row, int number) {
        int known = cells[row + number];
        if (known != EMPTY) {
            return known;
        }
        State from = states[row / width];
        machine.restore(from.waiting, from.before);
        int cell;
        if (number == width - 1) {
            cell = machine.end() ? FOUND : DEAD;
        } else {
            cell = machine.take(number) ? FOUND : machine.dead() ? DEAD : row();
        }
        if (cell != FULL) {
            cells[row + number] = (char) cell;
        }
        return cell;
    }

    /** The state of a row. */
    synchronized State state(int row) {
        return states[row / width];
    }

    /** The same for a state from a table before this one. */
    synchronized int extend(State before, int number) {
        machine.restore(before.waiting, before.before);
        int row = row();
        return row == FULL ? FULL : extend(row, number);
    }

    private int row() {
        State state = new State(machine.waiting(), machine.before());
        Integer known = rows.get(state);
        if (known != null) {
            return known;
        }
        if ((count + 1) * width > most || remembered > (long) INSTRUCTIONS_PER_CELL * most) {
            return FULL;
        }
        if ((count + 1) * width > cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
            states = Arrays.copyOf(states, 2 * states.length);
        }
        int row = count * width;
        states[count++] = state;
        remembered += state.waiting.length;
        rows.put(state, row);
        return row;
    }

    /** How many states there are. */
    synchronized int count() {
        return count - 1;
    }

    /** Where a machine is, and the kind of the character before it. */
    static final class State {

        private final int[] waiting;
        private final int before;
        private final int hash;

        private State(int[] waiting, int before) {
            this.waiting = waiting;
            this.before = before;
            this.hash = 31 * Arrays.hashCode(waiting) + before;
        }

        int[] waiting() {
            return waiting;
        }

        int before() {
            return before;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof State state && before == state.before && Arrays.equals(waiting, state.waiting);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
