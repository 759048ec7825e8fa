package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.InvestigationPattern;
import io.aiops4j.core.match.Investigations;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.spring.web.KnownPatterns.Each;
import io.aiops4j.spring.web.KnownPatterns.Source;
import io.aiops4j.spring.web.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The patterns that are looked for in lines: seen by all who may read, and changed by proposals alone. */
final class PatternRoutes {

    private final Aiops aiops;
    private final KnownPatterns known;

    PatternRoutes(Aiops aiops, KnownPatterns known) {
        this.aiops = aiops;
        this.known = known;
    }

    List<Route> routes() {
        List<String> fields = new ArrayList<>(PatternForm.FIELDS);
        fields.add("why");
        String[] changed = fields.toArray(String[]::new);
        fields.add("id");
        return List.of(
                Route.get("/patterns", Right.READ, this::list, "source", "incidentType", "category", "after", "limit"),
                Route.get("/patterns/{id}", Right.READ, call -> Answer.of(row(known.byId(call.variable("id"))))),
                Route.post("/patterns", Right.REVIEW, this::submit, fields.toArray(String[]::new)),
                Route.post("/patterns/{id}/change", Right.REVIEW, this::change, changed),
                Route.post("/patterns/{id}/delete", Right.REVIEW, this::delete, "note"),
                Route.get("/knowledge/investigations", Right.READ, PatternRoutes::investigations, "after", "limit"));
    }

    private Answer list(Call call) {
        List<Each> asked = known.all().stream()
                .filter(each -> call.asks("source", Rows.word(each.source())))
                .filter(each -> call.asks("incidentType", each.pattern().incidentType()))
                .filter(each -> call.asks("category", each.pattern().category()))
                .toList();
        return Rows.page(call, asked, each -> each.pattern().id() + " " + Rows.word(each.source()), PatternRoutes::row);
    }

    private static Map<String, Object> row(Each each) {
        AlertPattern pattern = each.pattern();
        return Rows.row(
                "id", pattern.id(),
                "source", Rows.word(each.source()),
                "regex", pattern.regex(),
                "field", pattern.field(),
                "incidentType", pattern.incidentType(),
                "severity", Rows.word(pattern.severity()),
                "category", pattern.category(),
                "tags", List.copyOf(pattern.tags()),
                "suggestedAction", pattern.suggestedAction(),
                "parent", pattern.parent(),
                "proposal", each.proposal(),
                "approvals",
                        each.source() != Source.APPROVED
                                ? null
                                : each.approvals().stream()
                                        .map(word -> Rows.row(
                                                "approver", word.approver().toString(),
                                                "services",
                                                        word.scope().services().stream()
                                                                .sorted()
                                                                .toList(),
                                                "expires", word.expires().toString()))
                                        .toList());
    }

    private Answer submit(Call call) {
        Form form = call.form();
        Findings findings = call.findings();
        AlertPattern pattern = PatternForm.read(form, PatternForm.needed(form, "id", null, findings), null, findings);
        return submitted(call, form, pattern);
    }

    // beside what is approved: that goes on holding until people approve the new one
    private Answer change(Call call) {
        Each before = approved(call);
        Form form = call.form();
        return submitted(call, form, PatternForm.read(form, before.pattern().id(), before.pattern(), call.findings()));
    }

    private Answer submitted(Call call, Form form, AlertPattern pattern) {
        String why = PatternForm.needed(form, "why", null, call.findings());
        call.requireFine();
        String id = aiops.learning().patterns().submit(pattern, call.person(), why);
        return Answer.of(
                201,
                Rows.row(
                        "proposal", id,
                        "id", pattern.id(),
                        "state",
                                aiops.reviews()
                                        .byId(id)
                                        .map(Proposal::state)
                                        .map(Rows::word)
                                        .orElse("unreadable")));
    }

    private Each approved(Call call) {
        Each each = known.byId(call.variable("id"));
        if (each.source() != Source.APPROVED) {
            throw new Problem(
                    Kind.CONFLICT,
                    "The pattern " + each.pattern().id()
                            + " is the application's own, and is changed where it is given. Submit one of another id"
                            + " beside it.");
        }
        return each;
    }

    private Answer delete(Call call) {
        String note = call.note();
        Actor person = call.person();
        if (!aiops.reviews().isApprover(person)) {
            throw new Problem(
                    Kind.FORBIDDEN,
                    "The application names no approver " + person.id()
                            + ", or took the right back. Ask an approver to do it.");
        }
        String id = approved(call).pattern().id();
        return Answer.of(
                Rows.row("id", id, "revoked", aiops.learning().patterns().revoke(id, person, note)));
    }

    /** Read from the jar when somebody asks first. */
    private static final class BuiltIn {

        static final List<InvestigationPattern> ALL = Investigations.builtIn().patterns();
    }

    private static Answer investigations(Call call) {
        return Rows.page(call, BuiltIn.ALL, InvestigationPattern::id, PatternRoutes::investigation);
    }

    private static Map<String, Object> investigation(InvestigationPattern pattern) {
        return Rows.row(
                "id", pattern.id(),
                "name", pattern.name(),
                "triggers", pattern.triggers(),
                "symptoms", pattern.symptoms(),
                "steps",
                        pattern.steps().stream()
                                .map(step -> Rows.row(
                                        "tool", step.tool(),
                                        "arguments", step.arguments(),
                                        "lookFor", step.lookFor()))
                                .toList(),
                "causes",
                        pattern.causes().stream()
                                .map(cause -> Rows.row(
                                        "cause", cause.cause(), "evidence", cause.evidence(), "fix", cause.fix()))
                                .toList());
    }
}
