package io.aiops4j.core.review;

import static io.aiops4j.core.review.Proposal.State.APPROVED;
import static io.aiops4j.core.review.Proposal.State.CHANGES_REQUESTED;
import static io.aiops4j.core.review.Proposal.State.CLAIMED;
import static io.aiops4j.core.review.Proposal.State.EXPIRED;
import static io.aiops4j.core.review.Proposal.State.PENDING;
import static io.aiops4j.core.review.Proposal.State.REJECTED;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.review.Proposal.Move;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one table of moves: how each is written, and from which states it is legal. What is over its deadline is past all of
 * them, whatever state it was in.
 */
final class Moves {

    // the states that a proposal passes through without an entry: time and rosters move it between them
    private static final Set<Proposal.State> OPEN = Set.of(PENDING, CLAIMED, APPROVED, EXPIRED);

    private static final Map<Move, EntryType> WRITTEN = new EnumMap<>(Move.class);
    private static final Map<Move, Set<Proposal.State>> LEGAL = new EnumMap<>(Move.class);

    static {
        move(Move.SUBMIT, ReviewEntries.PROPOSED);
        // EXPIRED means here: an approval that ended. It can be given again, or the matter closed.
        move(Move.CLAIM, ReviewEntries.CLAIMED, PENDING, CLAIMED, EXPIRED);
        move(Move.RELEASE, ReviewEntries.RELEASED, CLAIMED);
        // an approved change takes further words: critical targets need several
        move(Move.APPROVE, ReviewEntries.APPROVED, PENDING, CLAIMED, APPROVED, EXPIRED);
        move(Move.REJECT, ReviewEntries.REJECTED, PENDING, CLAIMED, EXPIRED);
        move(Move.REQUEST_CHANGES, ReviewEntries.CHANGES_REQUESTED, PENDING, CLAIMED, EXPIRED);
        move(Move.EDIT, ReviewEntries.SUPERSEDED, PENDING, CLAIMED, APPROVED, EXPIRED, REJECTED, CHANGES_REQUESTED);
        move(Move.WITHDRAW, ReviewEntries.WITHDRAWN, PENDING, CLAIMED, EXPIRED, CHANGES_REQUESTED);
        move(Move.PRIORITISE, ReviewEntries.PRIORITISED, PENDING, CLAIMED, EXPIRED, CHANGES_REQUESTED);
        move(Move.REVOKE, ReviewEntries.REVOKED, APPROVED);
        move(Move.USE, ReviewEntries.USED, APPROVED);
        move(Move.SUSPEND, ReviewEntries.SUSPENDED, APPROVED);
    }

    private Moves() {}

    private static void move(Move move, EntryType type, Proposal.State... from) {
        WRITTEN.put(move, type);
        LEGAL.put(move, Set.copyOf(List.of(from)));
    }

    /** How a move is written. */
    static EntryType type(Move move) {
        EntryType type = WRITTEN.get(move);
        if (type == null) {
            throw new IllegalStateException(move + " is never written");
        }
        return type;
    }

    /** Which move an entry is. */
    static Move of(Entry entry) {
        for (Map.Entry<Move, EntryType> written : WRITTEN.entrySet()) {
            if (entry.is(written.getValue())) {
                return written.getKey();
            }
        }
        return ReviewEntries.isProposed(entry) ? Move.SUBMIT : Move.UNREADABLE;
    }

    /** All types that are read. */
    static EntryType[] types() {
        return WRITTEN.values().toArray(EntryType[]::new);
    }

    /** Whether the move may be made from this state, as it shows at this moment. */
    static boolean legal(Move move, Proposal.State from) {
        Set<Proposal.State> legal = LEGAL.get(move);
        return legal != null && legal.contains(from);
    }

    /**
     * Whether the move may follow what is written. What is open is written as pending, and time alone decides how it shows: a
     * fold judges no times, for the clocks of two nodes differ.
     */
    static boolean follows(Move move, Proposal.State written) {
        return written == PENDING ? OPEN.stream().anyMatch(state -> legal(move, state)) : legal(move, written);
    }

    /** Whether a state is one of those that are written as pending. */
    static boolean isOpen(Proposal.@Nullable State state) {
        return state != null && OPEN.contains(state);
    }
}
