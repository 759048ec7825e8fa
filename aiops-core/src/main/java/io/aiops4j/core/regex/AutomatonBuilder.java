package io.aiops4j.core.regex;

import java.util.Arrays;

/** Builds an {@link Automaton} in two steps: a trie of the literals, then the transitions that are missing in it. */
final class AutomatonBuilder {

    private final CharClasses classes;
    private final int width;
    private final int most;

    private int[] next;
    private int[] ending = new int[64];
    private byte[] length = new byte[64];
    private int states = 1;
    private int literals;

    /** A builder that gives up beyond so many cells. */
    AutomatonBuilder(CharClasses classes, int most) {
        this.classes = classes;
        this.width = classes.count();
        this.most = most;
        this.next = new int[64 * width];
        Arrays.fill(ending, -1);
    }

    /** Adds a literal and gives its number, the same for literals that fall together; -1 if there is no room for it. */
    int add(String literal) {
        int state = 0;
        for (int i = 0; i < literal.length(); i++) {
            int cell = state * width + classes.of(literal.charAt(i));
            if (next[cell] == 0) {
                if ((states + 1) * width > most) {
                    return -1;
                }
                int fresh = newState();
                length[fresh] = (byte) (i + 1);
                next[cell] = fresh;
            }
            state = next[cell];
        }
        if (ending[state] < 0) {
            ending[state] = literals++;
        }
        return ending[state];
    }

    private int newState() {
        if (states == ending.length) {
            ending = Arrays.copyOf(ending, 2 * states);
            Arrays.fill(ending, states, 2 * states, -1);
            length = Arrays.copyOf(length, 2 * states);
            next = Arrays.copyOf(next, 2 * states * width);
        }
        return states++;
    }

    Automaton build() {
        int[] shorter = connect();
        int[] cells = Arrays.copyOf(next, states * width);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Automaton.cell(cells[i] * width, length[cells[i]], ending[cells[i]] >= 0);
        }
        return new Automaton(classes, cells, Arrays.copyOf(ending, states), shorter);
    }

    /** Breadth first, so that the state to fall back to, which is always shallower, is complete. */
    private int[] connect() {
        int[] shorter = new int[literals];
        int[] fallback = new int[states];
        int[] queue = new int[states];
        int queued = 1;
        for (int head = 0; head < queued; head++) {
            int state = queue[head];
            for (int c = 0; c < width; c++) {
                int cell = state * width + c;
                int otherwise = state == 0 ? 0 : next[fallback[state] * width + c];
                if (next[cell] == 0) {
                    next[cell] = otherwise;
                    continue;
                }
                int child = next[cell];
                fallback[child] = otherwise;
                queue[queued++] = child;
                if (ending[child] >= 0) {
                    shorter[ending[child]] = ending[otherwise];
                } else {
                    ending[child] = ending[otherwise];
                }
            }
        }
        return shorter;
    }
}
