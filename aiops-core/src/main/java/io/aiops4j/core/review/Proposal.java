package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Risk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits, or waited, in the review queue.
 *
 * <pre>{@code
 * for (Proposal proposal : aiops.reviews().pending()) {
 *     System.out.println(proposal.title() + "\n" + proposal.diff());
 * }
 * }</pre>
 *
 * @param id derived from kind, client and digest
 * @param kind such as {@code runbook}
 * @param client whose systems
 * @param digest of the content
 * @param content the canonical text: exactly what gets approved
 * @param title one line for people
 * @param authors who proposed it and who edited it, the first one first; none of them can approve it
 * @param why the reason that was given with it
 * @param diff the difference to what is there
 * @param risk how much can go wrong
 * @param warnings what an approver must tick, each by its path
 * @param priority how soon it should be looked at
 * @param created when
 * @param deadline when it is too late, or null
 * @param replaces the proposal of which this is an edited form, or null
 * @param state where it stands
 * @param claim who reviews it just now, or null
 * @param note what was said last
 */
public record Proposal(
        String id,
        String kind,
        Client client,
        Digest digest,
        String content,
        String title,
        List<Actor> authors,
        String why,
        String diff,
        Risk risk,
        List<Fault> warnings,
        Priority priority,
        Instant created,
        @Nullable Instant deadline,
        @Nullable String replaces,
        State state,
        @Nullable Claim claim,
        String note) {

    /** Copies authors and warnings. */
    public Proposal {
        authors = List.copyOf(authors);
        warnings = List.copyOf(warnings);
    }

    /** Where a proposal stands. */
    public enum State {
        /** It waits for a person, or for one more. */
        PENDING,
        /** A reviewer took it up. */
        CLAIMED,
        /** As many people approved it as it takes; whether that still holds is asked at every use. */
        APPROVED,
        /** A person said no. */
        REJECTED,
        /** A person wants it changed first. */
        CHANGES_REQUESTED,
        /** It was edited, and what is new waits in its place. */
        SUPERSEDED,
        /** Its deadline passed, or the approvals that it had ended. */
        EXPIRED,
        /** Its author, or an approver, took it out of the queue. */
        WITHDRAWN,
        /** It was approved for one use, and used. */
        USED,
        /** Its approval was taken back. */
        REVOKED
    }

    /** How soon somebody should look, from least to most. */
    public enum Priority {
        /** When there is nothing else to do. */
        LOW,
        /** In its turn. */
        NORMAL,
        /** Before others. */
        HIGH,
        /** At once: somebody waits for it. */
        URGENT
    }

    /**
     * A lease: until when nobody else reviews it.
     *
     * @param holder who reviews it
     * @param until when the claim lapses by itself
     */
    public record Claim(Actor holder, Instant until) {}

    /**
     * One move in the history of a proposal.
     *
     * @param time by the journal's clock
     * @param actor who
     * @param move what
     * @param note what they said
     */
    public record Past(Instant time, Actor actor, Move move, String note) {}

    /** Who proposed it first. */
    public Actor author() {
        return authors.get(0);
    }

    /** Whether its deadline passed. */
    boolean isOverdue(Instant now) {
        return deadline != null && !now.isBefore(deadline);
    }

    Proposal with(State next, String said) {
        return with(next, null, priority, said);
    }

    Proposal with(State next, @Nullable Claim by, Priority urgency, String said) {
        return new Proposal(
                id, kind, client, digest, content, title, authors, why, diff, risk, warnings, urgency, created,
                deadline, replaces, next, by, said);
    }

    /** What can be done with a proposal. From which state each is legal stands in one table, {@code Moves}. */
    public enum Move {
        /** A change was put into the queue. */
        SUBMIT,
        /** A reviewer took it up, so that no two judge it at once. */
        CLAIM,
        /** The reviewer who took it up gave it back. */
        RELEASE,
        /** A person approved exactly its bytes. */
        APPROVE,
        /** A person said no. */
        REJECT,
        /** A person wants it changed first. */
        REQUEST_CHANGES,
        /** It was edited: what is new waits in its place. */
        EDIT,
        /** Its author, or an approver, took it out of the queue. */
        WITHDRAW,
        /** It became more or less urgent. */
        PRIORITISE,
        /** Its approval was taken back. */
        REVOKE,
        /** Its approval was for one use, and was used. */
        USE,
        /** A rule took its approvals away, because of what came of it; people may approve it again. */
        SUSPEND,
        /** Something that this version cannot read, or that was not legal: it closes the proposal. */
        UNREADABLE;

        /** Whether this can be done with what stands so, as long as its time is not over. */
        public boolean isFrom(State state) {
            return Moves.legal(this, state);
        }
    }
}
