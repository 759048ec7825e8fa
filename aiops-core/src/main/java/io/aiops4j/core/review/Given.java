package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One word on a proposal, where it stands in the journal, and what its giver saw.
 *
 * @param seen null where it was given by a version that did not write it down
 */
record Given(Approval approval, long position, ReviewEntries.@Nullable Seen seen) {

    static Given of(String proposalId, Entry entry) {
        ReviewEntries.Granted word = entry.payload().as(ReviewEntries.Granted.class);
        // whatever an earlier version wrote: no word holds for longer than one may be given for
        Instant longest = entry.time().plus(Scope.LONGEST_LIFETIME);
        Instant expires = word.expires().isBefore(longest) ? word.expires() : longest;
        Approval approval = new Approval(
                proposalId,
                word.kind(),
                word.digest(),
                entry.actor(),
                word.mode(),
                new Scope(entry.client(), word.services(), lifetime(entry.time(), expires)),
                word.envelope(),
                expires,
                word.note());
        return new Given(approval, entry.position(), word.seen());
    }

    // an approval that was never valid for a moment expired when it was given; its scope still has to be readable
    private static Duration lifetime(Instant from, Instant expires) {
        Duration lifetime = Duration.between(from, expires);
        return lifetime.isNegative() || lifetime.isZero() ? Duration.ofNanos(1) : lifetime;
    }

    /** Whether the proposal is still what its approver saw. */
    boolean saw(Proposal proposal) {
        if (!approval.digest().equals(proposal.digest()) || !approval.kind().equals(proposal.kind())) {
            return false;
        }
        return seen == null
                || (seen.title().equals(proposal.title())
                        && seen.risk() == proposal.risk()
                        && seen.authors()
                                .equals(proposal.authors().stream()
                                        .map(Actor::toString)
                                        .toList()));
    }
}
