package io.aiops4j.core;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything that this library throws on purpose. Each subclass stands beside its feature; each message says what is
 * wrong and what to do next.
 *
 * <pre>{@code
 * try {
 *     aiops.runs().run(request);
 * } catch (AiopsException refusedOrFailed) {
 *     log.warn(refusedOrFailed.getMessage());
 * }
 * }</pre>
 */
public class AiopsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception whose message says what is wrong and what to do. */
    public AiopsException(String message) {
        super(message);
    }

    /** The same with the failure that led to it. */
    public AiopsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
