package io.aiops4j.spring.web;

import io.aiops4j.core.Actor;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.Runner;
import io.aiops4j.spring.web.Problem.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What runs and what waits to; and how to end it, one or all. */
final class RunRoutes {

    private final Runner runs;
    private final ReviewQueue reviews;

    RunRoutes(Runner runs, ReviewQueue reviews) {
        this.runs = runs;
        this.reviews = reviews;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/runs", Right.READ, this::list, "after", "limit"),
                Route.post("/runs/{id}/cancel", Right.OPERATE, this::cancel, "note"),
                Route.get("/guardrails", Right.READ, call -> Answer.of(status())),
                Route.post("/guardrails/halt", Right.OPERATE, call -> said(call, runs::halt), "note"),
                Route.post("/guardrails/resume", Right.ADMIN, call -> said(call, runs::resume), "note"));
    }

    private Answer list(Call call) {
        return Rows.page(call, runs.open(), each -> Rows.key(each.queued(), each.id()), RunRoutes::row);
    }

    private static Map<String, Object> row(Runner.Open open) {
        return Rows.row(
                "id", open.id(),
                "client", open.client().id(),
                "target", open.target().toString(),
                "since", open.queued().toString(),
                "started", open.started());
    }

    private Answer cancel(Call call) {
        String id = call.variable("id");
        String note = call.note();
        Actor person = approver(call);
        if (runs.open().stream().noneMatch(each -> each.id().equals(id))) {
            throw Problem.notFound("open run", id);
        }
        runs.cancel(id, person, note);
        return Answer.of(202, Rows.row("id", id, "cancelled", true));
    }

    private Answer said(Call call, BiConsumer<Actor, String> word) {
        String note = call.note();
        word.accept(approver(call), note);
        return Answer.of(Rows.row("halted", runs.halted().isPresent()));
    }

    private Actor approver(Call call) {
        return approver(call, reviews);
    }

    /** Who calls, if they are an approver: what the library would refuse is told before. */
    static Actor approver(Call call, ReviewQueue reviews) {
        Actor person = call.person();
        if (!reviews.isApprover(person)) {
            throw new Problem(
                    Kind.FORBIDDEN,
                    "The application names no approver " + person.id()
                            + ", or took the right back. Ask an approver to do it.");
        }
        return person;
    }

    private Map<String, Object> status() {
        Guardrails guardrails = runs.guardrails();
        Guardrails.Limits limits = guardrails.limits();
        return Rows.row(
                "halted", runs.halted().isPresent(),
                "why", runs.halted().orElse(null),
                "open", runs.open().size(),
                "stuck", runs.stuck(),
                "perHour", limit(limits.perHour()),
                "perIncident", limit(limits.perIncident()),
                "perTarget", limit(limits.perTarget()),
                "mostWaiting", limit(limits.mostWaiting()),
                "threshold", guardrails.threshold(),
                "windows", guardrails.calendar().windows(),
                "freezes", guardrails.calendar().freezes());
    }

    private static Object limit(int most) {
        return most == Guardrails.UNLIMITED ? "unlimited" : (Object) most;
    }
}
