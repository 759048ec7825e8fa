package io.aiops4j.core.regex;

import java.util.Arrays;

/** The instructions at which a program is at one time, each once. For one thread at a time. */
final class Places {

    private final Program program;
    private final int[] dense;
    private final int[] sparse;
    private final int[] stack;
    private int size;
    private boolean found;

    Places(Program program) {
        this.program = program;
        this.dense = new int[program.size()];
        this.sparse = new int[program.size()];
        this.stack = new int[2 * program.size() + 2];
    }

    void clear() {
        size = 0;
        found = false;
    }

    /** Whether one of them is the end of the program. */
    boolean found() {
        return found;
    }

    /** Adds an instruction, and all that can be reached from it where these conditions hold. */
    void add(int instruction, int edge) {
        int open = 0;
        stack[open++] = instruction;
        while (open > 0) {
            int at = stack[--open];
            if (at == Program.FOUND) {
                found = true;
            } else if (!contains(at)) {
                sparse[at] = size;
                dense[size++] = at;
                byte kind = program.kind(at);
                if (kind == Program.FORK) {
                    stack[open++] = program.other(at);
                    stack[open++] = program.next(at);
                } else if (kind == Program.CHECK && (program.other(at) & ~edge) == 0) {
                    stack[open++] = program.next(at);
                }
            }
        }
    }

    private boolean contains(int instruction) {
        int at = sparse[instruction];
        return at < size && dense[at] == instruction;
    }

    void addAll(int[] instructions, int edge) {
        for (int instruction : instructions) {
            add(instruction, edge);
        }
    }

    void addAll(Places others, int edge) {
        for (int i = 0; i < others.size; i++) {
            add(others.dense[i], edge);
        }
    }

    /** Takes a character everywhere; where that leads to is added to others. */
    void take(Alphabet alphabet, int number, Places others) {
        for (int i = 0; i < size; i++) {
            int at = dense[i];
            if (program.kind(at) == Program.TAKE && alphabet.contains(program.other(at), number)) {
                others.add(program.next(at), 0);
            }
        }
    }

    /** Those that wait for a character or a condition, ascending: forks are only on the way to them. */
    int[] waiting() {
        int[] waiting = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (program.kind(dense[i]) != Program.FORK) {
                waiting[count++] = dense[i];
            }
        }
        Arrays.sort(waiting, 0, count);
        return Arrays.copyOf(waiting, count);
    }

    /** Whether one of them waits for a condition. */
    boolean atCheck() {
        for (int i = 0; i < size; i++) {
            if (program.kind(dense[i]) == Program.CHECK) {
                return true;
            }
        }
        return false;
    }

    /** Whether none waits for anything. */
    boolean stuck() {
        for (int i = 0; i < size; i++) {
            if (program.kind(dense[i]) != Program.FORK) {
                return false;
            }
        }
        return true;
    }
}
