package io.aiops4j.core.redact;

import java.util.Map;

/**
 * A text with placeholders, and the map that puts the values back. Whoever holds it can; what is handed on is
 * {@link #text()}. Printing it shows no value.
 *
 * <pre>{@code
 * Redacted redacted = Redactor.standard().redact("login with password=hunter2");
 * String shown = redacted.text();                                  // login with password=<password:1>
 * String again = redacted.restore(shown);                          // login with password=hunter2
 * }</pre>
 */
public final class Redacted {

    private final String text;
    private final Map<String, String> placeholders;

    private Redacted(String text, Map<String, String> placeholders) {
        this.text = text;
        this.placeholders = placeholders;
    }

    static Redacted of(String text, Map<String, String> placeholders) {
        return new Redacted(text, Map.copyOf(placeholders));
    }

    /** The text with placeholders; the very same string if nothing was found. */
    public String text() {
        return text;
    }

    /** What stands for what: from {@code <password:1>} to the value. Keep it where the values may be. */
    public Map<String, String> placeholders() {
        return placeholders;
    }

    /** Whether something was found. */
    public boolean isChanged() {
        return !placeholders.isEmpty();
    }

    /** Puts the values back, in this text or in another one that mentions its placeholders. */
    public String restore(String redacted) {
        return Placeholders.restored(redacted, placeholders);
    }

    /** The text with placeholders, and how many there are; no value. */
    @Override
    public String toString() {
        return placeholders.isEmpty() ? text : text + " (" + placeholders.size() + " redacted)";
    }
}
