package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.learning.loop.Learning;
import java.util.List;
import java.util.Map;

/** What people say afterwards: of a run, whether it helped; of an incident, whether it was one. */
final class FeedbackRoutes {

    private final Aiops aiops;

    FeedbackRoutes(Aiops aiops) {
        this.aiops = aiops;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/executions/{id}/feedback", Right.OPERATE, this::helped, "helped", "note"),
                Route.post("/incidents/{id}/feedback", Right.OPERATE, this::real, "real", "note"));
    }

    static List<Map<String, Object>> rows(List<Learning.Feedback> said, Redactor redactor) {
        return said.stream()
                .map(each -> Rows.row(
                        "by", each.person().toString(),
                        "time", each.time().toString(),
                        "helped", each.helped(),
                        "note", redactor.begin().text(each.note())))
                .toList();
    }

    /** What is said, and why: a word without a reason is one too. */
    private record Word(boolean yes, String note) {}

    private static Word word(Call call, String field) {
        Form form = call.form();
        call.findings().require(form.text(field) != null, field, "it is missing", "write true or false");
        boolean yes = form.flag(field);
        String note = form.text("note");
        call.requireFine();
        return new Word(yes, note == null ? "" : note);
    }

    private Answer helped(Call call) {
        Word word = word(call, "helped");
        String id = call.variable("id");
        if (aiops.executions().byId(id).isEmpty()) {
            throw Problem.notFound("execution", id);
        }
        aiops.learning().feedback(id, call.person(), word.yes(), word.note());
        return Answer.of(Rows.row("id", id, "by", call.person().toString(), "helped", word.yes()));
    }

    private Answer real(Call call) {
        Word word = word(call, "real");
        String id = call.variable("id");
        if (aiops.incidents().byId(id).isEmpty()) {
            throw Problem.notFound("incident", id);
        }
        aiops.incidents().label(id, call.person(), word.yes(), word.note());
        return Answer.of(Rows.row("id", id, "label", label(word.yes())));
    }

    static String label(boolean real) {
        return real ? "real" : "false_alarm";
    }
}
