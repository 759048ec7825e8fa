package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;

/**
 * What a store holds at this position is not what was written there; a journal that finds out by itself throws this instead of
 * handing it out. {@link JournalReader#verify()} reports it as the fault of the chain.
 *
 * <pre>{@code
 * throw new DamagedEntryException(position, "The row of entry " + position + " cannot be read. Restore it from a backup.", e);
 * }</pre>
 */
public final class DamagedEntryException extends AiopsException {

    private static final long serialVersionUID = 1L;

    private final long position;

    /** Names the first entry that cannot be handed out; the message says where it lies and what to do. */
    public DamagedEntryException(long position, String message, Throwable cause) {
        super(message, cause);
        this.position = position;
    }

    /** The first entry that cannot be handed out. */
    public long position() {
        return position;
    }
}
