package io.aiops4j.core.review;

import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The one place where an {@link Approved} is made. Everything is read from the journal at the moment of use: the seal of the
 * approval, the bytes that it covers, who gave it and whether their word still counts, and when it ends.
 */
final class Gate {

    private final Journal journal;
    private final Seal seal;
    private final Clock clock;

    Gate(Journal journal, Seal seal, Clock clock) {
        this.journal = journal;
        this.seal = seal;
        this.clock = clock;
    }

    <T> Approved<T> pass(ChangeKind<T> kind, String proposalId) {
        List<Entry> stream = new JournalReader(journal).stream(ReviewEntries.stream(proposalId));
        Dossier dossier = Dossier.of(stream);
        if (dossier == null) {
            throw new NotApprovedException(
                    "Nobody proposed this " + kind.name() + " yet. Submit it and let an approver" + " review it.");
        }
        Approval approval = require(dossier);
        Roster roster = Roster.read(journal, seal);
        if (!roster.allows(approval.approver())) {
            throw new NotApprovedException(approval.approver() + " approved "
                    + dossier.proposal().title() + ", but that word counts no longer. Let another approver review it.");
        }
        if (!approval.kind().equals(kind.name()) || !dossier.proposal().kind().equals(kind.name())) {
            throw new NotApprovedException(dossier.proposal().title() + " is not a " + kind.name() + ".");
        }
        T value = decode(kind, dossier.proposal(), approval.digest());
        Map<String, Long> preconditions =
                Map.of(ReviewEntries.stream(proposalId), dossier.version(), ReviewEntries.AUTHORITY, roster.version());
        return new Approved<>(kind, value, approval, position(dossier), preconditions);
    }

    private static long position(Dossier dossier) {
        return Objects.requireNonNull(dossier.granted(), "what is approved has a word")
                .position();
    }

    Approval require(Dossier dossier) {
        Proposal proposal = dossier.proposal();
        Approval approval = dossier.approval();
        Entry granted = dossier.granted();
        if (approval == null || granted == null || proposal.state() != Proposal.State.APPROVED) {
            throw new NotApprovedException(proposal.title() + " is "
                    + proposal.state().name().toLowerCase(java.util.Locale.ROOT)
                    + ", not approved. "
                    + (proposal.state() == Proposal.State.PENDING
                            ? "An approver other than " + proposal.author().id() + " has to review it."
                            : "Submit a changed version and let it be reviewed."));
        }
        if (!seal.holds(granted)) {
            throw new NotApprovedException(
                    "The approval of " + proposal.title() + " does not bear the host's seal. Check the"
                            + " key, then verify the journal: somebody may have written to the store.");
        }
        if (!approval.scope().client().equals(proposal.client())) {
            throw new NotApprovedException(proposal.title() + " was approved for client "
                    + approval.scope().client() + ", not for " + proposal.client() + ".");
        }
        if (approval.approver().equals(proposal.author())) {
            throw new NotApprovedException(
                    proposal.title() + " was approved by its own author. Let another approver" + " review it.");
        }
        if (!clock.instant().isBefore(approval.expires())) {
            throw new NotApprovedException("The approval of " + proposal.title() + " expired at " + approval.expires()
                    + ". Let an approver review it again.");
        }
        return approval;
    }

    <T> T decode(ChangeKind<T> kind, Proposal proposal, Digest approved) {
        Digest stored = Digest.of(proposal.content().getBytes(StandardCharsets.UTF_8));
        if (!stored.equals(approved)) {
            throw new NotApprovedException("The stored bytes of " + proposal.title()
                    + " are not the ones that were approved"
                    + " (" + stored.abbreviated() + " instead of " + approved.abbreviated() + "). Verify the journal:"
                    + " somebody may have written to the store.");
        }
        // the id derives from kind, client and bytes: whoever asked for it, or reviewed it, meant exactly these
        if (!proposal.id().equals(ReviewQueue.proposalId(kind, proposal.client(), approved))) {
            throw new NotApprovedException("Proposal " + proposal.id() + " does not hold what its id stands for. Verify"
                    + " the journal: somebody may have written to the store.");
        }
        T value;
        try {
            value = kind.decode(proposal.content());
        } catch (RuntimeException e) {
            throw new NotApprovedException(
                    "The stored bytes of " + proposal.title() + " cannot be read: " + e.getMessage(), e);
        }
        if (!kind.digest(value).equals(approved)) {
            throw new NotApprovedException("The stored bytes of " + proposal.title()
                    + " are not in the canonical form of a " + kind.name() + ". Submit it again with this version.");
        }
        return value;
    }
}
