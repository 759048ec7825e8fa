package io.aiops4j.core.verify;

import io.aiops4j.core.redact.Redaction;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a target at one moment, as its probes read it.
 *
 * <pre>{@code
 * String used = snapshot.values().get("heap.used");
 * }</pre>
 *
 * @param time when it was taken
 * @param values what was read
 * @param unknown the probes that failed, each with the reason
 */
public record StateSnapshot(Instant time, Map<String, String> values, Map<String, String> unknown) {

    /** Copies both maps, sorted. */
    public StateSnapshot {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        unknown = Collections.unmodifiableMap(new TreeMap<>(unknown));
    }

    /** A snapshot of which everything is known. */
    public static StateSnapshot of(Instant time, Map<String, String> values) {
        return new StateSnapshot(time, values, Map.of());
    }

    /** One value, or null when it is not known. */
    public @Nullable String value(String name) {
        return values.get(name);
    }

    /** The same snapshot with placeholders for what is secret; itself when nothing is. */
    public StateSnapshot redacted(Redaction redaction) {
        Map<String, String> shown = redaction.texts(values);
        Map<String, String> reasons = redaction.texts(unknown);
        return shown.equals(values) && reasons.equals(unknown) ? this : new StateSnapshot(time, shown, reasons);
    }

    /** The same snapshot with one value changed. */
    public StateSnapshot with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new StateSnapshot(time, changed, unknown);
    }
}
