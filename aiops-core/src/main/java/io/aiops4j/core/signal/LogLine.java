package io.aiops4j.core.signal;

import io.aiops4j.core.Target;
import java.util.Map;

/**
 * One line of a log, with the target that wrote it.
 *
 * <pre>{@code
 * aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
 * }</pre>
 *
 * @param target who wrote it
 * @param message the text
 * @param fields named fields of a structured log, or empty
 */
public record LogLine(Target target, String message, Map<String, String> fields) implements Observable {

    /** Copies the fields. */
    public LogLine {
        fields = Map.copyOf(fields);
    }

    /** A plain line of a service. */
    public static LogLine of(String service, String message) {
        return new LogLine(Target.service(service), message, Map.of());
    }
}
