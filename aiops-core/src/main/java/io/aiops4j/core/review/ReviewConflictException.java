package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else was faster: another reviewer holds the proposal, or moved it in between. Nothing was written. Look at it again
 * and decide again.
 *
 * <pre>{@code
 * catch (ReviewConflictException e) {
 *     System.out.println(e.holder() + " has it until " + e.until());
 * }
 * }</pre>
 */
public final class ReviewConflictException extends ReviewException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable record; never sent anywhere
    private final @Nullable Actor holder;

    private final @Nullable Instant until;

    /** Says who was faster and what to do. */
    public ReviewConflictException(String message, @Nullable Actor holder, @Nullable Instant until) {
        super(message);
        this.holder = holder;
        this.until = until;
    }

    /** Who was faster, or null when that is not known. */
    public @Nullable Actor holder() {
        return holder;
    }

    /** Until when they hold it, or null when they decided it. */
    public @Nullable Instant until() {
        return until;
    }
}
