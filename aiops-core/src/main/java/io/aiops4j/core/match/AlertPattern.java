package io.aiops4j.core.match;

import io.aiops4j.core.signal.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A known failure: an RE2 expression and what it means when a line matches.
 *
 * <pre>{@code
 * AlertPattern full = AlertPattern.of("disk-full", "(?i)no space left on device", "disk_full", Severity.CRITICAL)
 *         .category("disk").suggesting("free_disk_space");
 * AlertPattern wal = AlertPattern.of("disk-full-wal", "(?i)pg_wal.*no space left", "disk_full_wal", Severity.CRITICAL)
 *         .childOf("disk-full");
 * }</pre>
 *
 * @param id the pattern's name, unique in its set
 * @param regex an expression in RE2 syntax, found anywhere in the text; {@code (?i)} in front ignores case
 * @param field of a structured line in which it is looked for, or null for the message
 * @param incidentType which kind of incident a match points to
 * @param severity how bad a match is
 * @param category what it is about, such as {@code memory}
 * @param tags further words to find it by
 * @param suggestedAction the name of an action that often helps, or null
 * @param parent the id of a more general pattern, which is not told where this one matches too; or null
 */
public record AlertPattern(
        String id,
        String regex,
        @Nullable String field,
        String incidentType,
        Severity severity,
        String category,
        Set<String> tags,
        @Nullable String suggestedAction,
        @Nullable String parent) {

    /** The category when nothing is said. */
    public static final String GENERAL = "general";

    /** Copies the tags, sorted. */
    public AlertPattern {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(regex, "regex");
        Objects.requireNonNull(incidentType, "incidentType");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(category, "category");
        tags = Collections.unmodifiableSet(new TreeSet<>(tags));
    }

    /** A pattern over the message, in no category, without a suggested action. */
    public static AlertPattern of(String id, String regex, String incidentType, Severity severity) {
        return new AlertPattern(id, regex, null, incidentType, severity, GENERAL, Set.of(), null, null);
    }

    /** The same pattern, looked for in a field of structured lines. */
    public AlertPattern in(String other) {
        return new AlertPattern(id, regex, other, incidentType, severity, category, tags, suggestedAction, parent);
    }

    /** The same pattern in a category. */
    public AlertPattern category(String other) {
        return new AlertPattern(id, regex, field, incidentType, severity, other, tags, suggestedAction, parent);
    }

    /** The same pattern with these tags. */
    public AlertPattern tagged(String... words) {
        Set<String> all = new TreeSet<>(List.of(words));
        return new AlertPattern(id, regex, field, incidentType, severity, category, all, suggestedAction, parent);
    }

    /** The same pattern with an action that often helps. */
    public AlertPattern suggesting(String action) {
        return new AlertPattern(id, regex, field, incidentType, severity, category, tags, action, parent);
    }

    /** The same pattern as a special case of another one. */
    public AlertPattern childOf(String other) {
        return new AlertPattern(id, regex, field, incidentType, severity, category, tags, suggestedAction, other);
    }
}
