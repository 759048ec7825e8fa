package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Id;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.journal.View;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where changes of every kind wait for a person. The queue knows no runbook and no model: whoever owns a payload registers a
 * {@link ChangeKind}.
 *
 * <pre>{@code
 * for (Proposal proposal : reviews.pending()) {
 *     System.out.println(proposal.diff());
 *     reviews.approve(proposal.id(), Actor.person("carol"), Scope.service("redis"));
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads and nodes: each move is an append that requires what it was decided on.
 */
public final class ReviewQueue {

    private final Journal journal;
    private final Authority authority;
    private final Clock clock;
    private final Gate gate;
    private final Map<String, ChangeKind<?>> kinds = new ConcurrentHashMap<>();
    private final View<Map<String, Dossier>> view;

    /** A queue over this journal, read from its start, for the kinds of change that get registered. */
    public ReviewQueue(Journal journal, Authority authority, Clock clock) {
        this(journal, authority, clock, new View<>(journal, new DossierFold()));
    }

    /** The same queue, read from the last snapshot; whether something may run is still read from the journal alone. */
    public ReviewQueue(Journal journal, Authority authority, Clock clock, Snapshots snapshots) {
        this(journal, authority, clock, snapshots.view(journal, new DossierFold()));
    }

    private ReviewQueue(Journal journal, Authority authority, Clock clock, View<Map<String, Dossier>> view) {
        this.journal = journal;
        this.authority = authority;
        this.clock = clock;
        this.gate = new Gate(journal, authority.seal(), clock);
        this.view = view;
        Roster.introduce(journal, authority);
    }

    /** Lets changes of this kind be approved; those of other kinds can only be read and rejected. */
    public void register(ChangeKind<?> kind) {
        kinds.put(kind.name(), kind);
    }

    /** The id that a change has, or would have, as a proposal. */
    public static <T> String proposalId(ChangeKind<T> kind, Client client, Digest digest) {
        return Id.derived("p", kind.name(), client.id(), digest.hex());
    }

    /**
     * Puts a change into the queue and gives the proposal's id. The same change that waits already, or was approved, is not put
     * in twice.
     *
     * @throws ReviewException when the change has faults, or was rejected before
     */
    public <T> String submit(ChangeKind<T> kind, T change, Client client, Actor author, String why) {
        List<Fault> faults = kind.check(change);
        ChangeKind.Summary summary = kind.summarise(change);
        if (!faults.isEmpty()) {
            throw new ReviewException(summary.title(), faults);
        }
        Digest digest = kind.digest(change);
        String id = proposalId(kind, client, digest);
        ReviewEntries.Submitted submitted = new ReviewEntries.Submitted(
                kind.name(), digest, kind.encode(change), summary.title(), why, summary.diff(), summary.risk());
        try {
            journal.append(Append.by(author)
                    .client(client)
                    .require(ReviewEntries.stream(id), 0)
                    .add(ReviewEntries.stream(id), ReviewEntries.PROPOSED, submitted));
        } catch (StaleAppendException known) {
            refuseIfClosed(dossier(id).proposal());
        }
        return id;
    }

    private static void refuseIfClosed(Proposal known) {
        boolean waitsOrHolds = known.state() == Proposal.State.PENDING || known.state() == Proposal.State.APPROVED;
        if (!waitsOrHolds) {
            throw new ReviewException("Exactly this change was proposed before and is " + known.state() + ": "
                    + known.note() + ". Change it and submit it again.");
        }
    }

    /** Approves everywhere in the proposal's client, to run when proven. */
    public Approval approve(String id, Actor approver) {
        return approve(id, approver, Scope.client(dossier(id).proposal().client()));
    }

    /** Approves within this scope, to run when proven. */
    public Approval approve(String id, Actor approver, Scope scope) {
        return approve(id, approver, scope, Approval.Mode.WHEN_PROVEN, List.of());
    }

    /** Approves within this scope, to run in this mode. */
    public Approval approve(String id, Actor approver, Scope scope, Approval.Mode mode) {
        return approve(id, approver, scope, mode, List.of());
    }

    /**
     * Approves within this scope and these bounds on parameters, to run in this mode.
     *
     * @throws ReviewException when the approver may not, or the proposal is not pending
     */
    public Approval approve(String id, Actor approver, Scope scope, Approval.Mode mode, List<Parameter> envelope) {
        Roster roster = requireApprover(approver, "approve");
        Dossier dossier = reviewable(id, roster);
        Proposal proposal = dossier.proposal();
        if (proposal.author().equals(approver)) {
            throw new ReviewException(approver.id() + " proposed " + proposal.title() + " and so cannot approve it. Ask"
                    + " another approver.");
        }
        if (!scope.client().equals(proposal.client())) {
            throw new ReviewException(proposal.title() + " belongs to client " + proposal.client() + ", not to "
                    + scope.client() + ". Approve it in the scope of its own client.");
        }
        recheck(proposal);
        ReviewEntries.Granted granted = new ReviewEntries.Granted(
                proposal.kind(),
                proposal.digest(),
                mode,
                scope.services(),
                envelope,
                clock.instant().plus(scope.lifetime()),
                "");
        move(dossier, roster, approver, ReviewEntries.APPROVED, granted);
        return gate.require(dossier(id));
    }

    private void recheck(Proposal proposal) {
        ChangeKind<?> kind = kinds.get(proposal.kind());
        if (kind == null) {
            throw new ReviewException("Changes of kind '" + proposal.kind() + "' can be read and rejected here, but not"
                    + " approved: nothing that owns them is registered. Add the module that does.");
        }
        List<Fault> faults = faults(kind, proposal);
        if (!faults.isEmpty()) {
            throw new ReviewException(proposal.title(), faults);
        }
    }

    private <T> List<Fault> faults(ChangeKind<T> kind, Proposal proposal) {
        return kind.check(gate.decode(kind, proposal, proposal.digest()));
    }

    /** Says no, and why. */
    public void reject(String id, Actor reviewer, String why) {
        Roster roster = requireApprover(reviewer, "reject");
        move(pending(id), roster, reviewer, ReviewEntries.REJECTED, new ReviewEntries.Noted(why));
    }

    /** Takes an approval back: nothing starts by it from here on, and what runs stops before its next step. */
    public void revoke(String id, Actor approver, String why) {
        Roster roster = requireApprover(approver, "revoke");
        Dossier dossier = dossier(id);
        if (dossier.proposal().state() != Proposal.State.APPROVED) {
            throw new ReviewException(
                    "There is no approval of " + dossier.proposal().title() + " to revoke: it is "
                            + dossier.proposal().state() + ".");
        }
        move(dossier, roster, approver, ReviewEntries.REVOKED, new ReviewEntries.Noted(why));
    }

    /** Takes an approver's right away, and with it every approval that they gave. */
    public void revokeApprover(String person, Actor approver, String why) {
        Roster roster = requireApprover(approver, "revoke an approver");
        journal.append(Append.by(approver)
                .require(ReviewEntries.AUTHORITY, roster.version())
                .add(
                        ReviewEntries.AUTHORITY,
                        ReviewEntries.APPROVER_REVOKED,
                        new ReviewEntries.Approver(person, java.util.Set.of(), why))
                .sealedWith(authority.seal()));
    }

    private Roster requireApprover(Actor actor, String verb) {
        Roster roster = Roster.read(journal, authority.seal());
        if (!roster.allows(actor)) {
            throw new ReviewException(
                    actor + " may not " + verb + ": the host names no such approver, or it was revoked."
                            + " Name approvers with Authority.approver(\"" + actor.id() + "\").");
        }
        return roster;
    }

    // what expired, or was approved by somebody whose word counts no longer, can be approved again as it is
    private Dossier reviewable(String id, Roster roster) {
        Dossier dossier = dossier(id);
        Approval word = dossier.approval();
        boolean over = dossier.proposal().state() == Proposal.State.APPROVED
                && word != null
                && !(roster.allows(word.approver()) && clock.instant().isBefore(word.expires()));
        return over ? dossier : pending(id);
    }

    private Dossier pending(String id) {
        Dossier dossier = dossier(id);
        if (dossier.proposal().state() != Proposal.State.PENDING) {
            throw new ReviewException(dossier.proposal().title() + " is no longer pending: it is "
                    + dossier.proposal().state() + ".");
        }
        return dossier;
    }

    private Dossier dossier(String id) {
        Dossier dossier = Dossier.of(new JournalReader(journal).stream(ReviewEntries.stream(id)));
        if (dossier == null) {
            throw new ReviewException("There is no proposal " + id + ". List what waits with pending().");
        }
        return dossier;
    }

    private void move(Dossier dossier, Roster roster, Actor actor, EntryType type, Object payload) {
        String stream = ReviewEntries.stream(dossier.proposal().id());
        journal.append(Append.by(actor)
                .client(dossier.proposal().client())
                .require(stream, dossier.version())
                .require(ReviewEntries.AUTHORITY, roster.version())
                .add(stream, type, payload)
                .sealedWith(authority.seal()));
    }

    /** Everything that waits for a person: the riskiest first, then the oldest. */
    public List<Proposal> pending() {
        return view.ask(dossiers -> dossiers.values().stream()
                .map(Dossier::proposal)
                .filter(proposal -> proposal.state() == Proposal.State.PENDING)
                .sorted(Comparator.comparing(Proposal::risk).reversed().thenComparing(Proposal::created))
                .toList());
    }

    /** A proposal by its id, wherever it stands. */
    public Optional<Proposal> byId(String id) {
        return view.ask(dossiers -> Optional.ofNullable(dossiers.get(id)).map(Dossier::proposal));
    }

    /**
     * The words on changes of a kind that hold now, to choose from; whether one still holds when it is used is decided by
     * {@link #approved}.
     */
    public List<Approval> approvals(ChangeKind<?> kind) {
        Roster roster = Roster.read(journal, authority.seal());
        Instant now = clock.instant();
        return view.ask(dossiers -> dossiers.values().stream()
                .filter(dossier -> dossier.proposal().kind().equals(kind.name()))
                .filter(dossier -> dossier.proposal().state() == Proposal.State.APPROVED)
                .flatMap(dossier -> Optional.ofNullable(dossier.approval()).stream())
                .filter(approval -> roster.allows(approval.approver()) && now.isBefore(approval.expires()))
                .toList());
    }

    /**
     * What was approved, decoded from exactly the bytes that were, read afresh from the journal.
     *
     * @throws NotApprovedException when nobody approved it, or the word holds no longer
     */
    public <T> Approved<T> approved(ChangeKind<T> kind, String proposalId) {
        return gate.pass(kind, proposalId);
    }

    /**
     * What was approved, read afresh: whoever acts on an approval that was handed to them asks here first, for it may be old,
     * or another journal's.
     *
     * @throws NotApprovedException when this journal holds no such approval, or the word holds no longer
     */
    public <T> Approved<T> approved(Approved<T> earlier) {
        return gate.pass(earlier.kind(), earlier.approval().proposalId());
    }

    /** Whether this actor is a person whose word counts now. */
    public boolean isApprover(Actor actor) {
        return Roster.read(journal, authority.seal()).allows(actor);
    }
}
