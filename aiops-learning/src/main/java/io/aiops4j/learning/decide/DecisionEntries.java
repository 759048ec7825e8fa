package io.aiops4j.learning.decide;

import io.aiops4j.core.journal.EntryType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What the journal says about decisions: one stream for each incident.
 *
 * <pre>{@code
 * if (entry.is(DecisionEntries.MADE)) { ... }
 * }</pre>
 */
public final class DecisionEntries {

    /** Something was decided about an incident. */
    public static final EntryType MADE = EntryType.of("decision.made", 1);

    /**
     * What could have run, written together with the decision, right behind it: apart, so that a node of an earlier version reads its
     * decisions as it always did.
     */
    public static final EntryType WEIGHED = EntryType.of("decision.weighed", 1);

    /** So many options are written; there are as many as there are runbooks against one kind of incident. */
    public static final int MOST_OPTIONS = 100;

    private DecisionEntries() {}

    /** The stream of decisions about one incident. */
    public static String stream(String incidentId) {
        return "decision/" + incidentId;
    }

    /** The stream of what could have run against one incident. */
    public static String weighed(String incidentId) {
        return "weighed/" + incidentId;
    }

    /**
     * What could have run.
     *
     * @param options each version, as it stood when it was decided; at most {@link #MOST_OPTIONS}
     */
    public record Weighed(List<Option> options) {

        /** Copies the options. */
        public Weighed {
            options = List.copyOf(options);
        }
    }

    /**
     * A version that could have run, and what was known of it.
     *
     * @param runbook name and version
     * @param digest exactly which bytes
     * @param mode how it was approved to run
     * @param lowerBound of its confidence, then; no lesson is computed from it
     * @param threshold that it takes to run when proven
     * @param failedHere whether it was tried against this incident and did not help, or not for long
     * @param critical whether its target takes a person each time
     */
    public record Option(
            String runbook,
            String digest,
            String mode,
            double lowerBound,
            double threshold,
            boolean failedHere,
            boolean critical) {

        /** Refuses what was read from a store and lacks something. */
        public Option {
            Objects.requireNonNull(runbook, "runbook");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(mode, "mode");
        }

        static Option of(Decision.Option option) {
            return new Option(
                    option.version().runbook().label(),
                    option.version().digest().hex(),
                    option.mode().name().toLowerCase(Locale.ROOT),
                    option.confidence().lowerBound(),
                    option.confidence().threshold(),
                    option.failedHere(),
                    option.critical());
        }
    }

    /** What could run, as it is written beside a decision. */
    public static Weighed weighed(List<Decision.Option> options) {
        return new Weighed(options.stream().limit(MOST_OPTIONS).map(Option::of).toList());
    }

    /**
     * Something was decided about an incident.
     *
     * @param outcome auto_run, ask_human or escalate
     * @param runbook name and version, or empty
     * @param reasons why
     * @param basis the digest of what was known; nothing is decided again on the same basis
     */
    public record Made(String outcome, String runbook, List<String> reasons, String basis) {

        /** Copies the reasons. */
        public Made {
            reasons = List.copyOf(reasons);
        }
    }
}
