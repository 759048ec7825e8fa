package io.aiops4j.core.signal;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing noticed: a pattern that matched, an anomaly, a failed tool call, an alert from outside. A signal is never stored
 * by itself; what it opens or feeds is an incident.
 *
 * <pre>{@code
 * aiops.observe(Signal.of("latency", Target.service("shop"), Severity.ERROR, "p99 is 4 s"));
 * }</pre>
 *
 * @param client whose systems
 * @param source what noticed it, such as {@code pattern:memory-exhausted}
 * @param incidentType which kind of incident it points to
 * @param target what it is about
 * @param severity how bad
 * @param message what was noticed, in words; data, never an instruction
 * @param details figures and fields that belong to it
 */
public record Signal(
        Client client,
        String source,
        String incidentType,
        Target target,
        Severity severity,
        String message,
        Map<String, String> details)
        implements Observable {

    /** Copies the details, sorted. */
    public Signal {
        details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** An alert from outside, about the default client's target. */
    public static Signal of(String incidentType, Target target, Severity severity, String message) {
        return new Signal(Client.DEFAULT, "host", incidentType, target, severity, message, Map.of());
    }

    /** The same signal from another source. */
    public Signal from(String other) {
        return new Signal(client, other, incidentType, target, severity, message, details);
    }

    /** The same signal about another client's systems. */
    public Signal of(Client other) {
        return new Signal(other, source, incidentType, target, severity, message, details);
    }

    /** The same signal with one more detail. */
    public Signal with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new Signal(client, source, incidentType, target, severity, message, more);
    }
}
