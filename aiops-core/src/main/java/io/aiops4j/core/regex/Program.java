package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as instructions of a machine that is in many places at once. Immutable once built. */
final class Program {

    /** The only instruction of its kind: something is found. */
    static final int FOUND = 0;

    /** Takes a character of a set, and goes on. */
    static final byte TAKE = 1;

    /** Goes on in two places. */
    static final byte FORK = 2;

    /** Goes on if conditions hold. */
    static final byte CHECK = 3;

    private byte[] kinds = new byte[16];
    private int[] nexts = new int[16];
    private int[] others = new int[16];
    private int size = 1;
    private int start;
    private int conditions;
    private final ArrayList<CodePoints> sets = new ArrayList<>();

    private Program() {}

    /** Compiles an expression; null if something in it must be left to RE2/J. */
    static @Nullable Program of(RegexNode node) {
        Program program = new Program();
        program.start = program.emit(node, FOUND);
        if (program.start < 0) {
            return null;
        }
        program.kinds = Arrays.copyOf(program.kinds, program.size);
        program.nexts = Arrays.copyOf(program.nexts, program.size);
        program.others = Arrays.copyOf(program.others, program.size);
        program.sets.trimToSize();
        return program;
    }

    /** From back to front, so that what follows is always known. Gives the first instruction, or -1. */
    private int emit(RegexNode node, int next) {
        if (next < 0) {
            return -1;
        }
        if (node instanceof RegexNode.Chars chars) {
            return add(TAKE, next, number(chars.points()));
        }
        if (node instanceof RegexNode.AtEdge at) {
            conditions |= at.edge();
            return add(CHECK, next, at.edge());
        }
        if (node instanceof RegexNode.Capture capture) {
            return emit(capture.body(), next);
        }
        if (node instanceof RegexNode.Sequence sequence) {
            int first = next;
            for (int i = sequence.items().size() - 1; i >= 0; i--) {
                first = emit(sequence.items().get(i), first);
            }
            return first;
        }
        if (node instanceof RegexNode.Choice choice) {
            return choice(choice.branches(), next);
        }
        return node instanceof RegexNode.Repeat repeat ? repeat(repeat, next) : -1;
    }

    private int choice(List<RegexNode> choices, int next) {
        int first = emit(choices.get(choices.size() - 1), next);
        for (int i = choices.size() - 2; i >= 0 && first >= 0; i--) {
            first = fork(emit(choices.get(i), next), first);
        }
        return first;
    }

    private int repeat(RegexNode.Repeat repeat, int next) {
        int first = next;
        int copies = repeat.least();
        if (repeat.most() == RegexNode.Repeat.NO_LIMIT) {
            int loop = add(FORK, next, next);
            int body = emit(repeat.body(), loop);
            if (body < 0) {
                return -1;
            }
            nexts[loop] = body;
            first = copies == 0 ? loop : body;
            copies--;
        } else {
            for (int i = repeat.least(); i < repeat.most() && first >= 0; i++) {
                first = fork(emit(repeat.body(), first), next);
            }
        }
        for (int i = 0; i < copies; i++) {
            first = emit(repeat.body(), first);
        }
        return first;
    }

    private int fork(int one, int other) {
        return one < 0 || other < 0 ? -1 : add(FORK, one, other);
    }

    private int number(CodePoints points) {
        int known = sets.lastIndexOf(points);
        if (known < 0) {
            sets.add(points);
            return sets.size() - 1;
        }
        return known;
    }

    private int add(byte kind, int next, int other) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            nexts = Arrays.copyOf(nexts, 2 * size);
            others = Arrays.copyOf(others, 2 * size);
        }
        kinds[size] = kind;
        nexts[size] = next;
        others[size] = other;
        return size++;
    }

    int size() {
        return size;
    }

    int start() {
        return start;
    }

    byte kind(int instruction) {
        return kinds[instruction];
    }

    int next(int instruction) {
        return nexts[instruction];
    }

    /** Where a fork goes on too; the number of a set; the conditions of a check. */
    int other(int instruction) {
        return others[instruction];
    }

    /** All conditions that are checked somewhere. */
    int conditions() {
        return conditions;
    }

    List<CodePoints> sets() {
        return sets;
    }
}
