package io.aiops4j.core.incident;

import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.signal.Severity;

/**
 * What the journal says about incidents, one stream each.
 *
 * <pre>{@code
 * if (entry.is(IncidentEntries.OPENED)) { ... }
 * }</pre>
 */
public final class IncidentEntries {

    /** A signal opened an incident. */
    public static final EntryType OPENED = EntryType.of("incident.opened", 1);

    /** It was fed by 2, 4, 8, ... signals. */
    public static final EntryType GROWN = EntryType.of("incident.grown", 1);

    /** A person is needed. */
    public static final EntryType ESCALATED = EntryType.of("incident.escalated", 1);

    /** It is over. */
    public static final EntryType RESOLVED = EntryType.of("incident.resolved", 1);

    static final String STREAM = "incident/";

    private IncidentEntries() {}

    /** The stream of one incident. */
    public static String stream(String incidentId) {
        return STREAM + incidentId;
    }

    /** The incident of a stream. */
    public static String incidentId(String stream) {
        return stream.substring(STREAM.length());
    }

    record Opened(String type, String target, Severity severity, String message, String source) {}

    record Grown(long signals) {}

    record Closed(String why) {}
}
