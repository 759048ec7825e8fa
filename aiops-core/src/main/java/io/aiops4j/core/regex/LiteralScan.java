package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds in one pass over a text which expressions may be found in it: those of whose literals one stands in the text, and those
 * that require none. A {@link GramFilter} says where it is worth looking closely, an {@link Automaton} looks: so a text costs
 * two look-ups per character at worst. Immutable.
 */
final class LiteralScan {

    /** Longer literals are cut: what is left is rare enough, and the automaton stays small. */
    static final int LONGEST = 16;

    private final Automaton automaton;
    /** By literal, where those who own it begin among {@link #owners}; one more at the end. */
    private final int[] ownersFrom;

    private final int[] owners;
    private final int[] always;
    private final int expressions;
    private final GramFilter[] filters;

    private LiteralScan(
            Automaton automaton, List<List<Integer>> owners, List<Set<String>> required, Collection<String> literals) {
        this.automaton = automaton;
        this.ownersFrom = new int[owners.size() + 1];
        for (int literal = 0; literal < owners.size(); literal++) {
            ownersFrom[literal + 1] = ownersFrom[literal] + owners.get(literal).size();
        }
        this.owners = owners.stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        this.expressions = required.size();
        this.always = IntStream.range(0, expressions)
                .filter(i -> required.get(i).isEmpty())
                .toArray();
        this.filters = GramFilter.of(literals);
    }

    /** For expressions that require one literal of a set each; an empty set makes one a candidate for every text. */
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
        AutomatonBuilder builder = new AutomatonBuilder(new CharClasses(literals), Automaton.MOST_CELLS);
        List<List<Integer>> owners = new ArrayList<>();
        for (int expression = 0; expression < required.size(); expression++) {
            for (String literal : Rarity.cut(required.get(expression), longest)) {
                int number = builder.add(literal);
                if (number < 0) {
                    return null;
                }
                if (number == owners.size()) {
                    owners.add(new ArrayList<>());
                }
                owners.get(number).add(expression);
            }
        }
        return new LiteralScan(builder.build(), owners, required, literals);
    }

    /** Room for what one thread notes in one text, with so many glances. */
    Hits hits(int glances) {
        return new Hits(ownersFrom.length - 1, expressions, glances);
    }

    /** Notes the candidates for a text. */
    void scan(String text, Hits hits) {
        for (int expression : always) {
            hits.candidate(expression);
        }
        int length = text.length();
        for (int base = 0; base < length; base += Hits.PIECE) {
            hits.load(text, base);
            for (GramFilter filter : filters) {
                scan(text, base, filter, hits);
            }
        }
    }

    /**
     * The automaton runs from a little before each place that the filter gives until it is in the middle of nothing that began
     * there; from where it stopped it goes on if the next place is not beyond that.
     */
    private void scan(String text, int base, GramFilter filter, Hits hits) {
        int length = text.length();
        int end = Math.min(Hits.PIECE, length - base);
        int cell = Automaton.ROOT;
        int at = 0;
        for (int place = filter.next(hits.bytes, 0, end); place < end; ) {
            int hit = base + place;
            int from = hit - filter.reach();
            if (from > at) {
                at = from;
                cell = Automaton.ROOT;
            }
            while (at < length && (at <= hit || at - Automaton.length(cell) <= hit)) {
                cell = automaton.step(Automaton.state(cell), text.charAt(at++));
                if (Automaton.ends(cell)) {
                    note(Automaton.state(cell), hits);
                }
            }
            place = filter.next(hits.bytes, place + filter.stride(), end);
        }
    }

    /** Each literal counts once per text, and with it all that end where it ends: a line of repetitions costs no more. */
    private void note(int state, Hits hits) {
        int literal = automaton.ending(state);
        while (literal >= 0 && hits.first(literal)) {
            int end = ownersFrom[literal + 1];
            for (int i = ownersFrom[literal]; i < end; i++) {
                hits.candidate(owners[i]);
            }
            literal = automaton.shorter(literal);
        }
    }
}
