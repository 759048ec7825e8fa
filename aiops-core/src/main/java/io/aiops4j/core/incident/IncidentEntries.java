package io.aiops4j.core.incident;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.signal.Severity;
import java.util.Objects;

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

    /** A person noted something about it, while it is open or after it. */
    public static final EntryType NOTED = EntryType.of("incident.noted", 1);

    /** A person said whether it was one, or a false alarm. */
    public static final EntryType LABELLED = EntryType.of("incident.labelled", 1);

    /** A person takes it over: automation leaves it alone. */
    public static final EntryType TAKEN_OVER = EntryType.authority("incident.taken-over", 2);

    /** The person hands it back to automation. */
    public static final EntryType HANDED_BACK = EntryType.authority("incident.handed-back", 2);

    static final String STREAM = "incident/";

    private IncidentEntries() {}

    /** The stream of one incident. */
    public static String stream(String incidentId) {
        return STREAM + incidentId;
    }

    /** The stream of who has an incident in hand: apart, so that a run can depend on it while the incident grows. */
    public static String custody(String incidentId) {
        return "custody/" + incidentId;
    }

    /** The incident of a stream. */
    public static String incidentId(String stream) {
        return stream.substring(STREAM.length());
    }

    /** Why an incident was escalated or resolved, as its entry says; empty when that was erased. */
    public static String why(Entry entry) {
        return entry.payload().isErased() ? "" : IncidentFold.why(entry);
    }

    /** What a person noted, or said with a label; empty when that was erased. */
    public static String note(Entry entry) {
        if (entry.payload().isErased()) {
            return "";
        }
        return entry.is(LABELLED)
                ? entry.payload().as(Labelled.class).note()
                : entry.payload().as(Noted.class).text();
    }

    record Opened(String type, String target, Severity severity, String message, String source) {}

    record Grown(long signals) {}

    record Closed(String why) {}

    record Noted(String text) {

        Noted {
            Objects.requireNonNull(text, "text");
        }
    }

    /** What noticed it and which type it is of are said once more: so the entry counts for these without another one. */
    record Labelled(boolean real, String note, String source, String type) {

        Labelled {
            Objects.requireNonNull(note, "note");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(type, "type");
        }
    }
}
