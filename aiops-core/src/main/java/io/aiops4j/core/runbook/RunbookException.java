package io.aiops4j.core.runbook;

import io.aiops4j.core.AiopsException;

/**
 * A runbook that cannot be read. The message says where and what to write instead.
 *
 * <pre>{@code
 * try {
 *     RunbookCodec.read(path);
 * } catch (RunbookException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public final class RunbookException extends AiopsException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong and what to write instead. */
    public RunbookException(String message) {
        super(message);
    }

    /** The same with the failure that led to it. */
    public RunbookException(String message, Throwable cause) {
        super(message, cause);
    }
}
