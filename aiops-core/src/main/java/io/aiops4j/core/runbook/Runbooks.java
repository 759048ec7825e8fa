package io.aiops4j.core.runbook;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.store.RecordStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All versions of all runbooks, and the way into the review queue.
 *
 * <pre>{@code
 * String proposal = aiops.runbooks().submit(Path.of("redis-oom.yaml"), Actor.person("alice"));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Runbooks {

    /** The kind of change that a version is. */
    public static final String KIND = "runbook";

    private final Journal journal;
    private final ReviewQueue reviews;
    private final Function<String, @Nullable ActionSignature> catalogue;
    private final RunbookKind kind;
    private final View<Map<String, RunbookVersion>> view;

    /** The runbooks of this journal, read from its start, checked against this catalogue and reviewed in this queue. */
    public Runbooks(Journal journal, ReviewQueue reviews, Function<String, @Nullable ActionSignature> catalogue) {
        this(journal, reviews, catalogue, fold -> new View<>(journal, fold));
    }

    /** The same runbooks, read from the last snapshot. */
    public Runbooks(
            Journal journal,
            ReviewQueue reviews,
            Function<String, @Nullable ActionSignature> catalogue,
            RecordStore<Snapshot> snapshots) {
        this(journal, reviews, catalogue, fold -> View.kept(journal, fold, snapshots));
    }

    private Runbooks(
            Journal journal,
            ReviewQueue reviews,
            Function<String, @Nullable ActionSignature> catalogue,
            Function<RunbookFold, View<Map<String, RunbookVersion>>> view) {
        this.journal = journal;
        this.reviews = reviews;
        this.catalogue = catalogue;
        this.kind = new RunbookKind(catalogue, this::families);
        this.view = view.apply(new RunbookFold(kind));
        reviews.register(kind);
    }

    /** Puts the version that stands in a file into the review queue and gives the proposal's id. */
    public String submit(Path file, Actor author) {
        return submit(RunbookCodec.read(file), author);
    }

    /** Puts a version into the review queue and gives the proposal's id. */
    public String submit(Runbook runbook, Actor author) {
        return submit(runbook, Client.DEFAULT, author, runbook.origin().why());
    }

    /**
     * Puts a version into a client's review queue and gives the proposal's id.
     *
     * @throws ReviewException when it has faults, or the version exists with another content
     */
    public String submit(Runbook runbook, Client client, Actor author, String why) {
        return submit(runbook, client, author, why, Proposal.Priority.NORMAL);
    }

    /**
     * Puts a version into a client's review queue, to be looked at as soon as this says, and gives the proposal's id.
     *
     * @throws ReviewException when it has faults, or the version exists with another content
     */
    public String submit(Runbook runbook, Client client, Actor author, String why, Proposal.Priority priority) {
        String id = reviews.submit(kindFor(client).due(priority), runbook, client, author, why);
        // another node may have proposed another content under this number in that moment; the journal says who was
        // first
        RunbookVersion holder = holder(client, runbook);
        if (holder != null && !holder.proposalId().equals(id)) {
            throw new ReviewException(runbook.label() + " was proposed with another content in that moment, as "
                    + holder.proposalId() + ". Submit this one as version " + nextVersion(client, runbook.id())
                    + "; " + id + " can only be rejected.");
        }
        return id;
    }

    /**
     * Puts an edited form in the place of a version that was proposed, and gives the new proposal's id.
     *
     * @throws ReviewException when it has faults, or its number is taken by another version
     */
    public String edit(String proposalId, Runbook changed, Actor editor, String why) {
        Client client = reviews.byId(proposalId).map(Proposal::client).orElse(Client.DEFAULT);
        RunbookKind kindOfEdit = new RunbookKind(
                catalogue,
                runbook -> List.of(new Family(proposed(client, runbook.id()).stream()
                        .filter(version -> !version.proposalId().equals(proposalId))
                        .map(RunbookVersion::runbook)
                        .toList())));
        return reviews.edit(proposalId, kindOfEdit, changed, editor, why);
    }

    private boolean isSuperseded(RunbookVersion known) {
        return reviews.byId(known.proposalId())
                .filter(proposal -> proposal.state() == Proposal.State.SUPERSEDED)
                .isPresent();
    }

    /**
     * Brings a folder before the reviewers of the default client. See {@link #sync(RunbookFolder, Client, Actor)}.
     */
    public RunbookFolder.Report sync(RunbookFolder folder, Actor author) {
        return sync(folder, Client.DEFAULT, author);
    }

    /**
     * Submits what is new or changed in a folder, and approves nothing. A changed file becomes the next version, made from the
     * one that is approved; when the file still says an old number, the number is raised in what is submitted and the file stays
     * as it is, so the digest of the proposal is then not that of the file. A file that vanished changes nothing: revoke its
     * approval. What cannot be read or has faults is reported and holds up nothing else.
     */
    public RunbookFolder.Report sync(RunbookFolder folder, Client client, Actor author) {
        return new FolderSync(this, client, author).sync(folder);
    }

    /**
     * Submits a first set of runbooks and approves it in the name of one approver, who is not its author: each with an entry of
     * its own, to run when proven. All or nothing is taken: a set with a fault is refused with all faults. A version that comes
     * with warnings is submitted and waits for its own review.
     *
     * @throws ReviewException when a file is faulty, the approver may not approve, or the client has other runbooks already
     */
    public RunbookFolder.Report importFirst(RunbookFolder folder, Actor author, Actor approver, Scope scope) {
        return new FolderSync(this, scope.client(), author).importFirst(folder, approver, scope);
    }

    /** Everything that is wrong with a version as one of this client's, without submitting it. */
    public List<Fault> check(Runbook runbook, Client client) {
        return kindFor(client).check(runbook);
    }

    List<Fault> check(Runbook runbook, Family family) {
        return new RunbookKind(catalogue, any -> List.of(family)).check(runbook);
    }

    /** What a reviewer of this client should have seen before approving a version. */
    public List<Fault> warnings(Runbook runbook, Client client) {
        return kindFor(client).warnings(runbook);
    }

    /** Every version of every runbook that was proposed, of all clients, in the order in which they were. */
    public List<RunbookVersion> versions() {
        return view.ask(all -> List.copyOf(all.values()));
    }

    /** All versions of one runbook, the oldest first: of each number the content that was proposed first. */
    public List<RunbookVersion> versions(Client client, String id) {
        Map<Integer, RunbookVersion> held = new TreeMap<>();
        proposed(client, id)
                .forEach(version -> held.putIfAbsent(version.runbook().version(), version));
        return List.copyOf(held.values());
    }

    /** Where each version of a runbook came from and what became of it, the oldest first. */
    public Lineage lineage(Client client, String id) {
        return new LineageReader(journal, reviews, kind).read(id, versions(client, id));
    }

    /** The version number that the next version of a runbook gets. */
    public int nextVersion(Client client, String id) {
        return versions(client, id).stream()
                        .mapToInt(v -> v.runbook().version())
                        .max()
                        .orElse(0)
                + 1;
    }

    /**
     * The approvals to choose from for an incident: of each runbook against its type that is approved for the target, the
     * newest version.
     */
    public List<Candidate> candidates(Client client, String incidentType, Target target) {
        Map<String, RunbookVersion> versions = view.ask(HashMap::new);
        Map<String, Candidate> newest = new HashMap<>();
        for (Approval approval : reviews.approvals(kind, client, target)) {
            RunbookVersion version = versions.get(approval.proposalId());
            if (version == null || !version.runbook().incidentTypes().contains(incidentType)) {
                continue;
            }
            newest.merge(version.runbook().id(), new Candidate(version, approval), Candidate::newer);
        }
        List<Candidate> candidates = new ArrayList<>(newest.values());
        candidates.sort(Comparator.comparing(c -> c.version().runbook().id()));
        return candidates;
    }

    /** The client's versions against a kind of incident that are approved, wherever they may run, or wait for a person. */
    public List<RunbookVersion> against(Client client, String incidentType) {
        List<RunbookVersion> all = proposed(client).stream()
                .filter(version -> version.runbook().incidentTypes().contains(incidentType))
                .toList();
        Set<String> standing = all.isEmpty() ? Set.of() : reviews.standing(kind);
        return all.stream()
                .filter(version -> standing.contains(version.proposalId()))
                .toList();
    }

    /**
     * An approved version of a runbook, decoded from exactly the bytes that were approved.
     *
     * @throws NotApprovedException when it is not approved, or not there
     */
    public Approved<Runbook> approved(Client client, Digest digest) {
        return reviews.approved(kind, ReviewQueue.proposalId(kind, client, digest));
    }

    ReviewQueue reviews() {
        return reviews;
    }

    /** The proposals of versions whose approval holds now. */
    Set<String> approvedNow() {
        return reviews.approvals(kind).stream().map(Approval::proposalId).collect(Collectors.toSet());
    }

    // in the order in which they were proposed; what was edited gave its place, and its number, to what it became
    private List<RunbookVersion> proposed(Client client, String id) {
        List<RunbookVersion> all = view.ask(versions -> versions.values().stream()
                .filter(v -> v.client().equals(client) && v.runbook().id().equals(id))
                .toList());
        Map<Integer, Long> holders = all.stream()
                .collect(Collectors.groupingBy(version -> version.runbook().version(), Collectors.counting()));
        // only an edit leaves two behind with one number, and asking costs a look into the journal
        return all.stream()
                .filter(version ->
                        Objects.requireNonNull(holders.get(version.runbook().version())) == 1 || !isSuperseded(version))
                .toList();
    }

    /** The client's versions of all runbooks. */
    List<RunbookVersion> proposed(Client client) {
        return view.ask(all ->
                all.values().stream().filter(v -> v.client().equals(client)).toList());
    }

    private @Nullable RunbookVersion holder(Client client, Runbook runbook) {
        return versions(client, runbook.id()).stream()
                .filter(version -> version.runbook().version() == runbook.version())
                .findFirst()
                .orElse(null);
    }

    private Family family(Client client, String id) {
        return new Family(
                proposed(client, id).stream().map(RunbookVersion::runbook).toList());
    }

    // a difference is shown to the client's own versions, never to another client's
    private RunbookKind kindFor(Client client) {
        return new RunbookKind(catalogue, runbook -> List.of(family(client, runbook.id())));
    }

    // on approval nobody says whose a version is: it must be sound for each client to which it was proposed
    private List<Family> families(Runbook runbook) {
        List<Client> clients = view.ask(all -> all.values().stream()
                .filter(version -> version.runbook().equals(runbook))
                .map(RunbookVersion::client)
                .distinct()
                .toList());
        return clients.stream().map(client -> family(client, runbook.id())).toList();
    }

    /**
     * A version that could run, and the word that allows it.
     *
     * @param version what could run
     * @param approval the word
     */
    public record Candidate(RunbookVersion version, Approval approval) {

        Candidate newer(Candidate other) {
            return other.version().runbook().version() > version().runbook().version() ? other : this;
        }
    }
}
