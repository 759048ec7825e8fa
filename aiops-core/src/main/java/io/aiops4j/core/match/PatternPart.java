package io.aiops4j.core.match;

import io.aiops4j.core.regex.RegexSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The patterns of a set that are looked for in one text of a line: its message, or one of its fields. Immutable. */
final class PatternPart {

    private final List<AlertPattern> patterns;
    private final RegexSet regexes;
    private final int[] places;

    private PatternPart(List<AlertPattern> patterns, RegexSet regexes, int[] places) {
        this.patterns = patterns;
        this.regexes = regexes;
        this.places = places;
    }

    /** Those of a set's patterns that stand in these places. */
    static PatternPart of(List<AlertPattern> all, List<Integer> places) {
        List<AlertPattern> patterns = places.stream().map(all::get).toList();
        try {
            RegexSet regexes =
                    RegexSet.of(patterns.stream().map(AlertPattern::regex).toList());
            return new PatternPart(
                    patterns,
                    regexes,
                    places.stream().mapToInt(Integer::intValue).toArray());
        } catch (RegexSet.UnusableException e) {
            throw new PatternException(patterns.get(e.regex()).id(), e.index(), e.problem());
        }
    }

    /** What is found, in order. */
    List<AlertPattern> match(String text) {
        int[] found = regexes.find(text);
        if (found.length == 0) {
            return List.of();
        }
        AlertPattern[] all = new AlertPattern[found.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = patterns.get(found[i]);
        }
        return List.of(all);
    }

    /** Marks the places of what is found, among so many; null as long as there was nothing to mark. */
    boolean @Nullable [] mark(String text, boolean @Nullable [] before, int all) {
        int[] found = regexes.find(text);
        if (found.length == 0) {
            return before;
        }
        boolean[] marks = before == null ? new boolean[all] : before;
        for (int index : found) {
            marks[places[index]] = true;
        }
        return marks;
    }

    /** Adds where each is found first. */
    void explain(String text, List<PatternSet.Match> all) {
        for (int index : regexes.find(text)) {
            RegexSet.Found first = regexes.findFirst(index, text);
            all.add(new PatternSet.Match(patterns.get(index), first.start(), first.end(), groups(index, first, text)));
        }
    }

    private Map<String, String> groups(int index, RegexSet.Found found, String text) {
        Map<Integer, String> names = new TreeMap<>();
        regexes.groups(index).forEach((name, number) -> names.put(number, name));
        Map<String, String> caught = new TreeMap<>();
        for (int group = 1; group <= found.groups(); group++) {
            if (found.start(group) >= 0) {
                String name = names.getOrDefault(group, Integer.toString(group));
                caught.put(name, text.substring(found.start(group), found.end(group)));
            }
        }
        return caught;
    }
}
