package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two verbs: to forget takes facts out of what was learned, to erase destroys content for good. */
final class ForgetRoutes {

    private static final String[] FIELDS = {"incident", "run", "client", "actor", "reason"};

    private final Aiops aiops;

    ForgetRoutes(Aiops aiops) {
        this.aiops = aiops;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/forget", Right.ADMIN, this::forget, FIELDS),
                Route.post("/erase", Right.ADMIN, this::erase, FIELDS));
    }

    /** What is meant, and why. */
    private record Asked(Selector selector, String reason) {

        Map<String, Object> row() {
            return Rows.row("kind", Rows.word(selector.kind()), "value", selector.value());
        }
    }

    private static Asked asked(Call call) {
        Form form = call.form();
        List<Selector> selectors = new ArrayList<>();
        for (Selector.Kind kind : Selector.Kind.values()) {
            String value = form.text(Rows.word(kind));
            if (value != null) {
                selectors.add(new Selector(kind, value));
            }
        }
        String reason = form.text("reason");
        call.findings()
                .require(
                        selectors.size() == 1,
                        "incident",
                        selectors.size() + " things are named",
                        "name one of incident, run, client and actor (person:alice)");
        call.findings().require(reason != null, "reason", "it is missing", "say why, in a sentence: it is kept");
        for (Selector selector : selectors) {
            boolean actor = selector.kind() != Selector.Kind.ACTOR
                    || selector.value().startsWith("person:")
                    || selector.value().startsWith("system:");
            call.findings().require(actor, "actor", "it is none", "write person:alice or system:decision");
        }
        call.requireFine();
        return new Asked(selectors.get(0), String.valueOf(reason));
    }

    private Answer forget(Call call) {
        Asked asked = asked(call);
        Actor approver = RunRoutes.approver(call, aiops.reviews());
        int facts = aiops.forget(asked.selector(), approver, asked.reason());
        return Answer.of(Rows.row("selector", asked.row(), "facts", facts));
    }

    private Answer erase(Call call) {
        Asked asked = asked(call);
        Actor approver = RunRoutes.approver(call, aiops.reviews());
        List<Erasure.Receipt> receipts = aiops.erase(asked.selector(), approver, asked.reason());
        return Answer.of(Rows.row(
                "selector",
                asked.row(),
                "receipts",
                receipts.stream()
                        .map(each -> Rows.row("holder", each.holder(), "erased", each.erased(), "kept", each.kept()))
                        .toList()));
    }
}
