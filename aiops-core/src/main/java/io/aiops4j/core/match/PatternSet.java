package io.aiops4j.core.match;

import io.aiops4j.core.signal.LogLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Many patterns, compiled once and looked for in a line all at the same time. Immutable and safe for any number of threads.
 *
 * <p>Which patterns match is what RE2 finds, pattern by pattern. The cost is linear in the line, whatever patterns and line: no
 * backtracking engine ever sees it.
 *
 * <pre>{@code
 * PatternSet known = PatternSet.of(AlertPattern.of("heap", "OutOfMemoryError: (?P<what>.*)", "out_of_memory", Severity.CRITICAL));
 * LogLine line = LogLine.of("shop", "OutOfMemoryError: heap space exhausted");
 * for (PatternSet.Match match : known.explain(line)) {
 *     System.out.println(match.pattern().incidentType() + " " + match.groups());       // out_of_memory {what=heap space exhausted}
 * }
 * }</pre>
 */
public final class PatternSet {

    private final List<AlertPattern> patterns;
    private final PatternPart message;
    private final String[] fields;
    private final PatternPart[] overFields;
    private final Map<String, String> parents;

    private PatternSet(List<AlertPattern> patterns) {
        this.patterns = patterns;
        Map<String, List<Integer>> byField = new TreeMap<>();
        List<Integer> overMessage = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            String field = patterns.get(i).field();
            (field == null ? overMessage : byField.computeIfAbsent(field, first -> new ArrayList<>())).add(i);
        }
        this.message = PatternPart.of(patterns, overMessage);
        this.fields = byField.keySet().toArray(String[]::new);
        this.overFields = byField.values().stream()
                .map(places -> PatternPart.of(patterns, places))
                .toArray(PatternPart[]::new);
        this.parents = parents(patterns);
    }

    private static Map<String, String> parents(List<AlertPattern> patterns) {
        Map<String, String> parents = new HashMap<>();
        Set<String> ids = new HashSet<>();
        patterns.forEach(pattern -> ids.add(pattern.id()));
        for (AlertPattern pattern : patterns) {
            String parent = pattern.parent();
            if (parent == null) {
                continue;
            }
            parents.put(pattern.id(), parent);
            if (!ids.contains(parent)) {
                throw new PatternException(
                        pattern.id(),
                        -1,
                        "its parent \"" + parent + "\" is not in the set. Put it in, or name another one.");
            }
            int ancestors = 0;
            for (String above = parent; above != null; above = parents.get(above)) {
                if (++ancestors > patterns.size()) {
                    throw new PatternException(
                            pattern.id(), -1, "it is its own ancestor. Leave the parent of one of them out.");
                }
            }
        }
        return Map.copyOf(parents);
    }

    /**
     * Where a pattern was found in a line.
     *
     * @param pattern what was found
     * @param start index of the first character, in the message or in the pattern's field
     * @param end index behind the last one
     * @param groups what its groups caught, by their names, or by their numbers where they have none
     */
    public record Match(AlertPattern pattern, int start, int end, Map<String, String> groups) {

        /** Copies the groups. */
        public Match {
            groups = Map.copyOf(groups);
        }
    }

    /**
     * Compiles patterns.
     *
     * @throws PatternException if one of them cannot be used, if two have the same id, or if one names a parent that is not there
     */
    public static PatternSet of(Collection<AlertPattern> patterns) {
        List<AlertPattern> copy = List.copyOf(patterns);
        Set<String> ids = new HashSet<>();
        for (AlertPattern pattern : copy) {
            if (!ids.add(pattern.id())) {
                throw new PatternException(
                        pattern.id(), -1, "another one in the set has this id too. Give each an id of its own.");
            }
        }
        return new PatternSet(copy);
    }

    /**
     * Compiles patterns.
     *
     * @throws PatternException if one of them cannot be used, if two have the same id, or if one names a parent that is not there
     */
    public static PatternSet of(AlertPattern... patterns) {
        return of(List.of(patterns));
    }

    /** The patterns over the message that are found in it, in the set's order. Once warm, an empty answer costs no memory. */
    public List<AlertPattern> match(String text) {
        return message.match(text);
    }

    /**
     * The patterns that are found in the line's message, or each in its field, in the set's order. Once warm, an empty answer costs
     * no memory.
     */
    public List<AlertPattern> match(LogLine line) {
        boolean[] marks = message.mark(line.message(), null, patterns.size());
        for (int i = 0; i < fields.length; i++) {
            String text = line.fields().get(fields[i]);
            marks = text == null ? marks : overFields[i].mark(text, marks, patterns.size());
        }
        if (marks == null) {
            return List.of();
        }
        List<AlertPattern> all = new ArrayList<>();
        for (int i = 0; i < marks.length; i++) {
            if (marks[i]) {
                all.add(patterns.get(i));
            }
        }
        return List.copyOf(all);
    }

    /** Where the patterns are first found in the line, and what their groups caught. */
    public List<Match> explain(LogLine line) {
        List<Match> all = new ArrayList<>();
        message.explain(line.message(), all);
        for (int i = 0; i < fields.length; i++) {
            String text = line.fields().get(fields[i]);
            if (text != null) {
                overFields[i].explain(text, all);
            }
        }
        return List.copyOf(all);
    }

    /** Those of some patterns that are no parent, or parent's parent, of another one of them. */
    public List<AlertPattern> mostExact(List<AlertPattern> found) {
        if (parents.isEmpty() || found.size() < 2) {
            return found;
        }
        Set<String> general = new HashSet<>();
        for (AlertPattern pattern : found) {
            String parent = parents.get(pattern.id());
            while (parent != null && general.add(parent)) {
                parent = parents.get(parent);
            }
        }
        return found.stream().filter(pattern -> !general.contains(pattern.id())).toList();
    }

    /** How many patterns there are. */
    public int size() {
        return patterns.size();
    }

    /** The patterns, in the set's order. */
    public List<AlertPattern> patterns() {
        return patterns;
    }
}
