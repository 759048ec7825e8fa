package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.Proposal.Move;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.spring.web.Problem.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of a proposal short of a decision: it is more or less urgent, or another form stands in its place. */
final class EditRoutes {

    private final Aiops aiops;
    private final ReviewRoutes reviews;

    EditRoutes(Aiops aiops, ReviewRoutes reviews) {
        this.aiops = aiops;
        this.reviews = reviews;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/reviews/{id}/prioritise", Right.REVIEW, this::prioritise, "priority", "note"),
                Route.document("/reviews/{id}/edit", Right.REVIEW, this::edit, "why"));
    }

    private Answer prioritise(Call call) {
        Form form = call.form();
        String said = form.text("priority");
        String note = form.text("note");
        call.findings().require(said != null, "priority", "it is missing", "write low, normal, high or urgent");
        call.findings().require(note != null, "note", "it is missing", "say why, in a sentence");
        Proposal.Priority priority = form.read(
                "priority", said, Proposal.Priority.NORMAL, "write low, normal, high or urgent", EditRoutes::priority);
        call.requireFine();
        String id = reviews.seen(call, Move.PRIORITISE);
        aiops.reviews().prioritise(id, priority, call.person(), String.valueOf(note));
        return reviews.moved(id);
    }

    private static Proposal.@Nullable Priority priority(String text) {
        return Stream.of(Proposal.Priority.values())
                .filter(each -> Rows.word(each).equals(text))
                .findFirst()
                .orElse(null);
    }

    private Answer edit(Call call) {
        String why = call.parameter("why");
        if (why == null) {
            throw new Problem(Kind.MALFORMED, "It is not said why. Write ?why=... behind the path, in a sentence.");
        }
        String id = reviews.seen(call, Move.EDIT);
        boolean runbook = aiops.reviews()
                .byId(id)
                .filter(proposal -> proposal.kind().equals(Runbooks.KIND))
                .isPresent();
        if (!runbook) {
            throw new Problem(
                    Kind.CONFLICT,
                    "Only runbooks are edited here. Let it be withdrawn, and submit what it should have been.");
        }
        boolean json = call.body().type().equals("application/json");
        String text = call.body().text();
        Runbook changed = json ? RunbookCodec.fromJson(text) : RunbookCodec.fromYaml(text);
        String now = aiops.runbooks().edit(id, changed, call.person(), why);
        return Answer.of(
                        201,
                        Rows.row("proposal", now, "replaces", id, "id", changed.id(), "version", changed.version()))
                .with("ETag", "\"" + aiops.reviews().history(now).size() + "\"");
    }
}
