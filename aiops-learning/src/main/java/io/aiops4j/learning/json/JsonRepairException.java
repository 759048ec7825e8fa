package io.aiops4j.learning.json;

import io.aiops4j.core.AiopsException;

/**
 * A reply that cannot be read as JSON without a guess. The message is made to be sent back to the model: it says where, what is
 * wrong, and what to write instead.
 *
 * <pre>{@code
 * try {
 *     return JsonRepair.read(reply).json();
 * } catch (JsonRepairException e) {
 *     return JsonRepair.read(model.chat(question + "\n\n" + e.getMessage())).json();
 * }
 * }</pre>
 */
public final class JsonRepairException extends AiopsException {

    private static final long serialVersionUID = 1L;

    private final String raw;
    private final int line;
    private final int column;

    JsonRepairException(String message, String raw, int line, int column) {
        super(message);
        this.raw = raw;
        this.line = line;
        this.column = column;
    }

    /** The reply as it came. */
    public String raw() {
        return raw;
    }

    /** The line of the reply that cannot be read, from 1. */
    public int line() {
        return line;
    }

    /** The column in it, in characters of Java, from 1. */
    public int column() {
        return column;
    }
}
