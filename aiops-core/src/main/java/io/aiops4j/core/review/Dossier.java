package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that the journal says of one proposal, folded from its stream: each legal move stands here. */
record Dossier(Proposal proposal, @Nullable Entry granted, long version) {

    static @Nullable Dossier of(List<Entry> stream) {
        Dossier dossier = null;
        for (Entry entry : stream) {
            dossier = dossier == null ? opened(entry) : dossier.next(entry);
        }
        return dossier;
    }

    static @Nullable Dossier opened(Entry entry) {
        if (!entry.is(ReviewEntries.PROPOSED)) {
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
        if (entry.is(ReviewEntries.APPROVED)) {
            String note = entry.payload().as(ReviewEntries.Granted.class).note();
            return new Dossier(proposal.with(Proposal.State.APPROVED, note), entry, entry.version());
        }
        Proposal.State state = entry.is(ReviewEntries.REJECTED)
                ? Proposal.State.REJECTED
                : entry.is(ReviewEntries.USED) ? Proposal.State.USED : Proposal.State.REVOKED;
        // what this version does not know counts as revoked: an entry that it cannot read must not leave a door open
        String note =
                entry.is(ReviewEntries.REJECTED) || entry.is(ReviewEntries.REVOKED) || entry.is(ReviewEntries.USED)
                        ? entry.payload().as(ReviewEntries.Noted.class).note()
                        : "this version cannot read " + entry.type();
        return new Dossier(proposal.with(state, note), granted, entry.version());
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
