package io.aiops4j.spring.web;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.spring.web.Problem.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is different between two versions of a runbook, as YAML. It comes as it is: exactly that is approved. */
final class Differences {

    private final Runbooks runbooks;

    Differences(Runbooks runbooks) {
        this.runbooks = runbooks;
    }

    Route route() {
        return Route.get("/runbooks/{id}/diff", Right.READ, this::between, "client", "from", "to");
    }

    private Answer between(Call call) {
        String client = call.parameter("client");
        String id = call.variable("id");
        List<RunbookVersion> versions = runbooks.versions(client == null ? Client.DEFAULT : Client.of(client), id);
        if (call.parameter("from") == null || call.parameter("to") == null) {
            throw new Problem(Kind.MALFORMED, "It is not said which versions. Write two numbers: from=1&to=2.");
        }
        Runbook from = version(versions, id, call.number("from", 0));
        Runbook to = version(versions, id, call.number("to", 0));
        return Answer.of(row(from, to));
    }

    private static Runbook version(List<RunbookVersion> versions, String id, long number) {
        return versions.stream()
                .map(RunbookVersion::runbook)
                .filter(each -> each.version() == number)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("version of " + id, Long.toString(number)));
    }

    private static Map<String, Object> row(@Nullable Runbook from, Runbook to) {
        String before = from == null ? null : RunbookCodec.toYaml(from);
        return Rows.row(
                "runbook", to.id(),
                "from", from == null ? null : from.version(),
                "to", to.version(),
                "lines",
                        LineDiff.between(before, RunbookCodec.toYaml(to)).stream()
                                .map(LineDiff.Line::row)
                                .toList());
    }

    /** What a proposal changes, or null when it is no runbook, or none that this version can read. */
    @Nullable
    Map<String, Object> of(Proposal proposal) {
        if (!proposal.kind().equals(Runbooks.KIND)) {
            return null;
        }
        try {
            Runbook runbook = RunbookCodec.fromCanonical(proposal.content());
            return row(parent(proposal.client(), runbook), runbook);
        } catch (AiopsException unreadable) {
            return null;
        }
    }

    // the version that it says it was made from, or the newest one below it: as its reviewers are told in words
    private @Nullable Runbook parent(Client client, Runbook child) {
        int named = child.origin().parent();
        return runbooks.versions(client, child.id()).stream()
                .map(RunbookVersion::runbook)
                .filter(each -> named > 0 ? each.version() == named : each.version() < child.version())
                .max(Comparator.comparingInt(Runbook::version))
                .orElse(null);
    }
}
