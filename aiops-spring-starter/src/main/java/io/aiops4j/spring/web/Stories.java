package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.store.Query;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.improve.Replay;
import io.aiops4j.learning.loop.Learned;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a proposal that was learned came about: the run and the incident behind it, why that failed, and what its reviewer is told. */
final class Stories {

    private final Aiops aiops;
    private final Redactor redactor;

    Stories(Aiops aiops, Redactor redactor) {
        this.aiops = aiops;
        this.redactor = redactor;
    }

    /** The story, or null when a person proposed it, or nobody kept it. */
    @Nullable
    Map<String, Object> of(Proposal proposal) {
        Query query = Query.all()
                .where("proposal", proposal.id())
                .where("client", proposal.client().id())
                .limit(1);
        return aiops.learning().find(query).records().stream()
                .findFirst()
                .map(learned -> row(proposal, learned))
                .orElse(null);
    }

    private Map<String, Object> row(Proposal proposal, Learned learned) {
        Redaction redaction = redactor.begin();
        // what is learned from incidents alone has their ids in the place of a run's
        String execution = learned.runbook().isEmpty() ? null : learned.executionId();
        String reason = reason(proposal);
        Analysis analysis = learned.analysis();
        Learned.Told told = learned.told();
        return Rows.row(
                "execution", execution,
                "incident", learned.incidentId(),
                "target",
                        execution == null
                                ? null
                                : aiops.executions()
                                        .byId(execution)
                                        .map(ExecutionResult::target)
                                        .orElse(null),
                "reason", told == null || reason == null ? null : redaction.text(reason),
                "analysis", analysis == null ? null : analysis(analysis, redaction),
                "replay", told == null || told.replay() == null ? null : replay(told.replay(), redaction),
                "findings",
                        told == null
                                ? List.of()
                                : told.findings().stream().map(redaction::text).toList());
    }

    private static @Nullable String reason(Proposal proposal) {
        try {
            return proposal.kind().equals(Runbooks.KIND)
                    ? RunbookCodec.fromCanonical(proposal.content()).origin().why()
                    : null;
        } catch (AiopsException unreadable) {
            return null;
        }
    }

    private static Map<String, Object> analysis(Analysis analysis, Redaction redaction) {
        return Rows.row(
                "failureType", Rows.word(analysis.type()),
                "cause", redaction.text(analysis.cause()),
                "evidence", analysis.evidence().stream().map(redaction::text).toList(),
                "confidence", analysis.confidence(),
                "source", analysis.source());
    }

    private static Map<String, Object> replay(Replay.Report replay, Redaction redaction) {
        return Rows.row(
                "cases", replay.cases(),
                "fixed", replay.fixed(),
                "failures", replay.failures(),
                "broken", replay.broken(),
                "spared", replay.spared(),
                "cannotTell", replay.cannotTell(),
                "score", replay.score(),
                "told",
                        replay.told().stream()
                                .map(each -> Rows.row(
                                        "execution",
                                        each.executionId(),
                                        "verdict",
                                        Rows.word(each.verdict()),
                                        "why",
                                        redaction.text(each.why())))
                                .toList());
    }
}
