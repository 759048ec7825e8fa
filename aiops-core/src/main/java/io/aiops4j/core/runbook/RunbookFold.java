package io.aiops4j.core.runbook;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every version that was ever proposed, by proposal, for lists and choices; what may run is decided by the gate. */
final class RunbookFold implements Fold<Map<String, RunbookVersion>> {

    private final ChangeKind<Runbook> kind;

    RunbookFold(ChangeKind<Runbook> kind) {
        this.kind = kind;
    }

    @Override
    public Map<String, RunbookVersion> empty() {
        return new LinkedHashMap<>();
    }

    @Override
    public void apply(Map<String, RunbookVersion> versions, Entry entry) {
        if (!entry.is(ReviewEntries.PROPOSED) || entry.payload().isErased()) {
            return;
        }
        Proposal proposal = ReviewEntries.proposal(entry);
        if (proposal.kind().equals(kind.name())) {
            Runbook runbook = kind.decode(proposal.content());
            versions.put(
                    proposal.id(), new RunbookVersion(proposal.id(), proposal.client(), proposal.digest(), runbook));
        }
    }
}
