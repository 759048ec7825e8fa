package io.aiops4j.core.review;

import java.util.Map;

/**
 * Something that a person approved, decoded from exactly the bytes that were approved. Nothing outside this package can make
 * one. It is no licence by itself: whoever acts on it appends with its {@link #preconditions()}, and the append fails if the
 * approval was revoked in between.
 *
 * <pre>{@code
 * Approved<Runbook> approved = reviews.approved(kind, proposalId);
 * journal.append(Append.by(actor).requireAll(approved.preconditions()).add(stream, STARTED, start));
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param <T> what was approved
 */
public final class Approved<T> {

    private final ChangeKind<T> kind;
    private final T value;
    private final Approval approval;
    private final long position;
    private final Map<String, Long> preconditions;

    Approved(ChangeKind<T> kind, T value, Approval approval, long position, Map<String, Long> preconditions) {
        this.kind = kind;
        this.value = value;
        this.approval = approval;
        this.position = position;
        this.preconditions = Map.copyOf(preconditions);
    }

    ChangeKind<T> kind() {
        return kind;
    }

    /** What was approved. */
    public T value() {
        return value;
    }

    /** The word that was given. */
    public Approval approval() {
        return approval;
    }

    /** Where the word stands in the journal: a cause of what rests on it. */
    public long position() {
        return position;
    }

    /** The versions of the streams that the word was read from. */
    public Map<String, Long> preconditions() {
        return preconditions;
    }
}
