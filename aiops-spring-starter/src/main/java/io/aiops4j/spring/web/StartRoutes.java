package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.spring.web.Problem.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** To run what is approved: at once, in the name of an approver, or once somebody allowed exactly this. */
final class StartRoutes {

    /** So many permissions that one person asked for wait at the same time: each stands before everything else in the queue. */
    static final int MOST_ASKED = 20;

    private final Aiops aiops;
    private final Clock clock;
    private final String base;

    StartRoutes(Aiops aiops, Clock clock, String base) {
        this.aiops = aiops;
        this.clock = clock;
        this.base = base;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                        "/runs",
                        Right.OPERATE,
                        this::start,
                        "runbook",
                        "version",
                        "client",
                        "service",
                        "instance",
                        "incident",
                        "parameters"),
                Route.post(
                        "/runs/permissions",
                        Right.OPERATE,
                        this::ask,
                        "runbook",
                        "version",
                        "client",
                        "service",
                        "instance",
                        "incident",
                        "parameters",
                        "note"));
    }

    private Answer start(Call call) {
        Form form = call.form();
        RunRequest request = request(call, form);
        Actor person = call.person();
        if (!aiops.reviews().isApprover(person, request.target())) {
            throw new Problem(
                    Kind.FORBIDDEN,
                    person.id() + " is no approver for " + request.target()
                            + ". Ask one to start it, or ask for permission: POST /runs/permissions.");
        }
        requireAllowed(request);
        String halted = aiops.runs().halted().orElse(null);
        if (halted != null) {
            throw new Problem(Kind.CONFLICT, "Nothing starts: everything is halted " + halted + ".");
        }
        String id = aiops.runs().queue(request.on(RunRequest.Grounds.ASKED, clock.instant()));
        return Answer.of(202, row(request, "id", id)).with("Location", base + "/executions/" + id);
    }

    private Answer ask(Call call) {
        Form form = call.form();
        String note = form.text("note");
        call.findings().require(note != null, "note", "it is missing", "say why it should run now");
        RunRequest request = request(call, form);
        requireAllowed(request);
        requireFew(call.person());
        String id = aiops.reviews()
                .submit(
                        aiops.runs().requests(),
                        request.on(RunRequest.Grounds.ALLOWED, clock.instant()),
                        request.client(),
                        call.person(),
                        String.valueOf(note));
        return Answer.of(201, row(request, "proposal", id)).with("Location", base + "/reviews/" + id);
    }

    private void requireFew(Actor person) {
        String kind = aiops.runs().requests().name();
        long asked = aiops.reviews().pending().stream()
                .filter(each -> each.kind().equals(kind) && each.author().equals(person))
                .count();
        if (asked >= MOST_ASKED) {
            throw new Problem(
                    Kind.TOO_MANY,
                    asked + " permissions that you asked for wait already, and " + MOST_ASKED
                            + " is the most. Wait until somebody said a word, or withdraw some.",
                    List.of(),
                    Map.of("Retry-After", "60"));
        }
    }

    private static Map<String, Object> row(RunRequest request, String name, String id) {
        return Rows.row(
                name,
                id,
                "runbook",
                request.runbookId(),
                "version",
                request.runbookVersion(),
                "client",
                request.client().id(),
                "target",
                request.target().toString(),
                "incident",
                request.incidentId());
    }

    private RunRequest request(Call call, Form form) {
        Findings findings = call.findings();
        String runbook = form.text("runbook");
        findings.require(runbook != null, "runbook", "it is missing", "write the id of a runbook");
        int version = form.whole("version", 0);
        findings.require(version > 0, "version", "it is missing", "write the number of a version that is approved");
        String whose = form.text("client");
        String service = form.text("service");
        String instance = form.text("instance");
        String against = form.text("incident");
        findings.require(
                service != null || against != null, "service", "it is missing", "write a service, or an incident");
        // else what helps there would be said to have helped here
        findings.require(
                against == null || (service == null && instance == null),
                "service",
                "an incident has its own",
                "leave service and instance out, or the incident");
        Map<String, String> parameters = form.texts("parameters");
        call.requireFine();
        Client client = whose == null ? Client.DEFAULT : Client.of(whose);
        Incident incident = against == null ? null : incident(against, client);
        RunbookVersion found = aiops.runbooks().versions(client, String.valueOf(runbook)).stream()
                .filter(each -> each.runbook().version() == version)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("version of " + runbook, Integer.toString(version)));
        RunRequest request = RunRequest.of(found, target(service, instance, incident), call.person())
                .with(parameters);
        return incident == null ? request : request.against(incident);
    }

    private static Target target(@Nullable String service, @Nullable String instance, @Nullable Incident incident) {
        if (incident != null) {
            return incident.target();
        }
        String named = String.valueOf(service);
        return instance == null ? Target.service(named) : Target.instance(named, instance);
    }

    private Incident incident(String id, Client client) {
        Incident incident = aiops.incidents()
                .byId(id)
                .filter(each -> each.client().equals(client))
                .orElseThrow(() -> Problem.notFound("incident of client " + client, id));
        if (!incident.isActive()) {
            throw new Problem(Kind.CONFLICT, "The incident " + id + " is resolved already. Run it without one.");
        }
        return incident;
    }

    // whether it may start is found out again when it does; who asks is told now what they can mend
    private void requireAllowed(RunRequest request) {
        String refusal = aiops.runbooks()
                .approved(request.client(), request.runbookDigest())
                .refusal(request.client(), request.target());
        if (refusal != null) {
            throw new Problem(
                    Kind.CONFLICT, request.label() + ": " + refusal + ". Let an approver review it for this scope.");
        }
    }
}
