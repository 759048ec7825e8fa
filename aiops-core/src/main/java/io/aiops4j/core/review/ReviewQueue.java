package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Id;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.review.Proposal.Move;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * <p>Safe for use by many threads and nodes: each move is an append that requires what it was decided on. Who was too late gets
 * a {@link ReviewConflictException}.
 */
public final class ReviewQueue {

    /** How long a claim holds. */
    public static final Duration CLAIM = Duration.ofMinutes(15);

    private static final Set<Proposal.State> STANDING = EnumSet.of(
            Proposal.State.PENDING, Proposal.State.CLAIMED, Proposal.State.CHANGES_REQUESTED, Proposal.State.APPROVED);

    private final Authority authority;
    private final Clock clock;
    private final Gate gate;
    private final Desk desk;
    private final Submission submission;
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
        this.authority = authority;
        this.clock = clock;
        this.gate = new Gate(journal, authority, clock);
        this.desk = new Desk(journal, authority, gate);
        this.submission = new Submission(journal, authority, gate, desk);
        this.view = view;
        Roster.introduce(journal, authority);
    }

    /** Lets changes of this kind be approved; those of other kinds can only be read and rejected. */
    public void register(ChangeKind<?> kind) {
        submission.register(kind);
    }

    /** The id that a change has, or would have, as a proposal. */
    public static <T> String proposalId(ChangeKind<T> kind, Client client, Digest digest) {
        return Id.derived("p", kind.name(), client.id(), digest.hex());
    }

    /**
     * Puts a change into the queue and gives the proposal's id. The same change that waits already, or was approved, is not put
     * in twice. It takes the place of nothing: what else waits goes on waiting.
     *
     * @throws ReviewException when the change has faults, or was decided before
     */
    public <T> String submit(ChangeKind<T> kind, T change, Client client, Actor author, String why) {
        return submission.submit(kind, change, client, author, why);
    }

    /**
     * Puts a changed form in the place of a proposal, at one instant, and gives the new one's id. What was approved of the old
     * one is void. The authors stay authors and the editor becomes one: none of them can approve it.
     *
     * @throws ReviewException when the editor is neither author nor approver, nothing changed, or the change has faults
     */
    public <T> String edit(String id, ChangeKind<T> kind, T changed, Actor editor, String why) {
        return submission.edit(id, kind, changed, editor, why);
    }

    /** Takes a proposal up for {@link #CLAIM}, so that nobody else judges it meanwhile; again, to hold it for longer. */
    public Proposal.Claim claim(String id, Actor reviewer, String why) {
        Desk.Case one = desk.judge(Move.CLAIM, id, reviewer);
        if (one.mayBeAuthor()) {
            throw authored(one, "review");
        }
        Proposal.Claim claim = new Proposal.Claim(reviewer, clock.instant().plus(CLAIM));
        desk.write(Move.CLAIM, one, new ReviewEntries.Claimed(claim.until(), why));
        return claim;
    }

    /** Gives a claimed proposal back before its time. */
    public void release(String id, Actor reviewer, String why) {
        note(Move.RELEASE, id, reviewer, why);
    }

    /** Approves everywhere in the proposal's client, to run when proven. */
    public Approval approve(String id, Actor approver) {
        Client client = desk.dossier(id).proposal().client();
        return approve(id, approver, Scope.client(client));
    }

    /** Approves within this scope, to run when proven. */
    public Approval approve(String id, Actor approver, Scope scope) {
        return approve(id, approver, Grant.in(scope));
    }

    /**
     * Approves in these words, and gives the word back. It may take the words of several people until the change can be used.
     *
     * @throws ReviewException when the approver may not, the proposal is not pending, or a warning is not ticked
     */
    public Approval approve(String id, Actor approver, Grant grant) {
        Desk.Case one = desk.judge(Move.APPROVE, id, approver);
        if (one.mayBeAuthor()) {
            throw authored(one, "approve");
        }
        Proposal proposal = one.proposal();
        if (!grant.scope().client().equals(proposal.client())) {
            throw new ReviewException(proposal.title() + " belongs to client " + proposal.client() + ", not to "
                    + grant.scope().client() + ". Approve it in the scope of its own client.");
        }
        if (one.bench().holding(one.dossier()).stream()
                .anyMatch(given -> given.approval().approver().equals(approver))) {
            throw new ReviewException(
                    approver + " has approved " + proposal.title()
                            + " already. Another approver may add a word; to say another one, revoke and submit a new version.");
        }
        Set<String> ticked = submission.recheck(one.dossier(), grant.ticked());
        ReviewEntries.Granted granted = new ReviewEntries.Granted(
                proposal.kind(),
                proposal.digest(),
                grant.mode(),
                grant.scope().services(),
                grant.envelope(),
                clock.instant().plus(grant.scope().lifetime()),
                grant.note(),
                new ReviewEntries.Seen(
                        proposal.authors().stream().map(Actor::toString).toList(),
                        proposal.title(),
                        proposal.risk(),
                        ticked));
        return Given.of(id, desk.write(Move.APPROVE, one, granted)).approval();
    }

    private static ReviewException authored(Desk.Case one, String verb) {
        return new ReviewException(one.actor().id() + " proposed or edited "
                + one.proposal().title() + " and so cannot " + verb + " it. Ask another approver.");
    }

    /** Says no, and why. */
    public void reject(String id, Actor reviewer, String why) {
        note(Move.REJECT, id, reviewer, why);
    }

    /** Says what has to change first; {@link #edit} puts the changed form in its place. */
    public void requestChanges(String id, Actor reviewer, String why) {
        note(Move.REQUEST_CHANGES, id, reviewer, why);
    }

    /** Takes a proposal out of the queue; its authors may, and approvers. */
    public void withdraw(String id, Actor actor, String why) {
        desk.write(Move.WITHDRAW, desk.own(Move.WITHDRAW, id, actor), new ReviewEntries.Noted(why));
    }

    /** Makes a proposal more or less urgent. */
    public void prioritise(String id, Proposal.Priority priority, Actor approver, String why) {
        Desk.Case one = desk.judge(Move.PRIORITISE, id, approver);
        desk.write(Move.PRIORITISE, one, new ReviewEntries.Prioritised(priority, why));
    }

    /** Takes an approval back: nothing starts by it from here on, and what runs stops before its next step. */
    public void revoke(String id, Actor approver, String why) {
        note(Move.REVOKE, id, approver, why);
    }

    /**
     * Takes all approvals of a change away by a rule, because of what came of it: nothing starts by them from here on, and what runs stops
     * before its next step. It waits in the queue again, before others, and people may approve it again.
     *
     * @throws ReviewException when the actor is a person, or the change is not approved
     */
    public void suspend(String id, Actor rule, String why) {
        desk.write(Move.SUSPEND, desk.rule(Move.SUSPEND, id, rule), new ReviewEntries.Noted(why));
    }

    private void note(Move move, String id, Actor reviewer, String why) {
        desk.write(move, desk.judge(move, id, reviewer), new ReviewEntries.Noted(why));
    }

    /** Takes an approver's right away, and with it every approval that they gave. */
    public void revokeApprover(String person, Actor approver, String why) {
        Bench bench = desk.requireApprover(approver, "revoke an approver");
        desk.write(
                Append.by(approver)
                        .require(ReviewEntries.AUTHORITY, bench.roster().version())
                        .add(
                                ReviewEntries.AUTHORITY,
                                ReviewEntries.APPROVER_REVOKED,
                                new ReviewEntries.Approver(person, Set.of(), why)),
                "who may approve");
    }

    /**
     * Everything that waits for a person, what is claimed included: the most urgent first, then the oldest. What each one says
     * is read from the journal, for a person decides by it.
     */
    public List<Proposal> pending() {
        Bench bench = gate.bench();
        List<String> waiting = view.ask(dossiers -> dossiers.values().stream()
                .filter(dossier -> waits(bench.state(dossier)))
                .map(dossier -> dossier.proposal().id())
                .toList());
        return waiting.stream()
                .flatMap(id -> read(id, bench).stream())
                .filter(proposal -> waits(proposal.state()))
                .sorted(Comparator.comparing(Proposal::priority)
                        .reversed()
                        .thenComparing(Proposal::created)
                        .thenComparing(Proposal::id))
                .toList();
    }

    /** The proposals of a kind that wait, are to be changed, or are approved now, by their ids. */
    public Set<String> standing(ChangeKind<?> kind) {
        Bench bench = gate.bench();
        return view.ask(dossiers -> dossiers.values().stream()
                .filter(dossier -> dossier.proposal().kind().equals(kind.name()))
                .filter(dossier -> STANDING.contains(bench.state(dossier)))
                .map(dossier -> dossier.proposal().id())
                .collect(Collectors.toSet()));
    }

    private static boolean waits(Proposal.State state) {
        return state == Proposal.State.PENDING || state == Proposal.State.CLAIMED;
    }

    /** A proposal by its id, wherever it stands, read from the journal. */
    public Optional<Proposal> byId(String id) {
        return read(id, gate.bench());
    }

    // one entry that was erased or altered must not hide all other proposals
    private Optional<Proposal> read(String id, Bench bench) {
        try {
            return Optional.ofNullable(Dossier.of(gate.stream(id))).map(bench::show);
        } catch (AiopsException unreadable) {
            return Optional.empty();
        }
    }

    /** Every move of a proposal, in order: when, who, what, and what they said. */
    public List<Proposal.Past> history(String id) {
        return gate.stream(id).stream()
                .map(entry -> Dossier.past(entry, authority.seal().holds(entry)))
                .toList();
    }

    /**
     * The words on changes of a kind that hold now, to choose from; whether one still holds when it is used is decided by
     * {@link #approved}.
     */
    public List<Approval> approvals(ChangeKind<?> kind) {
        return approvals(
                kind, bench -> dossier -> bench.holding(dossier).stream().map(Given::approval));
    }

    /** What the words on changes of a kind allow on this target now: one for each change that may be used there. */
    public List<Approval> approvals(ChangeKind<?> kind, Client client, Target target) {
        return approvals(kind, bench -> dossier -> {
            List<Given> words = bench.holding(dossier);
            return bench.refusal(words, client, target) == null
                    ? Stream.of(bench.together(words, client, target))
                    : Stream.empty();
        });
    }

    private List<Approval> approvals(ChangeKind<?> kind, Function<Bench, Function<Dossier, Stream<Approval>>> words) {
        Bench bench = gate.bench();
        Function<Dossier, Stream<Approval>> each = words.apply(bench);
        return view.ask(dossiers -> dossiers.values().stream()
                .filter(dossier -> dossier.proposal().kind().equals(kind.name()))
                .filter(dossier -> bench.state(dossier) == Proposal.State.APPROVED)
                .flatMap(each)
                .toList());
    }

    /**
     * What was approved, decoded from exactly the bytes that were, read afresh from the journal.
     *
     * @throws NotApprovedException when too few people approved it, or their words hold no longer
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
        return desk.isApprover(actor, null);
    }

    /** Whether what acts on this target takes more than the rest, and a person each time. */
    public boolean isCritical(Target target) {
        return authority.critical(target) != null;
    }

    /** Whether this actor is a person whose word counts now on this target: a critical one may take a role. */
    public boolean isApprover(Actor actor, Target target) {
        return desk.isApprover(actor, target);
    }
}
