package io.aiops4j.core.store;

import io.aiops4j.core.AiopsException;
import org.jspecify.annotations.Nullable;

/**
 * A record that this store can never keep, however often it is tried: it cannot be written as text, or its id is too long. Any
 * other exception of {@link RecordStore#save} means that it may work later.
 *
 * <pre>{@code
 * throw new RecordRefusedException("The record's id has 900 characters; 500 is the most. Shorten it.", null);
 * }</pre>
 */
public final class RecordRefusedException extends AiopsException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the record and what to do. */
    public RecordRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
