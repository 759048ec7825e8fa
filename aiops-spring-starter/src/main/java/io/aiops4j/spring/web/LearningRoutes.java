package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.learning.confidence.Confidence;
import io.aiops4j.learning.loop.Learned;
import io.aiops4j.learning.loop.Learning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was learned from runs, and how well it goes: what is drafted and what comes of it, why runs fail, and what each version has shown. */
final class LearningRoutes {

    /** So many analyses are looked at for why runs fail, the latest ones; they are looked at again when the journal has gone on. */
    static final int MOST_ANALYSES = 1_000;

    private static final int AT_ONCE = 200;

    private static final String[] FIELDS = {"outcome", "client", "runbook", "incident", "failureType"};

    private final Aiops aiops;
    private final Redactor redactor;
    private volatile @Nullable Failures last;

    /** What was seen when the journal ended there. */
    private record Failures(
            long head, Instant since, int looked, Map<String, Long> types, Map<String, Long> outcomes) {}

    LearningRoutes(Aiops aiops, Redactor redactor) {
        this.aiops = aiops;
        this.redactor = redactor;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/learning", Right.READ, call -> learning()),
                Route.get(
                        "/learning/outcomes",
                        Right.READ,
                        this::outcomes,
                        "outcome",
                        "client",
                        "runbook",
                        "incident",
                        "failureType",
                        "since",
                        "before",
                        "after",
                        "limit"),
                Route.get("/learning/metrics", Right.READ, this::metrics, "since"),
                Route.get("/learning/versions", Right.READ, this::versions, "client", "runbook", "after", "limit"));
    }

    private Answer metrics(Call call) {
        Instant asked = call.time("since");
        Instant since = asked == null ? Instant.EPOCH : asked;
        Learning.Improvements improvements = aiops.learning().improvements(since);
        long decided = improvements.approved() + improvements.rejected();
        Failures failures = failures(since);
        return Answer.of(Rows.row(
                "since", asked == null ? null : asked.toString(),
                "improvements",
                        Rows.row(
                                "generated", improvements.generated(),
                                "waiting", improvements.waiting(),
                                "approved", improvements.approved(),
                                "rejected", improvements.rejected(),
                                "closed", improvements.closed(),
                                "approvalRate", decided == 0 ? null : (double) improvements.approved() / decided,
                                "failureToProposalMillis",
                                        improvements.toProposal().toMillis(),
                                "proposalToDecisionMillis",
                                        improvements.toDecision().toMillis()),
                "analyses", failures.looked(),
                "outcomes", failures.outcomes(),
                "failures", failures.types(),
                "backlog", aiops.learning().backlog()));
    }

    private Failures failures(Instant since) {
        long head = aiops.journal().head().position();
        Failures seen = last;
        if (seen != null && seen.head() == head && seen.since().equals(since)) {
            return seen;
        }
        Map<String, Long> types = new TreeMap<>();
        Map<String, Long> outcomes = new TreeMap<>();
        int looked = 0;
        Query query = Query.all().limit(AT_ONCE);
        query = since.equals(Instant.EPOCH) ? query : query.since(since);
        String next = "";
        while (next != null && looked < MOST_ANALYSES) {
            var page = aiops.learning().find(next.isEmpty() ? query : query.after(next));
            for (Learned each : page.records()) {
                outcomes.merge(Rows.word(each.outcome()), 1L, Long::sum);
                if (each.analysis() != null) {
                    types.merge(Rows.word(each.analysis().type()), 1L, Long::sum);
                }
            }
            looked += page.records().size();
            next = page.next();
        }
        Failures fresh = new Failures(head, since, looked, types, outcomes);
        last = fresh;
        return fresh;
    }

    private Answer versions(Call call) {
        List<RunbookVersion> asked = aiops.runbooks().versions().stream()
                .filter(each -> call.asks("client", each.client().id()))
                .filter(each -> call.asks("runbook", each.runbook().id()))
                .toList();
        return Rows.page(call, asked, RunbookRoutes::key, this::row);
    }

    private Map<String, Object> row(RunbookVersion version) {
        ExecutionStatistics statistics = aiops.executions().statistics(version.client(), version.digest());
        Confidence confidence = aiops.learning().confidence(version.client(), version.digest());
        long runs = statistics.runs();
        return Rows.row(
                "runbook", version.runbook().id(),
                "version", version.runbook().version(),
                "client", version.client().id(),
                "digest", version.digest().hex(),
                "generated", version.runbook().origin().generated(),
                "runs", runs,
                "completed", statistics.completed(),
                "helped", statistics.successes(),
                "completedRate", runs == 0 ? null : (double) statistics.completed() / runs,
                "helpedRate", runs == 0 ? null : (double) statistics.successes() / runs,
                "medianMillis", runs == 0 ? null : statistics.medianDuration().toMillis(),
                "lowerBound", confidence.lowerBound(),
                "proven", confidence.proven());
    }

    private Answer learning() {
        Learning learning = aiops.learning();
        return Answer.of(
                Rows.row("backlog", learning.backlog(), "analysed", learning.analysed(), "parked", learning.parked()));
    }

    private Answer outcomes(Call call) {
        Page<Learned> page = aiops.learning().find(call.query(FIELDS));
        return Rows.page(page.records().stream().map(this::learned).toList(), page.next());
    }

    private Map<String, Object> learned(Learned learned) {
        var analysis = learned.analysis();
        return Rows.row(
                "execution", learned.executionId(),
                "client", learned.client(),
                "runbook", learned.runbook(),
                "version", learned.version(),
                "incident", learned.incidentId(),
                "time", learned.time().toString(),
                "attempts", learned.attempts(),
                "outcome", Rows.word(learned.outcome()),
                "detail", redactor.begin().text(learned.detail()),
                "failureType", analysis == null ? null : Rows.word(analysis.type()),
                "cause", analysis == null ? null : redactor.begin().text(analysis.cause()),
                "confidence", analysis == null ? null : analysis.confidence(),
                "source", analysis == null ? null : analysis.source());
    }
}
