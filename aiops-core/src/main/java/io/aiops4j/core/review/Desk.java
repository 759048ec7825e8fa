package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.review.Proposal.Move;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a reviewer makes a move: who they are, whether it is their turn, whether it is legal; then one append. */
final class Desk {

    private final Journal journal;
    private final Authority authority;
    private final Gate gate;

    Desk(Journal journal, Authority authority, Gate gate) {
        this.journal = journal;
        this.authority = authority;
        this.gate = gate;
    }

    /**
     * A move that is about to be made, and all that it was decided on.
     *
     * @param dossier what the journal says
     * @param bench who may judge
     * @param actor who moves
     */
    record Case(Dossier dossier, Bench bench, Actor actor) {

        Proposal proposal() {
            return dossier.proposal();
        }

        Proposal.State state() {
            return bench.state(dossier);
        }

        boolean isAuthor() {
            return proposal().authors().contains(actor);
        }

        boolean mayBeAuthor() {
            return Bench.mayBeAuthor(proposal(), actor);
        }
    }

    /** A move that only approvers make. */
    Case judge(Move move, String id, Actor actor) {
        Bench bench = requireApprover(actor, verb(move));
        return require(move, new Case(dossier(id), bench, actor));
    }

    /** A move that the authors of a change make, too. */
    Case own(Move move, String id, Actor actor) {
        Case one = new Case(dossier(id), gate.bench(), actor);
        if (!one.isAuthor() && !one.bench().roster().allows(actor)) {
            throw new ReviewException(actor + " may not " + verb(move) + " "
                    + one.proposal().title() + ": only its authors and approvers may. Ask one of them.");
        }
        return require(move, one);
    }

    /** A move that a rule makes, and no person: it can only take away. */
    Case rule(Move move, String id, Actor rule) {
        if (rule.isPerson()) {
            throw new ReviewException(
                    rule + " is a person, and only rules " + verb(move) + " a change. Revoke it instead.");
        }
        return require(move, new Case(dossier(id), gate.bench(), rule));
    }

    Bench requireApprover(Actor actor, String verb) {
        Bench bench = gate.bench();
        if (!bench.roster().allows(actor)) {
            throw new ReviewException(
                    actor + " may not " + verb + ": the host names no such approver, or it was revoked."
                            + " Name approvers with Authority.approver(\"" + actor.id() + "\").");
        }
        return bench;
    }

    private static Case require(Move move, Case one) {
        Proposal proposal = one.proposal();
        Proposal.State state = one.state();
        boolean overdue = proposal.isOverdue(one.bench().now()) && Moves.isOpen(state);
        if (overdue || !Moves.legal(move, state)) {
            throw illegal(move, one, overdue);
        }
        Proposal.Claim claim = one.bench().claim(one.dossier());
        // who edits or withdraws a change of their own is in nobody's way: there is nothing left to review
        boolean ownChange = one.isAuthor() && (move == Move.EDIT || move == Move.WITHDRAW);
        // nor is a claim in the way of taking authority back
        boolean besides = ownChange || move == Move.PRIORITISE || move == Move.REVOKE || move == Move.SUSPEND;
        if (claim != null && !claim.holder().equals(one.actor()) && !besides) {
            throw new ReviewConflictException(
                    claim.holder() + " reviews " + proposal.title() + " until " + claim.until() + ", so " + one.actor()
                            + " cannot " + verb(move) + " it. Wait until then, or ask them to release it.",
                    claim.holder(),
                    claim.until());
        }
        return one;
    }

    private static ReviewException illegal(Move move, Case one, boolean overdue) {
        Proposal proposal = one.proposal();
        if (overdue) {
            return new ReviewException(proposal.title() + " is no longer pending: its time ended at "
                    + proposal.deadline() + ". Submit it again if it is still needed.");
        }
        Actor mover = one.dossier().mover();
        boolean faster = proposal.state() != Proposal.State.PENDING || one.state() == Proposal.State.APPROVED;
        String said = proposal.note().isEmpty() ? "" : ": " + proposal.note();
        String message = "Nobody can " + verb(move) + " " + proposal.title() + " now: it is "
                + (one.state() == Proposal.State.PENDING ? "pending" : "no longer pending, but " + one.state())
                + (faster ? ", by " + mover : "") + said + ". Look at its history.";
        return faster && !mover.equals(one.actor())
                ? new ReviewConflictException(message, mover, null)
                : new ReviewException(message);
    }

    static String verb(Move move) {
        return move.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Dossier dossier(String id) {
        Dossier dossier = gate.dossier(id);
        if (dossier == null) {
            throw new ReviewException("There is no proposal " + id + ". List what waits with pending().");
        }
        return dossier;
    }

    /** The append that makes the move, sealed when it is written. */
    Append append(Move move, Case one, Object payload) {
        String stream = ReviewEntries.stream(one.proposal().id());
        return Append.by(one.actor())
                .client(one.proposal().client())
                .require(stream, one.dossier().version())
                .require(ReviewEntries.AUTHORITY, one.bench().roster().version())
                .add(stream, Moves.type(move), payload);
    }

    Entry write(Move move, Case one, Object payload) {
        return write(append(move, one, payload), one.proposal().title()).get(0);
    }

    List<Entry> write(Append append, String what) {
        try {
            return journal.append(append.sealedWith(authority.seal()));
        } catch (StaleAppendException faster) {
            throw new ReviewConflictException(
                    "Somebody else was faster at " + what + ", and nothing was written: " + faster.getMessage(),
                    null,
                    null);
        }
    }

    boolean isApprover(Actor actor, @Nullable Target target) {
        Bench bench = gate.bench();
        return target == null ? bench.roster().allows(actor) : bench.allows(actor, target);
    }
}
