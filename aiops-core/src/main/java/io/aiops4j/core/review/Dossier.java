package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that the journal says of one proposal, folded from its stream: each legal move stands here. */
record Dossier(Proposal proposal, @Nullable Entry granted, long version) {

    static @Nullable Dossier of(List<Entry> stream) {
        Dossier dossier = stream.isEmpty() ? null : opened(stream.get(0));
        for (int i = 1; dossier != null && i < stream.size(); i++) {
            dossier = dossier.next(stream.get(i));
        }
        return dossier;
    }

    static @Nullable Dossier opened(Entry entry) {
        if (!entry.is(ReviewEntries.PROPOSED) || entry.version() != 1) {
            return null;
        }
        ReviewEntries.Submitted submitted = entry.payload().as(ReviewEntries.Submitted.class);
        Proposal proposal = new Proposal(
                ReviewEntries.proposalId(entry.stream()),
                submitted.kind(),
                entry.client(),
                submitted.digest(),
                submitted.content(),
                submitted.title(),
                entry.actor(),
                submitted.why(),
                submitted.diff(),
                submitted.risk(),
                entry.time(),
                Proposal.State.PENDING,
                "");
        return new Dossier(proposal, null, entry.version());
    }

    Dossier next(Entry entry) {
        try {
            Proposal.State from = proposal.state();
            boolean pending = from == Proposal.State.PENDING;
            boolean approved = from == Proposal.State.APPROVED;
            // an approval that holds no longer can be given again
            if (entry.is(ReviewEntries.APPROVED) && (pending || approved)) {
                String note = entry.payload().as(ReviewEntries.Granted.class).note();
                return new Dossier(proposal.with(Proposal.State.APPROVED, note), entry, entry.version());
            }
            if (entry.is(ReviewEntries.REJECTED) && pending) {
                return closed(Proposal.State.REJECTED, entry);
            }
            if (entry.is(ReviewEntries.REVOKED) && approved) {
                return closed(Proposal.State.REVOKED, entry);
            }
            if (entry.is(ReviewEntries.USED) && approved) {
                return closed(Proposal.State.USED, entry);
            }
        } catch (AiopsException unreadable) {
            return closed(Proposal.State.REVOKED, entry, unreadable.getMessage());
        }
        // what this version does not know counts as revoked: an entry that it cannot read must not leave a door open
        return closed(Proposal.State.REVOKED, entry, "this version cannot read " + entry.type() + " here");
    }

    private Dossier closed(Proposal.State state, Entry entry) {
        return closed(
                state, entry, entry.payload().as(ReviewEntries.Noted.class).note());
    }

    private Dossier closed(Proposal.State state, Entry entry, @Nullable String note) {
        return new Dossier(proposal.with(state, String.valueOf(note)), granted, entry.version());
    }

    @Nullable
    Approval approval() {
        if (granted == null) {
            return null;
        }
        ReviewEntries.Granted word = granted.payload().as(ReviewEntries.Granted.class);
        return new Approval(
                proposal.id(),
                word.kind(),
                word.digest(),
                approver(granted),
                word.mode(),
                scope(word.services(), granted, word),
                word.envelope(),
                word.expires());
    }

    private static Actor approver(Entry granted) {
        return granted.actor();
    }

    private static Scope scope(Set<String> services, Entry granted, ReviewEntries.Granted word) {
        Duration lifetime = Duration.between(granted.time(), word.expires());
        // an approval that was never valid for a moment expired when it was given; its scope still has to be readable
        return new Scope(
                granted.client(),
                services,
                !lifetime.isNegative() && !lifetime.isZero() ? lifetime : Duration.ofNanos(1));
    }
}
