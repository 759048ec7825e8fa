package io.aiops4j.core.regex;

/**
 * A program that moves on character by character, and is found anywhere: at each place a new attempt begins. What
 * {@link StateTable} remembers, and what is left where remembering does not pay. For one thread at a time.
 */
final class Machine {

    private final Program program;
    private final Alphabet alphabet;

    /** Whether it can begin nowhere but at the beginning of the text. */
    private final boolean anchored;

    private Places now;
    private Places next;
    private int before;

    Machine(Program program, Alphabet alphabet) {
        this.program = program;
        this.alphabet = alphabet;
        this.now = new Places(program);
        this.next = new Places(program);
        now.clear();
        now.add(program.start(), ~Edge.TEXT_BEGIN);
        this.anchored = now.stuck() && !now.found();
    }

    /** Begins behind a character of a kind. True if that is all that it takes. */
    boolean start(int kind) {
        before = kind;
        now.clear();
        now.add(program.start(), 0);
        return now.found();
    }

    /** Goes back to a state. */
    void restore(int[] waiting, int kind) {
        before = kind;
        now.clear();
        now.addAll(waiting, 0);
    }

    /** Takes the next character. True if something is found. */
    boolean take(int number) {
        int kind = alphabet.kind(number);
        if (check(Edge.between(before, kind))) {
            return true;
        }
        next.clear();
        now.take(alphabet, number, next);
        if (!anchored) {
            next.add(program.start(), 0);
        }
        swap();
        before = kind;
        return now.found();
    }

    /** Reaches the end of the text. True if something is found. */
    boolean end() {
        return check(Edge.between(before, Edge.NONE));
    }

    /** Goes through the checks that hold. */
    private boolean check(int edge) {
        if (program.conditions() == 0) {
            return false;
        }
        next.clear();
        next.addAll(now, edge);
        swap();
        return now.found();
    }

    private void swap() {
        Places places = now;
        now = next;
        next = places;
    }

    int[] waiting() {
        return now.waiting();
    }

    /** The kind of the character before, where it matters. */
    int before() {
        return now.atCheck() ? before : Edge.OTHER;
    }

    /** Whether nothing can be found any more. */
    boolean dead() {
        return now.stuck();
    }
}
