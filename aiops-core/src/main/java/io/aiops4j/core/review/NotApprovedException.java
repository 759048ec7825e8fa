package io.aiops4j.core.review;

import io.aiops4j.core.AiopsException;
import org.jspecify.annotations.Nullable;

/**
 * Refused at the gate: nobody approved exactly this, here, now. The message says what is missing and who can give it.
 *
 * <pre>{@code
 * try {
 *     aiops.runs().run(request);
 * } catch (NotApprovedException refused) {
 *     System.out.println(refused.getMessage());
 * }
 * }</pre>
 */
public class NotApprovedException extends AiopsException {

    private static final long serialVersionUID = 1L;

    /** Says what is missing and what to do. */
    public NotApprovedException(String message) {
        super(message);
    }

    /** The same with the failure that led to it. */
    public NotApprovedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
