package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Target;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.run.Executions;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Effect;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runbooks can do here and what came of it; and how to ask for one of these things alone, which a person has to approve. */
final class ActionRoutes {

    private static final String STEP = "steps[0].";

    private final Aiops aiops;

    ActionRoutes(Aiops aiops) {
        this.aiops = aiops;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/actions", Right.READ, this::list, "client", "after", "limit"),
                Route.get("/actions/{id}", Right.READ, this::one, "client"),
                Route.post(
                        "/actions/{id}/run",
                        Right.REVIEW,
                        this::ask,
                        "service",
                        "instance",
                        "client",
                        "parameters",
                        "verification",
                        "why"));
    }

    private Answer list(Call call) {
        Map<String, Executions.Usage> usage = aiops.executions().usage(client(call));
        return Rows.page(
                call,
                aiops.runs().actions().signatures(),
                ActionSignature::name,
                each -> row(each, usage.get(each.name())));
    }

    private static Client client(Call call) {
        String client = call.parameter("client");
        return client == null ? Client.DEFAULT : Client.of(client);
    }

    private ActionSignature action(Call call) {
        ActionSignature action = aiops.runs().actions().signature(call.variable("id"));
        if (action == null) {
            throw Problem.notFound("action", call.variable("id"));
        }
        return action;
    }

    private Answer one(Call call) {
        ActionSignature action = action(call);
        return Answer.of(row(action, aiops.executions().usage(client(call)).get(action.name())));
    }

    private static Map<String, Object> row(ActionSignature action, Executions.@Nullable Usage usage) {
        return Rows.row(
                "name", action.name(),
                "parameters",
                        action.parameters().stream()
                                .map(ActionRoutes::parameter)
                                .toList(),
                "risk", Rows.word(action.risk()),
                "idempotent", action.idempotent(),
                "reversible", action.reversible(),
                "effects", action.effects().stream().map(Effect::text).toList(),
                "runs", usage == null ? 0L : usage.steps().runs(),
                "failures",
                        usage == null
                                ? 0L
                                : usage.steps().runs() - usage.steps().completed(),
                "medianMillis",
                        usage == null ? null : usage.steps().medianDuration().toMillis(),
                "lastUsed", usage == null ? null : usage.last().toString());
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        return Rows.row(
                "name", parameter.name(),
                "type", Rows.word(parameter.type()),
                "preset", parameter.preset(),
                "allowed", parameter.allowed().isEmpty() ? null : List.copyOf(parameter.allowed()),
                "min", plain(parameter.min()),
                "max", plain(parameter.max()));
    }

    private static @Nullable String plain(@Nullable BigDecimal bound) {
        return bound == null ? null : bound.toPlainString();
    }

    // nothing runs by this: it waits for somebody else's word, like whatever is proposed
    private Answer ask(Call call) {
        ActionSignature action = action(call);
        Form form = call.form();
        Findings findings = call.findings();
        String client = form.text("client");
        String why = form.text("why");
        findings.require(why != null, "why", "it is missing", "say why, in a sentence");
        Target target = target(form, findings);
        Map<String, String> parameters = form.texts("parameters");
        List<Check> conditions = form.list(
                "verification",
                (path, node) -> form.read(
                        path,
                        form.required(path, node),
                        Check.parse("nothing = 0"),
                        "write a condition, such as status = 'running'",
                        ActionRoutes::check));
        call.requireFine();
        Client whose = client == null ? Client.DEFAULT : Client.of(client);
        Runbook runbook = new OneStep(action, whose, target, parameters).runbook(conditions);
        // by the names of the request: there it can be mended
        aiops.runbooks()
                .check(runbook, whose)
                .forEach(fault -> findings.add(fault.path().replace(STEP, ""), fault.problem(), fault.hint()));
        call.requireFine();
        String id = aiops.runbooks().submit(runbook, whose, call.person(), String.valueOf(why));
        return Answer.of(
                202,
                Rows.row(
                        "proposal", id,
                        "runbook", runbook.id(),
                        "version", runbook.version(),
                        "state",
                                aiops.reviews()
                                        .byId(id)
                                        .map(Proposal::state)
                                        .map(Rows::word)
                                        .orElse("unreadable")));
    }

    /** What a request names; anything where it is missing, which is a fault then. */
    static Target target(Form form, Findings findings) {
        String service = form.text("service");
        String instance = form.text("instance");
        findings.require(service != null, "service", "it is missing", "name the service that it acts on");
        String named = service == null ? "missing" : service;
        return instance == null ? Target.service(named) : Target.instance(named, instance);
    }

    private static @Nullable Check check(String text) {
        try {
            return Check.parse(text);
        } catch (AiopsException unreadable) {
            return null;
        }
    }
}
