package io.aiops4j.core.match;

import java.util.List;
import java.util.Objects;

/**
 * How an experienced engineer goes about a kind of trouble: where to look, what causes it, what gives each cause away, and what helps.
 *
 * <p>Triggers, symptoms and evidence are phrases. A phrase is found where its words stand in a text, in upper or lower case, with whatever
 * blanks between them; it begins where a word begins, and its last word may go on, except behind a digit: {@code crash} is found in
 * "crashing", {@code code 1} not in "code 137".
 *
 * <pre>{@code
 * InvestigationPattern stuck = new InvestigationPattern(
 *         "queue-stuck", "A queue is stuck",
 *         List.of("queue is stuck", "consumer lag"), List.of("orders arrive late"),
 *         List.of(new InvestigationPattern.Step("consumer-groups", "--describe", "members and lag of each partition")),
 *         List.of(new InvestigationPattern.Cause("No consumer", List.of("no active members"), "Start the consumers")));
 * }</pre>
 *
 * @param id its name, unique in its set
 * @param name in a few words
 * @param triggers phrases of which one must stand in a text for this to be relevant
 * @param symptoms phrases that make it more relevant
 * @param steps where to look, in order
 * @param causes what it may come from, the most frequent first
 */
public record InvestigationPattern(
        String id, String name, List<String> triggers, List<String> symptoms, List<Step> steps, List<Cause> causes) {

    /** Copies the lists. */
    public InvestigationPattern {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        triggers = List.copyOf(triggers);
        symptoms = List.copyOf(symptoms);
        steps = List.copyOf(steps);
        causes = List.copyOf(causes);
    }

    /**
     * A place to look.
     *
     * @param tool what to look with
     * @param arguments what to hand to it, or empty
     * @param lookFor what is worth seeing there
     */
    public record Step(String tool, String arguments, String lookFor) {

        @Override
        public String toString() {
            return tool + (arguments.isEmpty() ? "" : " " + arguments) + ": look for " + lookFor;
        }
    }

    /**
     * What it may come from.
     *
     * @param cause in a few words
     * @param evidence phrases that speak for it
     * @param fix what helps
     */
    public record Cause(String cause, List<String> evidence, String fix) {

        /** Copies the evidence. */
        public Cause {
            evidence = List.copyOf(evidence);
        }
    }
}
