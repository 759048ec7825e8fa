package io.aiops4j.core.runbook;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every version that was ever proposed, by proposal, for lists and choices; what may run is decided by the gate. */
final class RunbookFold implements Fold.Kept<Map<String, RunbookVersion>> {

    private final ChangeKind<Runbook> kind;

    RunbookFold(ChangeKind<Runbook> kind) {
        this.kind = kind;
    }

    /** A state as it is written: every version in the form that was proposed. */
    private record Text(List<Each> versions) {}

    private record Each(String proposal, Client client, String canonical) {}

    @Override
    public String name() {
        return Fold.Kept.named("runbooks/1 " + RunbookCodec.TAG, ReviewEntries.PROPOSED);
    }

    @Override
    public String write(Map<String, RunbookVersion> versions) {
        return Snapshot.write(new Text(versions.values().stream()
                .map(version -> new Each(version.proposalId(), version.client(), kind.encode(version.runbook())))
                .toList()));
    }

    @Override
    public Map<String, RunbookVersion> read(String text) {
        Map<String, RunbookVersion> versions = empty();
        for (Each each : Snapshot.read(text, Text.class).versions()) {
            Runbook runbook = kind.decode(each.canonical());
            versions.put(
                    each.proposal(), new RunbookVersion(each.proposal(), each.client(), kind.digest(runbook), runbook));
        }
        return versions;
    }

    @Override
    public Map<String, RunbookVersion> empty() {
        return new LinkedHashMap<>();
    }

    @Override
    public void apply(Map<String, RunbookVersion> versions, Entry entry) {
        if (!ReviewEntries.isProposed(entry) || entry.payload().isErased()) {
            return;
        }
        try {
            read(versions, ReviewEntries.proposal(entry));
        } catch (AiopsException unreadable) {
            // an altered entry, or a newer node's runbook: it must not hide all others, and the gate refuses it
        }
    }

    private void read(Map<String, RunbookVersion> versions, Proposal proposal) {
        if (proposal.kind().equals(kind.name())) {
            versions.put(
                    proposal.id(),
                    new RunbookVersion(
                            proposal.id(), proposal.client(), proposal.digest(), kind.decode(proposal.content())));
        }
    }
}
