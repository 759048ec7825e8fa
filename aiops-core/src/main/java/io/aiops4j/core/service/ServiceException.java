package io.aiops4j.core.service;

import io.aiops4j.core.AiopsException;

/**
 * Something about a service could not be done, and the kind says why.
 *
 * <pre>{@code
 * try {
 *     services.restart("nginx");
 * } catch (ServiceException e) {
 *     return e.kind() == ServiceException.Kind.NO_SUCH_SERVICE ? "correct its name" : e.getMessage();
 * }
 * }</pre>
 */
public final class ServiceException extends AiopsException {

    private static final long serialVersionUID = 1L;

    /** Why it could not be done. */
    public enum Kind {
        /** No service can have this name. */
        MALFORMED_NAME,
        /** There is no service of this name. */
        NO_SUCH_SERVICE,
        /** This process may not do it. */
        NOT_PERMITTED,
        /** What keeps the services does not answer, or is not there. */
        UNREACHABLE,
        /** It did not end in time. */
        TOO_LATE,
        /** It was tried, and did not work. */
        FAILED
    }

    private final Kind kind;

    /** A failure of this kind; the message says what is wrong and what to do. */
    public ServiceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why it could not be done. */
    public Kind kind() {
        return kind;
    }
}
