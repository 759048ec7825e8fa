package io.aiops4j.core.regex;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds one expression, in time linear in the text: a look-up per character where the states fit into a {@link StateTable}, and
 * a {@link Machine} where they do not. Thread-safe.
 */
final class Dfa {

    /** A new state costs some hundred look-ups: below so many per state, remembering does not pay. */
    private static final int WORTH = 10;

    /** After a text for which it did not pay, so many are run through a machine; then it is tried again. */
    private static final int PAUSE = 1_000;

    private final Program program;
    private final Alphabet alphabet;
    private final int most;
    private volatile StateTable table;
    private final boolean tooSmall;

    /** What runs where no table does, if the program is short enough. */
    private final @Nullable BitMachine bits;

    /** How many texts are left to the machine. */
    private final AtomicInteger pause = new AtomicInteger();

    /** Kept from the text before. */
    private final AtomicReference<@Nullable Machine> spare = new AtomicReference<>();

    /** For a program, with at most so many cells. */
    Dfa(Program program, int most) {
        this.program = program;
        this.alphabet = new Alphabet(program);
        this.most = most;
        this.table = new StateTable(program, alphabet, most);
        this.tooSmall = table.isTooSmall();
        this.bits = BitMachine.of(program, alphabet);
    }

    /** Whether it is found at or behind an index. */
    boolean find(String text, int from) {
        int kind = from == 0 ? Edge.NONE : alphabet.kind(number(text.codePointBefore(from)));
        if (tooSmall || (pause.get() > 0 && pause.decrementAndGet() >= 0)) {
            return simulate(text, from, kind);
        }
        return look(text, from, kind);
    }

    private boolean look(String text, int from, int kind) {
        StateTable known = table;
        char[] cells = known.cells();
        int row = known.start(kind);
        int since = from;
        for (int i = from; i < text.length(); i++) {
            if (StateTable.isSpecial(row)) {
                return row == StateTable.FOUND;
            }
            char c = text.charAt(i);
            int number;
            if (c < 128) {
                number = alphabet.ascii(c);
            } else {
                int point = text.codePointAt(i);
                number = alphabet.wide(point);
                i += point > Character.MAX_VALUE ? 1 : 0;
            }
            int next = row + number < cells.length ? cells[row + number] : StateTable.EMPTY;
            if (next == StateTable.EMPTY) {
                next = known.extend(row, number);
                if (next == StateTable.FULL) {
                    StateTable.State state = known.state(row);
                    boolean paid = i - since >= (long) WORTH * known.count();
                    known = renewed(known);
                    next = paid ? known.extend(state, number) : StateTable.FULL;
                    since = i;
                    if (next == StateTable.FULL) {
                        pause.set(PAUSE);
                        return simulate(text, i + 1, state, number);
                    }
                }
                cells = known.cells();
            }
            row = next;
        }
        return StateTable.isSpecial(row) ? row == StateTable.FOUND : endsFound(known, row);
    }

    private boolean endsFound(StateTable known, int row) {
        if (program.conditions() == 0) {
            return false;
        }
        char[] cells = known.cells();
        int end = row + alphabet.count();
        int cell = end < cells.length ? cells[end] : StateTable.EMPTY;
        return (cell == StateTable.EMPTY ? known.extend(row, alphabet.count()) : cell) == StateTable.FOUND;
    }

    /** An empty table in the place of a full one. */
    private synchronized StateTable renewed(StateTable full) {
        if (table == full) {
            table = new StateTable(program, alphabet, most);
        }
        return table;
    }

    private boolean simulate(String text, int from, int kind) {
        Machine machine = borrow();
        boolean found =
                machine.start(kind) || (bits == null ? run(machine, text, from) : bits.run(text, from, bits.start()));
        spare.set(machine);
        return found;
    }

    /** Goes on from a state, with a character that was read already. */
    private boolean simulate(String text, int from, StateTable.State state, int number) {
        Machine machine = borrow();
        machine.restore(state.waiting(), state.before());
        boolean found = machine.take(number)
                || (bits == null ? run(machine, text, from) : bits.run(text, from, bits.bits(machine.waiting())));
        spare.set(machine);
        return found;
    }

    private boolean run(Machine machine, String text, int from) {
        for (int i = from; i < text.length() && !machine.dead(); i++) {
            int point = text.codePointAt(i);
            i += point > Character.MAX_VALUE ? 1 : 0;
            if (machine.take(number(point))) {
                return true;
            }
        }
        return machine.end();
    }

    private Machine borrow() {
        Machine machine = spare.getAndSet(null);
        return machine == null ? new Machine(program, alphabet) : machine;
    }

    private int number(int point) {
        return point < 128 ? alphabet.ascii((char) point) : alphabet.wide(point);
    }
}
