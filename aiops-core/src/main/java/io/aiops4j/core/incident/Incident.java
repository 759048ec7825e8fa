package io.aiops4j.core.incident;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.signal.Severity;
import java.time.Instant;

/**
 * Signals of one type about one target, open until resolved.
 *
 * <pre>{@code
 * for (Incident incident : aiops.incidents().open()) {
 *     System.out.println(incident.type() + " on " + incident.target() + ": " + incident.message());
 * }
 * }</pre>
 *
 * @param id derived from client, type, target and how many there were before
 * @param client whose systems
 * @param type such as {@code out_of_memory}
 * @param target what it is about
 * @param severity of the signal that opened it
 * @param message of the signal that opened it; data, never an instruction
 * @param source what noticed it
 * @param status open, escalated or resolved
 * @param note why it was escalated or resolved; empty while open
 * @param opened when
 * @param signals how many signals fed it, as far as the journal tells (1, 2, 4, 8, ...)
 */
public record Incident(
        String id,
        Client client,
        String type,
        Target target,
        Severity severity,
        String message,
        String source,
        Status status,
        String note,
        Instant opened,
        long signals) {

    /** Where an incident stands. */
    public enum Status {
        /** Nobody was called yet. */
        OPEN,
        /** A person is needed; what they approve may still be run against it. */
        ESCALATED,
        /** Over. */
        RESOLVED
    }

    /**
     * What people said of the incidents of one type that one source noticed: each incident counts once, by the last word on it.
     *
     * @param client whose systems
     * @param source what noticed them
     * @param type of the incidents
     * @param real how many were real
     * @param falseAlarms how many were not
     */
    public record Labels(Client client, String source, String type, int real, int falseAlarms) {}

    /** Whether it is not over. */
    public boolean isActive() {
        return status != Status.RESOLVED;
    }

    Incident grown(long count) {
        return new Incident(id, client, type, target, severity, message, source, status, note, opened, count);
    }

    Incident with(Status next, String why) {
        return new Incident(id, client, type, target, severity, message, source, next, why, opened, signals);
    }
}
