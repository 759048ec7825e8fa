package io.aiops4j.learning.knowledge;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The ids of all patterns that were ever proposed. */
final class PatternFold implements Fold.Kept<Set<String>> {

    private final PatternKind kind;

    PatternFold(PatternKind kind) {
        this.kind = kind;
    }

    private record Text(List<String> ids) {}

    @Override
    public String name() {
        return Fold.Kept.named("patterns/1", ReviewEntries.PROPOSED);
    }

    @Override
    public String write(Set<String> ids) {
        return Snapshot.write(new Text(List.copyOf(ids)));
    }

    @Override
    public Set<String> read(String text) {
        return new TreeSet<>(Snapshot.read(text, Text.class).ids());
    }

    @Override
    public Set<String> empty() {
        return new TreeSet<>();
    }

    @Override
    public void apply(Set<String> ids, Entry entry) {
        if (!ReviewEntries.isProposed(entry) || entry.payload().isErased()) {
            return;
        }
        try {
            Proposal proposal = ReviewEntries.proposal(entry);
            if (proposal.kind().equals(kind.name())) {
                ids.add(kind.decode(proposal.content()).id());
            }
        } catch (AiopsException unreadable) {
            // an altered entry, or a newer node's pattern: it must not hide all others
        }
    }
}
