package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.FailureType;
import org.jspecify.annotations.Nullable;

/**
 * An action could not do what it says, and can tell what kind of failure that is. Whatever else a handler throws fails its step as
 * well, only nobody knows the kind.
 *
 * <pre>{@code
 * Action.named("restart_service").parameter("service").run(step -> {
 *     if (!ops.exists(step.text("service"))) {
 *         throw new ActionException(FailureType.PARAMETER_WRONG, "There is no service '" + step.text("service") + "'.");
 *     }
 * });
 * }</pre>
 */
public final class ActionException extends AiopsException {

    private static final long serialVersionUID = 1L;

    private final FailureType type;

    /** A failure of this kind; the message says what is wrong and what to do. */
    public ActionException(FailureType type, String message) {
        this(type, message, null);
    }

    /** The same with the failure that led to it. */
    public ActionException(FailureType type, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.type = type;
    }

    /** What kind of failure it is. */
    public FailureType type() {
        return type;
    }
}
