package io.aiops4j.core.notify;

import io.aiops4j.core.Client;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.Id;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.signal.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person should know. Its id derives from what led to it, so that a notice that arrives twice, from one node or
 * from several, can be told by its receiver.
 *
 * <pre>{@code
 * Notice notice = Notice.of("Redis is out of memory", "Nothing that is approved is left to try.", Severity.CRITICAL, clock.instant(), entry.hash().hex())
 *         .about(Client.of("acme"), "inc-5f0c")
 *         .label("target", "redis");
 * }</pre>
 *
 * @param id derived from causes
 * @param title in one line, at most {@link #LONGEST_TITLE} characters
 * @param text at most {@link #LONGEST_TEXT} characters
 * @param severity how bad it is
 * @param client whose systems
 * @param incident what it is about, or null
 * @param time when it happened
 * @param labels at most {@link #MOST_LABELS} short texts
 */
public record Notice(
        String id,
        String title,
        String text,
        Severity severity,
        Client client,
        @Nullable String incident,
        Instant time,
        Map<String, String> labels) {

    /** The most characters of a title; what exceeds them is cut. */
    public static final int LONGEST_TITLE = 200;

    /** The most characters of a text; what exceeds them is cut. */
    public static final int LONGEST_TEXT = 4_000;

    /** The most labels; of more the first by name are kept. */
    public static final int MOST_LABELS = 32;

    /** The most characters of a label's name and value; what exceeds them is cut. */
    public static final int LONGEST_LABEL = 200;

    private static final int DOTS = 3;

    /** Cuts what is too long, for its texts come from anywhere, and a notice that is refused tells nobody. */
    public Notice {
        title = cut(title.replace('\r', ' ').replace('\n', ' '), LONGEST_TITLE);
        text = cut(text, LONGEST_TEXT);
        Map<String, String> kept = new TreeMap<>();
        new TreeMap<>(labels).forEach((name, value) -> {
            if (kept.size() < MOST_LABELS) {
                kept.put(cut(name, LONGEST_LABEL), cut(value, LONGEST_LABEL));
            }
        });
        labels = Collections.unmodifiableMap(kept);
    }

    /** A notice to the default client whose id derives from these causes. */
    public static Notice of(String title, String text, Severity severity, Instant time, String... causes) {
        return new Notice(Id.derived("note", causes), title, text, severity, Client.DEFAULT, null, time, Map.of());
    }

    /** The same notice for a client, about one of its incidents or none. */
    public Notice about(Client whose, @Nullable String incidentId) {
        return new Notice(id, title, text, severity, whose, incidentId, time, labels);
    }

    /** The same notice with one label more. */
    public Notice label(String name, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(name, value);
        return new Notice(id, title, text, severity, client, incident, time, more);
    }

    /** The same notice with placeholders for what is secret; itself when nothing is. */
    public Notice redacted(Redaction redaction) {
        String shownTitle = redaction.text(title);
        String shownText = redaction.text(text);
        Map<String, String> shownLabels = redaction.texts(labels);
        boolean same = shownTitle.equals(title) && shownText.equals(text) && shownLabels.equals(labels);
        return same ? this : new Notice(id, shownTitle, shownText, severity, client, incident, time, shownLabels);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : HostCode.cut(text, longest - DOTS);
    }
}
