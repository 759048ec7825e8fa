package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to look at before a candidate is looked for: makes {@link Glance}s, the same for expressions that require the same. */
final class Glances {

    /** So many for each alternative, so many ways to write one, and so many alternatives. */
    private static final int MOST_SETS = 2;

    private static final int MOST_FOURS = 4;
    private static final int MOST_BRANCHES = 4;
    private static final int FOUR = 4;

    private final Map<Object, Glance> known = new HashMap<>();

    /** By alternative, all that must hold; null if nothing is known that would be worth a look. */
    Glance @Nullable [][] of(Expression expression, Set<String> scanned) {
        List<List<Set<String>>> branches = expression.branches();
        if (branches.size() > MOST_BRANCHES) {
            return null;
        }
        Glance[][] glances = new Glance[branches.size()][];
        for (int i = 0; i < glances.length; i++) {
            // only an expression without alternatives has needles
            Stream<Glance> inAnyCase = branches.get(i).stream()
                    .filter(set -> !Rarity.cuts(set, LiteralScan.LONGEST).contains(scanned))
                    .filter(set -> expression.needles().stream().noneMatch(needle -> says(needle, set)))
                    .sorted(Comparator.comparingDouble(Rarity::chance))
                    .map(Glances::fours)
                    .filter(fours -> fours.length > 0)
                    .limit(MOST_SETS)
                    .map(this::inAnyCase);
            glances[i] = Stream.concat(expression.needles().stream().map(this::exact), inAnyCase)
                    .toArray(Glance[]::new);
            if (glances[i].length == 0) {
                return null;
            }
        }
        return glances;
    }

    /** Whether a needle makes it needless to look for a literal too. */
    private static boolean says(String needle, Set<String> literals) {
        return literals.stream().allMatch(folded(needle)::contains);
    }

    private static String folded(String needle) {
        StringBuilder folded = new StringBuilder();
        needle.chars().forEach(c -> folded.append(CaseFold.of((char) c)));
        return folded.toString();
    }

    /** How many different ones there are. */
    int count() {
        return known.size();
    }

    private Glance exact(String needle) {
        return known.computeIfAbsent(needle, any -> new Glance(known.size(), needle, new int[0]));
    }

    private Glance inAnyCase(int[] fours) {
        Object key = Arrays.stream(fours).boxed().toList();
        return known.computeIfAbsent(key, any -> new Glance(known.size(), "", fours));
    }

    /** Four characters of each literal; none if they can be written in too many ways. */
    private static int[] fours(Set<String> literals) {
        List<Integer> all = new ArrayList<>();
        for (String literal : literals) {
            Set<Long> fewest = Set.of();
            for (int from = 0; from + FOUR <= literal.length(); from++) {
                Set<Long> ways = GramTable.ways(literal.substring(from, from + FOUR), MOST_FOURS);
                fewest = fewest.isEmpty() || (!ways.isEmpty() && ways.size() < fewest.size()) ? ways : fewest;
            }
            if (fewest.isEmpty() || all.size() + fewest.size() > MOST_FOURS) {
                return new int[0];
            }
            fewest.forEach(way -> all.add(way.intValue()));
        }
        return all.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
