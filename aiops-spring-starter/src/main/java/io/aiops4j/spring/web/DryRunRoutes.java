package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.spring.web.Problem.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** What a run would do, without anything that acts. */
final class DryRunRoutes {

    /** So many look at the same time: each asks probes and previews of the application's, and holds a thread meanwhile. */
    static final int MOST_AT_ONCE = 4;

    private final Aiops aiops;
    private final Redactor redactor;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    DryRunRoutes(Aiops aiops, Redactor redactor) {
        this.aiops = aiops;
        this.redactor = redactor;
    }

    List<Route> routes() {
        return List.of(Route.post(
                "/runs/dry-run",
                Right.OPERATE,
                this::look,
                "runbook",
                "version",
                "digest",
                "service",
                "instance",
                "client",
                "parameters"));
    }

    private Answer look(Call call) {
        Form form = call.form();
        Findings findings = call.findings();
        String runbook = form.text("runbook");
        String digest = form.text("digest");
        int version = form.whole("version", 0);
        String client = form.text("client");
        findings.require(runbook != null, "runbook", "it is missing", "name the runbook");
        findings.require(
                (version != 0) != (digest != null),
                "version",
                "it is not clear which version is meant",
                "write version, or digest, and not both");
        Target target = ActionRoutes.target(form, findings);
        Map<String, String> parameters = form.texts("parameters");
        call.requireFine();
        Client whose = client == null ? Client.DEFAULT : Client.of(client);
        RunbookVersion chosen = version(whose, String.valueOf(runbook), version, digest);
        return Answer.of(
                row(chosen, dryRun(RunRequest.of(chosen, target, call.person()).with(parameters))));
    }

    private RunbookVersion version(Client client, String runbook, int version, @Nullable String digest) {
        return aiops.runbooks().versions(client, runbook).stream()
                .filter(each -> digest == null
                        ? each.runbook().version() == version
                        : each.digest().hex().equals(digest))
                .findFirst()
                .orElseThrow(() ->
                        Problem.notFound("version of " + runbook, digest == null ? Integer.toString(version) : digest));
    }

    private Runner.DryRun dryRun(RunRequest request) {
        if (!places.tryAcquire()) {
            throw new Problem(
                    Kind.TOO_MANY,
                    "There are " + MOST_AT_ONCE + " dry runs under way already. Try again in a while.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        try {
            return aiops.runs().dryRun(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Kind.CONFLICT, "The application is about to end. Try again when it is back.");
        } finally {
            places.release();
        }
    }

    private Map<String, Object> row(RunbookVersion version, Runner.DryRun dry) {
        Redaction redaction = redactor.begin();
        return Rows.row(
                "runbook", version.runbook().id(),
                "version", version.runbook().version(),
                "digest", version.digest().hex(),
                "mayStart", dry.refusal() == null && dry.unmet().isEmpty(),
                "refusal", dry.refusal() == null ? null : redaction.text(dry.refusal()),
                "unmet", dry.unmet(),
                "steps", dry.steps().stream().map(each -> step(each, redaction)).toList(),
                "before", state(dry.before(), redaction),
                "after", state(dry.after(), redaction),
                "verification",
                        Rows.row(
                                "outcome", Rows.word(dry.verification().outcome()),
                                "method", dry.verification().method(),
                                "confidence", dry.verification().confidence(),
                                "detail", redaction.text(dry.verification().detail())));
    }

    private static Map<String, Object> step(Runner.DryRun.Planned step, Redaction redaction) {
        return Rows.row(
                "name",
                step.name(),
                "action",
                step.action(),
                "parameters",
                redaction.texts(step.parameters()),
                "preview",
                redaction.text(step.preview()),
                "refusal",
                step.refusal() == null ? null : redaction.text(step.refusal()));
    }

    private static Map<String, Object> state(StateSnapshot state, Redaction redaction) {
        return Rows.row(
                "time", state.time().toString(),
                "values", redaction.texts(state.values()),
                "unknown", redaction.texts(state.unknown()));
    }
}
