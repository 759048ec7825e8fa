package io.aiops4j.core.runbook;

import io.aiops4j.core.Fault;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A version of a runbook as a change that waits for approval. */
final class RunbookKind implements ChangeKind<Runbook> {

    private final Function<String, @Nullable ActionSignature> catalogue;
    private final Function<Runbook, List<Family>> families;
    private final Proposal.Priority priority;

    /**
     * A kind of change.
     *
     * @param catalogue what is known of actions
     * @param families the versions among which a version stands: those of each client to which it was, or is to be, proposed
     */
    RunbookKind(Function<String, @Nullable ActionSignature> catalogue, Function<Runbook, List<Family>> families) {
        this(catalogue, families, Proposal.Priority.NORMAL);
    }

    private RunbookKind(
            Function<String, @Nullable ActionSignature> catalogue,
            Function<Runbook, List<Family>> families,
            Proposal.Priority priority) {
        this.catalogue = catalogue;
        this.families = families;
        this.priority = priority;
    }

    /** The same kind, whose changes should be looked at as soon as this says. */
    RunbookKind due(Proposal.Priority urgency) {
        return new RunbookKind(catalogue, families, urgency);
    }

    @Override
    public String name() {
        return Runbooks.KIND;
    }

    @Override
    public String encode(Runbook runbook) {
        return RunbookCodec.canonical(runbook);
    }

    @Override
    public Runbook decode(String canonical) {
        return RunbookCodec.fromCanonical(canonical);
    }

    @Override
    public List<Fault> check(Runbook runbook) {
        Findings findings = new Findings();
        families.apply(runbook).forEach(family -> findings.addAll(family.faults(runbook, catalogue)));
        findings.addAll(new RunbookCheck(catalogue).check(runbook));
        return findings.all();
    }

    /** What a reviewer should have seen before approving. */
    List<Fault> warnings(Runbook runbook) {
        return RunbookWarnings.of(runbook, parent(runbook), catalogue);
    }

    @Override
    public Summary summarise(Runbook runbook) {
        Runbook parent = parent(runbook);
        List<String> lines = new ArrayList<>(runbook.changesFrom(parent));
        for (Fault warning : RunbookWarnings.of(runbook, parent, catalogue)) {
            lines.add("! " + warning.path() + ": " + warning.problem());
        }
        return new Summary(
                "runbook " + runbook.label(),
                RunbookWarnings.riskOf(runbook, catalogue),
                String.join("\n", lines),
                RunbookWarnings.riskier(runbook, parent, catalogue),
                priority,
                null);
    }

    private @Nullable Runbook parent(Runbook runbook) {
        return families.apply(runbook).stream()
                .findFirst()
                .map(family -> family.parent(runbook))
                .orElse(null);
    }
}
