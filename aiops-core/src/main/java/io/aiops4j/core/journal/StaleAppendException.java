package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;

/**
 * Somebody else was faster: a stream does not have the version that an append required. Nothing was written. Read the stream
 * again and decide again.
 *
 * <pre>{@code
 * try {
 *     journal.append(append);
 * } catch (StaleAppendException stale) {
 *     decideAgain(journal.read(stale.stream(), 0, 100));
 * }
 * }</pre>
 */
public final class StaleAppendException extends AiopsException {

    private static final long serialVersionUID = 1L;

    private final String stream;
    private final long expected;
    private final long actual;

    /** The stream by which a lease's fencing number is named here. */
    public static String lease(String name) {
        return "lease/" + name;
    }

    /** Names the stream, or {@link #lease}, the version that was required and the one that it has. */
    public StaleAppendException(String stream, long expected, long actual) {
        super("Nothing was written: stream " + stream + " was required to have version " + expected + " and has "
                + actual + ". Read it again and decide again.");
        this.stream = stream;
        this.expected = expected;
        this.actual = actual;
    }

    /** The stream that moved. */
    public String stream() {
        return stream;
    }

    /** The version that was required. */
    public long expected() {
        return expected;
    }

    /** The version that it has. */
    public long actual() {
        return actual;
    }
}
