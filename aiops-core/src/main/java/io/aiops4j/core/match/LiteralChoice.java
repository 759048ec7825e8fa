package io.aiops4j.core.match;

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
                .map(set -> Rarity.cut(set, LiteralScan.LONGEST))
                .toList();
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
