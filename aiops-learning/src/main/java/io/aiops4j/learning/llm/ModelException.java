package io.aiops4j.learning.llm;

import io.aiops4j.core.AiopsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model was not asked, or gave no answer that can be used. The reason says which; what can be done about it is in the message.
 *
 * <pre>{@code
 * try {
 *     return Optional.of(models.ask(question));
 * } catch (ModelException e) {
 *     log.info("Rules alone decide: {} {}", e.reason(), e.getMessage());
 *     return Optional.empty();
 * }
 * }</pre>
 */
public final class ModelException extends AiopsException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable String raw;

    /** Why there is no answer. */
    public enum Reason {
        /** The answer did not come in time. */
        TIMED_OUT(true),
        /** The server wants fewer calls. */
        RATE_LIMITED(true),
        /** The server failed, is not there, or was cut off. */
        UNAVAILABLE(true),
        /** The server does not take this call: key, name of the model, or what is asked. */
        REFUSED(false),
        /** The answer is none that can be read, also when asked for again. */
        UNREADABLE(false),
        /** The answer is longer than what is kept. */
        TOO_LONG(false),
        /** The day's tokens or money are used up, or a price is not known. */
        OVER_BUDGET(false),
        /** Too many calls are under way. */
        BUSY(false),
        /** The model failed so often that it is left alone for a while. */
        LEFT_ALONE(false),
        /** Who asked was interrupted. */
        INTERRUPTED(false),
        /** A transcript was asked something else than what is in it. */
        DIFFERENT(false),
        /** A transcript was altered. */
        TAMPERED(false),
        /** Anything else. */
        FAILED(false);

        private final boolean retriable;

        Reason(boolean retriable) {
            this.retriable = retriable;
        }

        boolean isRetriable() {
            return retriable;
        }
    }

    ModelException(Reason reason, String message) {
        this(reason, message, null, null);
    }

    ModelException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, message, cause, null);
    }

    ModelException(Reason reason, String message, @Nullable Throwable cause, @Nullable String raw) {
        super(message, cause);
        this.reason = reason;
        this.raw = raw;
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }

    /** What the model said, if it said something that cannot be used. */
    public Optional<String> raw() {
        return Optional.ofNullable(raw);
    }
}
