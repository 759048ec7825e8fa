package io.aiops4j.learning.decide;

import io.aiops4j.core.journal.EntryType;
import java.util.List;

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

    private DecisionEntries() {}

    /** The stream of decisions about one incident. */
    public static String stream(String incidentId) {
        return "decision/" + incidentId;
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
