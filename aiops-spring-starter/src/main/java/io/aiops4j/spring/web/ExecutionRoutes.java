package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.learning.loop.Learned;
import io.aiops4j.learning.loop.Learning;
import io.aiops4j.spring.web.Problem.Kind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was run, and what was learned from it: records, found by their fields, the newest first. */
final class ExecutionRoutes {

    private static final List<String> FIELDS = List.of(
            "runbook",
            "version",
            "incident",
            "incidentType",
            "client",
            "target",
            "host",
            "status",
            "success",
            "failureType",
            "outcome");

    private final Aiops aiops;
    private final Redactor redactor;

    ExecutionRoutes(Aiops aiops, Redactor redactor) {
        this.aiops = aiops;
        this.redactor = redactor;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/executions",
                        Right.READ,
                        this::list,
                        "runbook",
                        "version",
                        "incident",
                        "incidentType",
                        "client",
                        "target",
                        "host",
                        "status",
                        "success",
                        "failureType",
                        "text",
                        "since",
                        "before",
                        "after",
                        "limit"),
                Route.get("/executions/{id}", Right.READ, this::one),
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
                        "limit"));
    }

    private static Query query(Call call) {
        Query query = Query.all().limit(call.limit()).after(call.parameter("after"));
        for (String field : FIELDS) {
            String value = call.parameter(field);
            if (value != null) {
                query = query.where(field, value);
            }
        }
        String text = call.parameter("text");
        Instant since = time(call, "since");
        Instant before = time(call, "before");
        query = text == null ? query : query.text(text);
        query = since == null ? query : query.since(since);
        return before == null ? query : query.before(before);
    }

    static @Nullable Instant time(Call call, String name) {
        String text = call.parameter(name);
        if (text == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            // no record is of any other time, and calendars end somewhere
            if (!time.isBefore(RecordIndex.EARLIEST) && time.isBefore(RecordIndex.TOO_LATE)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new Problem(
                Kind.MALFORMED, name + " is not a time: " + Form.quote(text) + ". Write it as 2026-03-01T00:00:00Z.");
    }

    private Answer list(Call call) {
        Page<ExecutionResult> page = aiops.executions().find(query(call));
        return Rows.page(page.records().stream().map(this::brief).toList(), page.next());
    }

    private Map<String, Object> brief(ExecutionResult result) {
        return Rows.row(
                "id", result.executionId(),
                "runbook", result.runbookId(),
                "version", result.runbookVersion(),
                "digest", result.runbookDigest(),
                "incident", result.incidentId(),
                "incidentType", result.incidentType(),
                "client", result.client(),
                "target", result.target(),
                "host", result.host(),
                "started", result.started().toString(),
                "ended", result.ended().toString(),
                "status", Rows.word(result.status()),
                "success", result.success(),
                "verification",
                        Rows.row(
                                "outcome", Rows.word(result.verification().outcome()),
                                "method", result.verification().method(),
                                "confidence", result.verification().confidence(),
                                "detail",
                                        redactor.begin()
                                                .text(result.verification().detail())),
                "failureType", Rows.wordOrNull(result.failureType()),
                "error", result.error() == null ? null : redactor.begin().text(result.error()));
    }

    private Answer one(Call call) {
        String id = call.variable("id");
        ExecutionResult result = aiops.executions()
                .byId(id)
                .orElseThrow(() -> Problem.notFound("execution", id))
                .redacted(redactor);
        Map<String, Object> row = brief(result);
        row.put("labels", result.labels());
        row.put("before", state(result.before()));
        row.put("after", state(result.after()));
        row.put("watched", result.watched().stream().map(ExecutionRoutes::state).toList());
        row.put("steps", result.steps().stream().map(ExecutionRoutes::step).toList());
        row.put("evidence", result.evidenceId());
        return Answer.of(row);
    }

    private static Map<String, Object> state(StateSnapshot state) {
        return Rows.row("time", state.time().toString(), "values", state.values(), "unknown", state.unknown());
    }

    private static Map<String, Object> step(StepResult step) {
        return Rows.row(
                "name", step.name(),
                "action", step.action(),
                "parameters", step.parameters(),
                "status", Rows.word(step.status()),
                "attempts", step.attempts(),
                "started", step.started().toString(),
                "duration", step.duration().toString(),
                "output", step.output(),
                "error", step.error(),
                "failureType", Rows.wordOrNull(step.failure()));
    }

    private Answer learning() {
        Learning learning = aiops.learning();
        return Answer.of(
                Rows.row("backlog", learning.backlog(), "analysed", learning.analysed(), "parked", learning.parked()));
    }

    private Answer outcomes(Call call) {
        Page<Learned> page = aiops.learning().find(query(call));
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
