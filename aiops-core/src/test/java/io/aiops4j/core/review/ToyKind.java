package io.aiops4j.core.review;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Risk;
import java.time.Instant;
import java.util.List;

/** The smallest kind of change: a word, tagged. */
final class ToyKind implements ChangeKind<String> {

    /** When it is too late for a fleeting toy. */
    static final Instant DEADLINE = Instant.parse("2026-01-01T00:30:00Z");

    private final String name;

    ToyKind(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String encode(String change) {
        return "toy:" + change;
    }

    @Override
    public String decode(String canonical) {
        if (!canonical.startsWith("toy:")) {
            throw new AiopsException("Not a toy: " + canonical);
        }
        return canonical.substring("toy:".length());
    }

    @Override
    public List<Fault> check(String change) {
        return change.contains("faulty") ? List.of(new Fault("text", "it is faulty", "write another")) : List.of();
    }

    @Override
    public Summary summarise(String change) {
        List<Fault> warnings = change.contains("warned")
                ? List.of(
                        new Fault("risk", "a higher class than its parent's", "tick it"),
                        new Fault("steps[0]", "it deletes", "tick it"))
                : List.of();
        Proposal.Priority priority = change.contains("urgent") ? Proposal.Priority.URGENT : Proposal.Priority.NORMAL;
        return new Summary("toy " + change, change.contains("risky") ? Risk.HIGH : Risk.LOW, "+ " + change, warnings)
                .due(priority, change.contains("fleeting") ? DEADLINE : null);
    }
}
