package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Fault;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.review.Proposal.Move;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How changes get into the queue, and what their kinds say of them: on submission, and again on approval. */
final class Submission {

    private final Journal journal;
    private final Authority authority;
    private final Gate gate;
    private final Desk desk;
    private final Map<String, ChangeKind<?>> kinds = new ConcurrentHashMap<>();

    Submission(Journal journal, Authority authority, Gate gate, Desk desk) {
        this.journal = journal;
        this.authority = authority;
        this.gate = gate;
        this.desk = desk;
    }

    void register(ChangeKind<?> kind) {
        kinds.put(kind.name(), kind);
    }

    <T> String submit(ChangeKind<T> kind, T change, Client client, Actor author, String why) {
        ChangeKind.Summary summary = checked(kind, change);
        Digest digest = kind.digest(change);
        String id = ReviewQueue.proposalId(kind, client, digest);
        try {
            journal.append(Append.by(author)
                    .client(client)
                    .require(ReviewEntries.stream(id), 0)
                    .add(
                            ReviewEntries.stream(id),
                            ReviewEntries.PROPOSED,
                            submitted(kind, change, digest, summary, why, List.of(author), null))
                    .sealedWith(authority.seal()));
        } catch (StaleAppendException known) {
            refuseIfDecided(desk.dossier(id));
        }
        return id;
    }

    private void refuseIfDecided(Dossier known) {
        Proposal proposal = gate.bench().show(known);
        boolean overdue = proposal.isOverdue(gate.bench().now());
        if (overdue || !Moves.isOpen(proposal.state())) {
            throw new ReviewException("Exactly this change was proposed before and is " + proposal.state() + ": "
                    + proposal.note() + ". Change it and submit it again.");
        }
    }

    <T> String edit(String id, ChangeKind<T> kind, T changed, Actor editor, String why) {
        Desk.Case one = desk.own(Move.EDIT, id, editor);
        Proposal old = one.proposal();
        if (!old.kind().equals(kind.name())) {
            throw new ReviewException(old.title() + " is a " + old.kind() + " and no " + kind.name()
                    + ". Submit the other change beside it.");
        }
        ChangeKind.Summary summary = checked(kind, changed);
        Digest digest = kind.digest(changed);
        String next = ReviewQueue.proposalId(kind, old.client(), digest);
        if (next.equals(id)) {
            throw new ReviewException("Nothing was changed of " + old.title() + ". Change it, or leave it as it is.");
        }
        if (gate.dossier(next) != null) {
            throw new ReviewException("Exactly this change was proposed before, as " + next
                    + ". Review that one, or change this one in another way.");
        }
        Proposal.Priority priority =
                old.priority().compareTo(summary.priority()) > 0 ? old.priority() : summary.priority();
        ReviewEntries.Submitted submitted = submitted(
                kind, changed, digest, summary.due(priority, summary.deadline()), why, authors(old, editor), id);
        Append append = desk.append(Move.EDIT, one, new ReviewEntries.Superseded(next, why))
                .require(ReviewEntries.stream(next), 0)
                .add(ReviewEntries.stream(next), ReviewEntries.PROPOSED, submitted);
        desk.write(append, old.title());
        return next;
    }

    private static List<Actor> authors(Proposal old, Actor editor) {
        List<Actor> authors = new ArrayList<>(old.authors());
        if (!authors.contains(editor)) {
            authors.add(editor);
        }
        return authors;
    }

    private static <T> ChangeKind.Summary checked(ChangeKind<T> kind, T change) {
        List<Fault> faults = kind.check(change);
        ChangeKind.Summary summary = kind.summarise(change);
        if (!faults.isEmpty()) {
            throw new ReviewException(summary.title(), faults);
        }
        return summary;
    }

    private static <T> ReviewEntries.Submitted submitted(
            ChangeKind<T> kind,
            T change,
            Digest digest,
            ChangeKind.Summary summary,
            String why,
            List<Actor> authors,
            @Nullable String replaces) {
        return new ReviewEntries.Submitted(
                kind.name(),
                digest,
                kind.encode(change),
                summary.title(),
                why,
                summary.diff(),
                summary.risk(),
                authors.stream().map(Actor::toString).toList(),
                summary.warnings(),
                summary.priority(),
                summary.deadline(),
                replaces);
    }

    /**
     * Whether this may be approved here and now, for an approver who ticked these warnings; gives the paths that were ticked.
     *
     * @throws ReviewException when it may not
     */
    Set<String> recheck(Dossier dossier, Set<String> ticked) {
        Proposal proposal = dossier.proposal();
        if (!dossier.sealed() && authority.seal().isKeyed()) {
            throw new ReviewException(proposal.title() + " was put into the queue by an earlier version, which did not"
                    + " seal who its author is. Reject it and submit it again with a change.");
        }
        ChangeKind<?> kind = kinds.get(proposal.kind());
        if (kind == null) {
            throw new ReviewException("Changes of kind '" + proposal.kind() + "' can be read and rejected here, but not"
                    + " approved: nothing that owns them is registered. Add the module that does.");
        }
        Map<String, Fault> open = new LinkedHashMap<>();
        proposal.warnings().forEach(warning -> open.put(warning.path(), warning));
        warnings(kind, proposal).forEach(warning -> open.put(warning.path(), warning));
        Set<String> read = new TreeSet<>(open.keySet());
        open.keySet().removeAll(ticked);
        if (!open.isEmpty()) {
            throw new ReviewException(
                    proposal.title() + " can be approved when its warnings are read and ticked, Grant.ticking(\""
                            + String.join("\", \"", open.keySet()) + "\"); it",
                    List.copyOf(open.values()));
        }
        return read;
    }

    // asked again on approval: what the catalogue says of an action may have changed since
    private <T> List<Fault> warnings(ChangeKind<T> kind, Proposal proposal) {
        T change = gate.decode(kind, proposal, proposal.digest());
        List<Fault> faults = kind.check(change);
        if (!faults.isEmpty()) {
            throw new ReviewException(proposal.title(), faults);
        }
        return kind.summarise(change).warnings();
    }
}
