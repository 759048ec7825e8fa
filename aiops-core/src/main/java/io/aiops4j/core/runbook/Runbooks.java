package io.aiops4j.core.runbook;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.store.RecordStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    private final ReviewQueue reviews;
    private final Function<String, @Nullable ActionSignature> catalogue;
    private final ChangeKind<Runbook> kind;
    private final View<Map<String, RunbookVersion>> view;

    /** The runbooks of this journal, read from its start, checked against this catalogue and reviewed in this queue. */
    public Runbooks(Journal journal, ReviewQueue reviews, Function<String, @Nullable ActionSignature> catalogue) {
        this(reviews, catalogue, fold -> new View<>(journal, fold));
    }

    /** The same runbooks, read from the last snapshot. */
    public Runbooks(
            Journal journal,
            ReviewQueue reviews,
            Function<String, @Nullable ActionSignature> catalogue,
            RecordStore<Snapshot> snapshots) {
        this(reviews, catalogue, fold -> View.kept(journal, fold, snapshots));
    }

    private Runbooks(
            ReviewQueue reviews,
            Function<String, @Nullable ActionSignature> catalogue,
            Function<RunbookFold, View<Map<String, RunbookVersion>>> view) {
        this.reviews = reviews;
        this.catalogue = catalogue;
        this.kind = new RunbookKind(catalogue, (id, version) -> null);
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
        Digest digest = RunbookCodec.digest(runbook);
        for (RunbookVersion known : versions(client, runbook.id())) {
            if (known.runbook().version() == runbook.version()
                    && !known.digest().equals(digest)) {
                throw new ReviewException(
                        runbook.label() + " exists already with another content. Submit it as version "
                                + nextVersion(client, runbook.id()) + ".");
            }
        }
        return reviews.submit(kindFor(client), runbook, client, author, why);
    }

    /** All versions of one runbook, the oldest first. */
    public List<RunbookVersion> versions(Client client, String id) {
        return view.ask(all -> all.values().stream()
                .filter(v -> v.client().equals(client) && v.runbook().id().equals(id))
                .sorted(Comparator.comparing(v -> v.runbook().version()))
                .toList());
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
        for (Approval approval : reviews.approvals(kind)) {
            RunbookVersion version = versions.get(approval.proposalId());
            if (version == null
                    || !version.runbook().incidentTypes().contains(incidentType)
                    || approval.scope().refusal(client, target) != null) {
                continue;
            }
            newest.merge(version.runbook().id(), new Candidate(version, approval), Candidate::newer);
        }
        List<Candidate> candidates = new ArrayList<>(newest.values());
        candidates.sort(Comparator.comparing(c -> c.version().runbook().id()));
        return candidates;
    }

    /**
     * An approved version of a runbook, decoded from exactly the bytes that were approved.
     *
     * @throws NotApprovedException when it is not approved, or not there
     */
    public Approved<Runbook> approved(Client client, Digest digest) {
        return reviews.approved(kind, ReviewQueue.proposalId(kind, client, digest));
    }

    // a difference is shown to the client's own versions, never to another client's
    private ChangeKind<Runbook> kindFor(Client client) {
        return new RunbookKind(
                catalogue,
                (id, version) -> versions(client, id).stream()
                        .map(RunbookVersion::runbook)
                        .filter(runbook -> runbook.version() == version)
                        .findFirst()
                        .orElse(null));
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
