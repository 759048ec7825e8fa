package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.Page;
import io.aiops4j.learning.loop.History;
import io.aiops4j.learning.loop.Noticed;
import io.aiops4j.spring.web.Problem.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is open, what happened to it, and who has it in hand. */
final class IncidentRoutes {

    private static final String RESOLVED = Rows.word(Incident.Status.RESOLVED);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(Noticings.LONGEST_WAIT);

    private final Aiops aiops;
    private final JournalReader journal;
    private final Redactor redactor;
    private final DecisionRoutes decisions;
    private final String base;
    private final Waits waits;

    IncidentRoutes(Aiops aiops, Redactor redactor, String base, Waits waits) {
        this.aiops = aiops;
        this.journal = aiops.journal();
        this.redactor = redactor;
        this.decisions = new DecisionRoutes(journal, redactor);
        this.base = base;
        this.waits = waits;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/incidents",
                        Right.READ,
                        this::list,
                        "client",
                        "type",
                        "status",
                        "target",
                        "since",
                        "before",
                        "after",
                        "limit"),
                Route.post(
                        "/incidents",
                        Right.OPERATE,
                        this::open,
                        "client",
                        "type",
                        "service",
                        "instance",
                        "severity",
                        "message"),
                Route.get("/incidents/{id}", Right.READ, this::one),
                Route.post("/incidents/{id}/notes", Right.OPERATE, this::note, "note"),
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

    private Answer open(Call call) {
        Signal signal =
                SignalForm.signal(call.form(), call.findings(), call.person().toString());
        call.requireFine();
        if (signal == null) {
            throw new IllegalStateException("what lacks something has a fault");
        }
        // as any other signal comes in: redacted, correlated and decided about
        List<Noticed> noticed = aiops.observe(signal);
        Incident incident = noticed.isEmpty()
                ? null
                : waits.await(noticed.get(0), LONGEST_WAIT).orElse(null);
        if (noticed.isEmpty() || (incident == null && noticed.get(0).isLost())) {
            journal.head(); // where the store is away, that is the answer
            throw new Problem(
                    Kind.TOO_MANY,
                    "More is noticed at this moment than can be dealt with, so no incident was opened. Try again in a while.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        if (incident == null) {
            return Answer.of(202, Rows.row("pending", true, "link", base + "/incidents"));
        }
        boolean opened = incident.signals() == 1;
        Map<String, Object> row = row(incident(incident.id()));
        Map<String, Object> decision = decisions.last(incident.id());
        if (decision != null) {
            row.put("decision", decision);
        }
        return Answer.of(opened ? 201 : 200, row).with("Location", base + "/incidents/" + incident.id());
    }

    private Answer note(Call call) {
        String note = call.note();
        String id = incident(call.variable("id")).id();
        aiops.incidents().note(id, call.person(), note);
        return Answer.of(Rows.row("id", id, "notes", remarks(journal.stream(IncidentEntries.stream(id)))));
    }

    private List<Map<String, Object>> remarks(List<Entry> told) {
        return told.stream()
                .filter(each -> each.is(IncidentEntries.NOTED) || each.is(IncidentEntries.LABELLED))
                .map(each -> Rows.row(
                        "time", each.time().toString(),
                        "by", each.actor().toString(),
                        "about", each.is(IncidentEntries.LABELLED) ? "label" : null,
                        "note", redactor.begin().text(IncidentEntries.note(each)),
                        "erased", each.payload().isErased()))
                .toList();
    }

    private Answer list(Call call) {
        if (RESOLVED.equals(call.parameter("status"))) {
            Page<History.Resolved> page = aiops.learning().history().incidents(call.query("client", "type", "target"));
            return Rows.page(page.records().stream().map(this::over).toList(), page.next());
        }
        Instant since = call.time("since");
        Instant before = call.time("before");
        List<Incident> open = aiops.incidents().open().stream()
                .filter(each -> call.asks("client", each.client().id()))
                .filter(each -> call.asks("type", each.type()))
                .filter(each -> call.asks("status", Rows.word(each.status())))
                .filter(each -> call.asks("target", each.target().toString()))
                .filter(each -> since == null || !each.opened().isBefore(since))
                .filter(each -> before == null || each.opened().isBefore(before))
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
        row.put("notes", remarks(entries));
        Map<String, Object> decision = decisions.last(incident.id());
        if (decision != null) {
            row.put("decision", decision);
        }
        entries.sort(Comparator.comparingLong(Entry::position));
        row.put(
                "entries",
                entries.stream().map(each -> JournalRoutes.row(each, redactor)).toList());
        return Answer.of(row);
    }

    private Map<String, Object> over(History.Resolved over) {
        Map<String, Object> row = brief(over.incident());
        row.put("resolved", over.time().toString());
        row.put("resolvedBy", over.by().toString());
        return row;
    }

    private Map<String, Object> row(Incident incident) {
        Map<String, Object> row = brief(incident);
        var custody = aiops.incidents().custody(incident.id());
        if (custody.holder() != null) {
            row.put("takenOverBy", custody.holder().toString());
        }
        return row;
    }

    private Map<String, Object> brief(Incident incident) {
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
                "label",
                        aiops.incidents()
                                .label(incident.id())
                                .map(FeedbackRoutes::label)
                                .orElse(null));
    }
}
