package io.aiops4j.core.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds in one pass over a line which patterns may match it: those of whose literals one stands in the line, and those that
 * require none. Immutable but for one spare notepad; thread-safe.
 */
final class LiteralScan {

    /** Longer literals are cut: what is left is rare enough, and the automaton stays small. */
    static final int LONGEST = 16;

    /** 32 MB. Where literals need more, they are cut shorter. */
    private static final int MOST_CELLS = 8 << 20;

    private final Automaton automaton;
    private final int[][] owners;
    private final long[] always;
    private final boolean anyAlways;

    /** Kept from the line before, so that a line without a match costs no memory. */
    private final AtomicReference<@Nullable Hits> spare = new AtomicReference<>();

    private LiteralScan(Automaton automaton, List<List<Integer>> owners, List<Set<String>> required) {
        this.automaton = automaton;
        this.owners = owners.stream()
                .map(patterns -> patterns.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        this.always = new long[Hits.words(required.size())];
        for (int pattern = 0; pattern < required.size(); pattern++) {
            if (required.get(pattern).isEmpty()) {
                always[pattern / Long.SIZE] |= 1L << pattern;
            }
        }
        this.anyAlways = required.stream().anyMatch(Set::isEmpty);
    }

    /** For patterns that require one literal of a set each; an empty set makes a pattern a candidate for every line. */
    static LiteralScan of(List<Set<String>> required) {
        LiteralScan scan = null;
        for (int longest = LONGEST; scan == null; longest /= 2) {
            // Down to one character: that many states always fit.
            scan = tryWith(required, Math.max(1, longest));
        }
        return scan;
    }

    private static @Nullable LiteralScan tryWith(List<Set<String>> required, int longest) {
        Set<String> literals = new TreeSet<>();
        required.forEach(set -> literals.addAll(Rarity.cut(set, longest)));
        AutomatonBuilder builder = new AutomatonBuilder(new CharClasses(literals), MOST_CELLS);
        List<List<Integer>> owners = new ArrayList<>();
        for (int pattern = 0; pattern < required.size(); pattern++) {
            for (String literal : Rarity.cut(required.get(pattern), longest)) {
                int number = builder.add(literal);
                if (number < 0) {
                    return null;
                }
                if (number == owners.size()) {
                    owners.add(new ArrayList<>());
                }
                owners.get(number).add(pattern);
            }
        }
        return new LiteralScan(builder.build(), owners, required);
    }

    /** The candidates for a line, to be given back; null if there are none. */
    @Nullable
    Hits scan(String line) {
        Hits hits = anyAlways ? borrow() : null;
        int state = Automaton.ROOT;
        for (int i = 0; i < line.length(); i++) {
            int cell = automaton.step(state, line.charAt(i));
            state = Automaton.state(cell);
            if (Automaton.ends(cell)) {
                if (hits == null) {
                    hits = borrow();
                }
                note(state, hits);
            }
        }
        return hits;
    }

    /** Each literal counts once per line, and with it all that end where it ends: a line of repetitions costs no more. */
    private void note(int state, Hits hits) {
        int literal = automaton.ending(state);
        while (literal >= 0 && hits.first(literal)) {
            for (int pattern : owners[literal]) {
                hits.candidate(pattern);
            }
            literal = automaton.shorter(literal);
        }
    }

    private Hits borrow() {
        Hits hits = spare.getAndSet(null);
        return hits == null ? new Hits(owners.length, always) : hits;
    }

    void giveBack(Hits hits) {
        hits.clear();
        spare.set(hits);
    }
}
