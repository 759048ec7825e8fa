package io.aiops4j.core.match;

import io.aiops4j.core.signal.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A known failure: an RE2 expression and what it means when a line matches.
 *
 * <pre>{@code
 * AlertPattern full = AlertPattern.of("disk-full", "(?i)no space left on device", "disk_full", Severity.CRITICAL);
 * }</pre>
 *
 * @param id the pattern's name, unique in its set
 * @param regex an expression in RE2 syntax, found anywhere in the line; {@code (?i)} in front ignores case
 * @param incidentType which kind of incident a match points to
 * @param severity how bad a match is
 * @param suggestedAction the name of an action that often helps, or null
 */
public record AlertPattern(
        String id,
        String regex,
        String incidentType,
        Severity severity,
        @Nullable String suggestedAction) {

    /** A pattern without a suggested action. */
    public static AlertPattern of(String id, String regex, String incidentType, Severity severity) {
        return new AlertPattern(id, regex, incidentType, severity, null);
    }

    /** The same pattern with an action that often helps. */
    public AlertPattern suggesting(String action) {
        return new AlertPattern(id, regex, incidentType, severity, action);
    }
}
