package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.learning.confidence.Confidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What versions have shown, and what bounds them. */
final class RunbooksReport {

    private final Aiops aiops;

    RunbooksReport(Aiops aiops) {
        this.aiops = aiops;
    }

    /** The newest first. */
    Map<String, Object> versions() {
        List<RunbookVersion> newest = new ArrayList<>(aiops.runbooks().versions());
        Collections.reverse(newest);
        return Listing.of(newest, this::version);
    }

    private Map<String, Object> version(RunbookVersion version) {
        Confidence confidence = aiops.learning().confidence(version.client(), version.digest());
        ExecutionStatistics statistics = aiops.executions().statistics(version.client(), version.digest());
        String state = aiops.reviews()
                .byId(version.proposalId())
                .map(Proposal::state)
                .map(WorkReport::word)
                .orElse("unreadable");
        return Listing.row(
                "id", version.runbook().id(),
                "version", version.runbook().version(),
                "client", version.client().id(),
                "digest", version.digest().hex(),
                "proposal", version.proposalId(),
                "state", state,
                "confidence",
                        Listing.row(
                                "successes", confidence.successes(),
                                "failures", confidence.failures(),
                                "lowerBound", confidence.lowerBound(),
                                "threshold", confidence.threshold(),
                                "proven", confidence.proven()),
                "runs",
                        Listing.row(
                                "ended", statistics.runs(),
                                "completed", statistics.completed(),
                                "helped", statistics.successes(),
                                "medianMillis", statistics.medianDuration().toMillis()));
    }

    /** Limits of this node, and whether everything is halted, on all of them. */
    Map<String, Object> guardrails() {
        Guardrails guardrails = aiops.runs().guardrails();
        Map<String, Object> report = Listing.row("halted", aiops.runs().halted().isPresent());
        report.put("open", aiops.runs().open().size());
        report.put("stuck", aiops.runs().stuck().size());
        report.put("perHour", limit(guardrails.limits().perHour()));
        report.put("perIncident", limit(guardrails.limits().perIncident()));
        report.put("perTarget", limit(guardrails.limits().perTarget()));
        report.put("mostWaiting", limit(guardrails.limits().mostWaiting()));
        report.put("coolDownAfterSuccess", guardrails.pauses().afterSuccess().toString());
        report.put("coolDownAfterFailure", guardrails.pauses().afterFailure().toString());
        report.put("apart", guardrails.pauses().apart().toString());
        report.put("breakerFailures", limit(guardrails.breaker().failures()));
        report.put("breakerPause", guardrails.breaker().pause().toString());
        report.put("recurrence", guardrails.recurrence().toString());
        report.put("threshold", guardrails.threshold());
        report.put("windows", texts(guardrails.calendar().windows()));
        report.put("freezes", texts(guardrails.calendar().freezes()));
        return report;
    }

    private static List<String> texts(List<?> spans) {
        return spans.stream().map(Object::toString).toList();
    }

    private static Object limit(int most) {
        return most == Guardrails.UNLIMITED ? "unlimited" : (Object) most;
    }
}
