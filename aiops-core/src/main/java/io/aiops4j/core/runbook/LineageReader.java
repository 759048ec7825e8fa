package io.aiops4j.core.runbook;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a lineage from the streams of its proposals, when somebody asks: history is not kept in memory. */
final class LineageReader {

    private final JournalReader reader;
    private final ReviewQueue reviews;
    private final RunbookKind kind;

    LineageReader(Journal journal, ReviewQueue reviews, RunbookKind kind) {
        this.reader = new JournalReader(journal);
        this.reviews = reviews;
        this.kind = kind;
    }

    Lineage read(String id, List<RunbookVersion> versions) {
        Set<String> approved =
                reviews.approvals(kind).stream().map(Approval::proposalId).collect(Collectors.toSet());
        List<Lineage.Version> line = new ArrayList<>();
        for (RunbookVersion version : versions) {
            reviews.byId(version.proposalId())
                    .ifPresent(proposal -> line.add(read(
                            version,
                            line.isEmpty() ? 0 : line.get(line.size() - 1).number(),
                            proposal,
                            approved)));
        }
        return new Lineage(id, line);
    }

    private Lineage.Version read(RunbookVersion version, int before, Proposal proposal, Set<String> approved) {
        List<Lineage.Word> words = new ArrayList<>();
        for (Entry entry : reader.stream(ReviewEntries.stream(proposal.id()))) {
            if (entry.is(ReviewEntries.APPROVED)) {
                words.add(new Lineage.Word(entry.actor(), entry.time()));
            }
        }
        int parent = version.runbook().origin().parent();
        return new Lineage.Version(
                version,
                parent > 0 ? parent : before,
                proposal.author(),
                proposal.created(),
                words,
                proposal.state(),
                proposal.note(),
                approved.contains(proposal.id()));
    }
}
