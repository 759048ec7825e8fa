package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which literals, case-folded, must stand in every text that an expression matches. Whatever is uncertain is left out: then
 * less is required, and more lines are confirmed by RE2.
 *
 * @param exact all that the expression can match, or null if that is not a handful of texts
 * @param required sets of which each must have a member in the text; empty if nothing is required or exact is known
 */
record Needs(@Nullable Set<String> exact, List<Set<String>> required) {

    static final Needs UNKNOWN = new Needs(null, List.of());

    static final Needs EMPTY_TEXT = exactly(Set.of(""));

    private static final int MOST_EXACT = 16;

    private static final int MOST_BRANCHES = 128;

    private static final int LONGEST = 64;

    static Needs exactly(Set<String> texts) {
        return new Needs(texts, List.of());
    }

    /** The sets of literals, smallest form; none holds the empty text. */
    List<Set<String>> sets() {
        return exact == null ? required : useful(exact).map(List::of).orElse(List.of());
    }

    /** For {@code x?}. */
    Needs orEmpty() {
        if (exact == null || exact.size() == MOST_EXACT) {
            return UNKNOWN;
        }
        Set<String> more = new TreeSet<>(exact);
        more.add("");
        return exactly(more);
    }

    /** One after the other: neighbours that are exactly known grow together into longer literals. */
    static Needs sequence(List<Needs> parts) {
        Set<String> run = Set.of("");
        List<Set<String>> required = new ArrayList<>();
        boolean broken = false;
        for (Needs part : parts) {
            Set<String> longer = joined(run, part.exact);
            if (longer != null) {
                run = longer;
                continue;
            }
            broken = true;
            useful(run).ifPresent(required::add);
            required.addAll(part.required);
            run = part.exact == null ? Set.of("") : part.exact;
        }
        if (!broken) {
            return exactly(run);
        }
        useful(run).ifPresent(required::add);
        return new Needs(null, required);
    }

    /** One of them: what is required of the whole is one of what each branch requires. */
    static Needs either(List<Needs> branches) {
        Set<String> all = new TreeSet<>();
        boolean exact = true;
        for (Needs branch : branches) {
            exact &= branch.exact != null;
            all.addAll(branch.exact == null ? Set.of() : branch.exact);
        }
        if (exact && all.size() <= MOST_EXACT) {
            return exactly(all);
        }
        Set<String> union = new TreeSet<>();
        for (Needs branch : branches) {
            Optional<Set<String>> best = branch.sets().stream().min(Comparator.comparingDouble(Rarity::chance));
            if (best.isEmpty()) {
                return UNKNOWN;
            }
            union.addAll(best.get());
        }
        return union.size() > MOST_BRANCHES ? UNKNOWN : new Needs(null, List.of(shortest(union)));
    }

    private static @Nullable Set<String> joined(Set<String> heads, @Nullable Set<String> tails) {
        if (tails == null || heads.size() * tails.size() > MOST_EXACT) {
            return null;
        }
        if (heads.size() == 1 && tails.size() == 1) {
            String text = heads.iterator().next() + tails.iterator().next();
            return text.length() > LONGEST ? null : Set.of(text);
        }
        Set<String> joined = new TreeSet<>();
        for (String head : heads) {
            for (String tail : tails) {
                if (head.length() + tail.length() > LONGEST) {
                    return null;
                }
                joined.add(head + tail);
            }
        }
        return joined;
    }

    private static Optional<Set<String>> useful(Set<String> texts) {
        return texts.contains("") ? Optional.empty() : Optional.of(shortest(texts));
    }

    /** Without the texts that hold another one: where they stand, that one stands too. */
    private static Set<String> shortest(Set<String> texts) {
        if (texts.size() == 1) {
            return texts;
        }
        Set<String> shortest = new TreeSet<>(texts);
        shortest.removeIf(text -> texts.stream().anyMatch(other -> !other.equals(text) && text.contains(other)));
        return shortest;
    }
}
