package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.verify.StateSnapshot;
import java.util.List;
import java.util.Map;

/** What was run: records, found by their fields, the newest first. */
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
            "failureType");

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
                Route.get("/executions/{id}", Right.READ, this::one));
    }

    private static Query query(Call call) {
        Query query = call.query(FIELDS.toArray(String[]::new));
        String text = call.parameter("text");
        return text == null ? query : query.text(text);
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
        row.put("feedback", FeedbackRoutes.rows(aiops.learning().feedback(id), redactor));
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
}
