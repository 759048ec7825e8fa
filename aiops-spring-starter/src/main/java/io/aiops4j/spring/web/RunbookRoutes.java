package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.runbook.Lineage;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.learning.confidence.Confidence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions of runbooks: how each came to be, where it stands, what it has shown. */
final class RunbookRoutes {

    private final Aiops aiops;

    RunbookRoutes(Aiops aiops) {
        this.aiops = aiops;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/runbooks", Right.READ, this::list, "client", "id", "after", "limit"),
                Route.document("/runbooks", Right.REVIEW, this::submit, "client", "why"),
                Route.get("/runbooks/{id}", Right.READ, this::lineage, "client"),
                new Differences(aiops.runbooks()).route(),
                Route.get("/runbooks/{id}/versions/{version}", Right.READ, this::version, "client"));
    }

    private Answer list(Call call) {
        List<RunbookVersion> versions = aiops.runbooks().versions().stream()
                .filter(each -> call.asks("client", each.client().id()))
                .filter(each -> call.asks("id", each.runbook().id()))
                .toList();
        return Rows.page(call, versions, RunbookRoutes::key, this::row);
    }

    static String key(RunbookVersion version) {
        String number = "0000000000" + version.runbook().version();
        return version.runbook().id() + " " + version.client().id() + " " + number.substring(number.length() - 10);
    }

    private Map<String, Object> row(RunbookVersion version) {
        return Rows.row(
                "id", version.runbook().id(),
                "version", version.runbook().version(),
                "title", version.runbook().title(),
                "client", version.client().id(),
                "digest", version.digest().hex(),
                "proposal", version.proposalId(),
                "state",
                        aiops.reviews()
                                .byId(version.proposalId())
                                .map(Proposal::state)
                                .map(Rows::word)
                                .orElse("unreadable"));
    }

    private static Client client(Call call) {
        String client = call.parameter("client");
        return client == null ? Client.DEFAULT : Client.of(client);
    }

    private Answer submit(Call call) {
        boolean json = call.body().type().equals("application/json");
        String text = call.body().text();
        Runbook runbook = json ? RunbookCodec.fromJson(text) : RunbookCodec.fromYaml(text);
        String why = call.parameter("why");
        String id = aiops.runbooks().submit(runbook, client(call), call.person(), why == null ? "" : why);
        return Answer.of(201, Rows.row("proposal", id, "id", runbook.id(), "version", runbook.version()));
    }

    private Answer lineage(Call call) {
        Client client = client(call);
        Lineage lineage = aiops.runbooks().lineage(client, call.variable("id"));
        if (lineage.versions().isEmpty()) {
            throw Problem.notFound("runbook", call.variable("id"));
        }
        Map<Integer, ExecutionStatistics> statistics = aiops.executions().statistics(lineage);
        return Answer.of(Rows.row(
                "id", lineage.runbookId(),
                "client", client.id(),
                "versions",
                        lineage.versions().stream()
                                .map(each -> version(client, each, statistics.get(each.number())))
                                .toList()));
    }

    private Map<String, Object> version(
            Client client, Lineage.Version version, @Nullable ExecutionStatistics statistics) {
        Confidence confidence =
                aiops.learning().confidence(client, version.version().digest());
        return Rows.row(
                "version", version.number(),
                "title", version.version().runbook().title(),
                "digest", version.version().digest().hex(),
                "parent", version.parent() == 0 ? null : version.parent(),
                "proposal", version.version().proposalId(),
                "proposedBy", version.proposedBy().toString(),
                "proposed", version.proposed().toString(),
                "approvals",
                        version.words().stream()
                                .map(word -> Rows.row(
                                        "approver", word.approver().toString(),
                                        "given", word.given().toString()))
                                .toList(),
                "state", Rows.word(version.state()),
                "approvedNow", version.approvedNow(),
                "lowerBound", confidence.lowerBound(),
                "proven", confidence.proven(),
                "runs", statistics == null ? 0L : statistics.runs(),
                "completed", statistics == null ? 0L : statistics.completed(),
                "helped", statistics == null ? 0L : statistics.successes(),
                "medianMillis",
                        statistics == null ? 0L : statistics.medianDuration().toMillis());
    }

    private Answer version(Call call) {
        String asked = call.variable("version");
        RunbookVersion version = aiops.runbooks().versions(client(call), call.variable("id")).stream()
                .filter(each -> Integer.toString(each.runbook().version()).equals(asked))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("version of " + call.variable("id"), asked));
        Map<String, Object> row = row(version);
        row.put("yaml", RunbookCodec.toYaml(version.runbook()));
        aiops.reviews().byId(version.proposalId()).map(Proposal::diff).ifPresent(diff -> row.put("diff", diff));
        return Answer.of(row);
    }
}
