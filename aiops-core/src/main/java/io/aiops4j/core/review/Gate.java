package io.aiops4j.core.review;

import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one place where an {@link Approved} is made. Everything is read from the journal at the moment of use: the seals, the
 * bytes, who proposed them, who approved them and whether their words still count, and when they end.
 */
final class Gate {

    private final Journal journal;
    private final Authority authority;
    private final Clock clock;

    Gate(Journal journal, Authority authority, Clock clock) {
        this.journal = journal;
        this.authority = authority;
        this.clock = clock;
    }

    /** Who may judge now. */
    Bench bench() {
        return new Bench(Roster.read(journal, authority.seal()), authority, clock.instant());
    }

    /** All that happened to a proposal, in order. */
    List<Entry> stream(String proposalId) {
        return new JournalReader(journal).stream(ReviewEntries.stream(proposalId));
    }

    /** What the journal says of a proposal, under the seal, or null when there is none. */
    @Nullable
    Dossier dossier(String proposalId) {
        List<Entry> stream = stream(proposalId);
        for (Entry entry : stream) {
            if (!authority.seal().holds(entry)) {
                throw new NotApprovedException("Entry " + entry.position() + " (" + entry.type() + ") of proposal "
                        + proposalId + " does not bear the host's seal, so nothing about it can be approved or used."
                        + " Check the key, then verify the journal: somebody may have written to the store.");
            }
        }
        return Dossier.of(stream);
    }

    <T> Approved<T> pass(ChangeKind<T> kind, String proposalId) {
        Dossier dossier = dossier(proposalId);
        if (dossier == null) {
            throw new NotApprovedException(
                    "Nobody proposed this " + kind.name() + " yet. Submit it and let an approver review it.");
        }
        Bench bench = bench();
        List<Given> words = require(dossier, bench);
        Proposal proposal = dossier.proposal();
        if (!proposal.kind().equals(kind.name())) {
            throw new NotApprovedException(proposal.title() + " is not a " + kind.name() + ".");
        }
        // each word covers the proposal's digest, or it would not hold
        T value = decode(kind, proposal, words.get(0).approval().digest());
        return new Approved<>(
                kind,
                value,
                words,
                bench,
                Map.of(
                        ReviewEntries.stream(proposalId),
                        dossier.version(),
                        ReviewEntries.AUTHORITY,
                        bench.roster().version()));
    }

    private List<Given> require(Dossier dossier, Bench bench) {
        Proposal proposal = dossier.proposal();
        if (proposal.state() != Proposal.State.PENDING) {
            throw new NotApprovedException(proposal.title() + " is " + lower(proposal.state())
                    + ", not approved. Submit a changed version and let it be reviewed.");
        }
        if (dossier.words().isEmpty()) {
            throw new NotApprovedException(
                    proposal.title() + " is " + lower(bench.state(dossier)) + ", not approved. An approver other than "
                            + proposal.author().id() + " has to review it.");
        }
        if (proposal.isOverdue(bench.now())) {
            throw new NotApprovedException(proposal.title() + " is expired, not approved: its time ended at "
                    + proposal.deadline() + ". Submit it again if it is still needed.");
        }
        List<Given> holding = bench.holding(dossier);
        if (holding.isEmpty()) {
            throw new NotApprovedException(why(dossier, bench));
        }
        int takes = authority.quorum().approvals();
        if (holding.size() < takes) {
            throw new NotApprovedException(proposal.title() + " is pending, not approved: it takes "
                    + authority.quorum() + " and has " + holding.size() + ". Let another approver review it.");
        }
        return holding;
    }

    private static String why(Dossier dossier, Bench bench) {
        Given last = dossier.words().get(dossier.words().size() - 1);
        String objection = bench.objection(dossier, last);
        return objection != null
                ? objection
                : "The approval of " + dossier.proposal().title() + " expired at "
                        + last.approval().expires() + ". Let an approver review it again.";
    }

    private static String lower(Proposal.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
