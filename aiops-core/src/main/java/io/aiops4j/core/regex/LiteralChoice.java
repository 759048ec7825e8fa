package io.aiops4j.core.regex;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses for each pattern the set of literals to scan for: the rarest, where one that many patterns of the set share counts
 * as often as they are, since it makes all of them candidates at once.
 */
final class LiteralChoice {

    private final Map<String, Integer> sharedBy = new HashMap<>();

    private LiteralChoice() {}

    /** Gives a set per pattern; empty if a pattern requires no literal. */
    static List<Set<String>> choose(List<Expression> expressions) {
        List<List<Set<String>>> offers =
                expressions.stream().map(LiteralChoice::offers).toList();
        LiteralChoice choice = new LiteralChoice();
        offers.forEach(sets -> sets.forEach(choice::count));
        return offers.stream().map(choice::best).toList();
    }

    private static List<Set<String>> offers(Expression expression) {
        return expression.required().stream()
                .flatMap(set -> Rarity.cuts(set, LiteralScan.LONGEST).stream())
                .filter(set -> !expression.isAnchored() || set.stream().allMatch(LiteralChoice::isRare))
                .toList();
    }

    /** Others stand in so many texts that an expression which is decided at their beginning is better off without. */
    private static boolean isRare(String literal) {
        return literal.length() >= GramFilter.LONG;
    }

    private void count(Set<String> literals) {
        literals.forEach(literal -> sharedBy.merge(literal, 1, Integer::sum));
    }

    private Set<String> best(List<Set<String>> offers) {
        return offers.stream().min(Comparator.comparingDouble(this::cost)).orElse(Set.of());
    }

    private double cost(Set<String> literals) {
        return literals.stream()
                .mapToDouble(literal -> Rarity.chance(literal) * sharedBy.getOrDefault(literal, 1))
                .sum();
    }
}
