package io.aiops4j.core.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ways to investigate that are known, looked up all at once by what stands in a text: a log, an alert, somebody's words. Immutable
 * and safe for any number of threads.
 *
 * <pre>{@code
 * Investigations known = Investigations.builtIn();
 * for (Investigations.Finding finding : known.relevant("pod shop-1 is in CrashLoopBackOff, last state OOMKilled")) {
 *     System.out.println(finding.pattern().name() + ": " + finding.causes().get(0).cause().cause());
 * }
 * }</pre>
 */
public final class Investigations {

    /** How many are given when nothing is said: more would bury the one that matters. */
    public static final int MOST = 2;

    private static final double TRIGGER = 3;
    private static final double SYMPTOM = 2;
    private static final double EVIDENCE = 1;

    private final List<InvestigationPattern> patterns;
    private final Phrases phrases;
    private final Map<String, Integer> sharedBy = new HashMap<>();

    private Investigations(List<InvestigationPattern> patterns) {
        this.patterns = patterns;
        List<String> all = new ArrayList<>();
        for (InvestigationPattern pattern : patterns) {
            Set<String> own = phrases(pattern);
            own.forEach(phrase -> sharedBy.merge(phrase, 1, Integer::sum));
            all.addAll(own);
        }
        this.phrases = Phrases.of(all);
    }

    /**
     * A pattern that is relevant to a text, and why.
     *
     * @param pattern what is relevant
     * @param triggers those that stand in the text
     * @param causes all of its causes, the one with the most evidence first
     */
    public record Finding(InvestigationPattern pattern, List<String> triggers, List<Suspect> causes) {

        /** Copies the lists. */
        public Finding {
            triggers = List.copyOf(triggers);
            causes = List.copyOf(causes);
        }
    }

    /**
     * A cause, and what speaks for it.
     *
     * @param cause what it may be
     * @param evidence what of its evidence stands in the text
     */
    public record Suspect(InvestigationPattern.Cause cause, List<String> evidence) {

        /** Copies the evidence. */
        public Suspect {
            evidence = List.copyOf(evidence);
        }
    }

    /** What comes with the library: trouble with containers, services, memory, disks, databases, certificates and names. */
    public static Investigations builtIn() {
        return of(InvestigationDocument.builtIn());
    }

    /**
     * Compiles patterns.
     *
     * @throws PatternException if two have the same id, if one has no trigger, or if a phrase is blank
     */
    public static Investigations of(Collection<InvestigationPattern> patterns) {
        List<InvestigationPattern> copy = List.copyOf(patterns);
        Set<String> ids = new HashSet<>();
        for (InvestigationPattern pattern : copy) {
            if (!ids.add(pattern.id())) {
                throw new PatternException(
                        pattern.id(), -1, "another one in the set has this id too. Give each an id of its own.");
            }
            if (pattern.triggers().isEmpty()) {
                throw new PatternException(
                        pattern.id(), -1, "it has no trigger, so it is never relevant. Give it one.");
            }
            if (phrases(pattern).stream().anyMatch(String::isBlank)) {
                throw new PatternException(
                        pattern.id(), -1, "one of its phrases is blank. Write words, or leave it out.");
            }
        }
        return new Investigations(copy);
    }

    /** The same. */
    public static Investigations of(InvestigationPattern... patterns) {
        return of(List.of(patterns));
    }

    /**
     * Reads patterns from the text of a file: JSON when its name ends so, YAML otherwise. All faults are found at once.
     *
     * @throws io.aiops4j.core.document.DocumentException if there is any
     */
    public static List<InvestigationPattern> read(String file, String text) {
        return InvestigationDocument.read(file, text);
    }

    /** The patterns, in the set's order. */
    public List<InvestigationPattern> patterns() {
        return patterns;
    }

    /** What is relevant to a text, the most relevant first; at most {@link #MOST}. */
    public List<Finding> relevant(String text) {
        return relevant(text, MOST);
    }

    /** What is relevant to a text, the most relevant first. */
    public List<Finding> relevant(String text, int most) {
        Set<String> found = phrases.in(text);
        return patterns.stream()
                .filter(pattern -> pattern.triggers().stream().anyMatch(found::contains))
                .sorted(Comparator.comparingDouble(pattern -> -relevance(pattern, found)))
                .limit(most)
                .map(pattern -> finding(pattern, found))
                .toList();
    }

    // a phrase that many patterns name says little for each of them
    private double weight(Collection<String> phrases, Set<String> found) {
        return phrases.stream()
                .filter(found::contains)
                .distinct()
                .mapToDouble(phrase -> 1.0 / sharedBy.getOrDefault(phrase, 1))
                .sum();
    }

    private double relevance(InvestigationPattern pattern, Set<String> found) {
        double evidence = pattern.causes().stream()
                .mapToDouble(cause -> weight(cause.evidence(), found))
                .sum();
        return TRIGGER * weight(pattern.triggers(), found)
                + SYMPTOM * weight(pattern.symptoms(), found)
                + EVIDENCE * evidence;
    }

    private Finding finding(InvestigationPattern pattern, Set<String> found) {
        Map<String, Integer> named = new HashMap<>();
        pattern.causes().forEach(cause -> cause.evidence().forEach(phrase -> named.merge(phrase, 1, Integer::sum)));
        List<Suspect> suspects = pattern.causes().stream()
                .map(cause -> new Suspect(
                        cause, cause.evidence().stream().filter(found::contains).toList()))
                // what speaks for several causes speaks less for each; of equals the first one written is the most
                // frequent
                .sorted(Comparator.comparingDouble(suspect -> -suspect.evidence().stream()
                        .mapToDouble(phrase -> 1.0 / named.getOrDefault(phrase, 1))
                        .sum()))
                .toList();
        List<String> triggers =
                pattern.triggers().stream().filter(found::contains).toList();
        return new Finding(pattern, triggers, suspects);
    }

    /** Findings as a model or a person reads them, in at most so many characters: the last lines are left out first. */
    public static String prompt(List<Finding> findings, int budget) {
        StringBuilder prompt = new StringBuilder();
        for (Finding finding : findings) {
            for (String line : lines(finding)) {
                if (prompt.length() + line.length() + 1 > budget) {
                    return prompt.toString();
                }
                prompt.append(line).append('\n');
            }
        }
        return prompt.toString();
    }

    private static List<String> lines(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add("## " + finding.pattern().name());
        lines.add("Causes, the likeliest first:");
        for (Suspect suspect : finding.causes()) {
            String found = suspect.evidence().isEmpty()
                    ? "nothing seen of: " + String.join(", ", suspect.cause().evidence())
                    : "seen: " + String.join(", ", suspect.evidence());
            lines.add("- " + suspect.cause().cause() + " (" + found + "). "
                    + suspect.cause().fix());
        }
        lines.add("Where to look:");
        for (InvestigationPattern.Step step : finding.pattern().steps()) {
            lines.add("- " + step);
        }
        return lines;
    }

    private static Set<String> phrases(InvestigationPattern pattern) {
        Set<String> all = new LinkedHashSet<>(pattern.triggers());
        all.addAll(pattern.symptoms());
        pattern.causes().forEach(cause -> all.addAll(cause.evidence()));
        return all;
    }
}
