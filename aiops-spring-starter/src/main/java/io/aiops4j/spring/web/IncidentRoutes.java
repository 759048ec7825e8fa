package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.spring.web.Problem.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is open, what happened to it, and who has it in hand. */
final class IncidentRoutes {

    private final Aiops aiops;
    private final JournalReader journal;
    private final Redactor redactor;

    IncidentRoutes(Aiops aiops, Redactor redactor) {
        this.aiops = aiops;
        this.journal = aiops.journal();
        this.redactor = redactor;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/incidents", Right.READ, this::list, "client", "type", "status", "target", "after", "limit"),
                Route.get("/incidents/{id}", Right.READ, this::one),
                said(
                        "/incidents/{id}/resolve",
                        (id, call) -> aiops.incidents().resolve(id, call.person(), call.note())),
                said(
                        "/incidents/{id}/take-over",
                        (id, call) -> aiops.incidents().takeOver(id, call.person(), call.note())),
                said(
                        "/incidents/{id}/hand-back",
                        (id, call) -> aiops.incidents().handBack(id, call.person(), call.note())));
    }

    /** What a person does to an incident. */
    @FunctionalInterface
    private interface Said {

        void say(String id, Call call);
    }

    private Route said(String path, Said said) {
        return Route.post(
                path,
                Right.OPERATE,
                call -> {
                    String id = call.variable("id");
                    if (!incident(id).isActive()) {
                        throw new Problem(
                                Kind.CONFLICT, "The incident " + id + " is resolved already. Look at its entries.");
                    }
                    said.say(id, call);
                    return Answer.of(row(incident(id)));
                },
                "note");
    }

    private Answer list(Call call) {
        List<Incident> open = aiops.incidents().open().stream()
                .filter(each -> call.asks("client", each.client().id()))
                .filter(each -> call.asks("type", each.type()))
                .filter(each -> call.asks("status", Rows.word(each.status())))
                .filter(each -> call.asks("target", each.target().toString()))
                .toList();
        return Rows.page(call, open, each -> Rows.key(each.opened(), each.id()), this::row);
    }

    private Incident incident(String id) {
        return aiops.incidents().byId(id).orElseThrow(() -> Problem.notFound("incident", id));
    }

    private Answer one(Call call) {
        Incident incident = incident(call.variable("id"));
        Map<String, Object> row = row(incident);
        List<Entry> entries = new ArrayList<>(journal.stream(IncidentEntries.stream(incident.id())));
        entries.addAll(journal.stream(IncidentEntries.custody(incident.id())));
        entries.sort(Comparator.comparingLong(Entry::position));
        row.put(
                "entries",
                entries.stream().map(each -> JournalRoutes.row(each, redactor)).toList());
        return Answer.of(row);
    }

    private Map<String, Object> row(Incident incident) {
        var custody = aiops.incidents().custody(incident.id());
        return Rows.row(
                "id", incident.id(),
                "client", incident.client().id(),
                "type", incident.type(),
                "target", incident.target().toString(),
                "severity", Rows.word(incident.severity()),
                "message", redactor.begin().text(incident.message()),
                "source", incident.source(),
                "status", Rows.word(incident.status()),
                "note", redactor.begin().text(incident.note()),
                "opened", incident.opened().toString(),
                "signals", incident.signals(),
                "takenOverBy",
                        custody.holder() == null ? null : custody.holder().toString());
    }
}
