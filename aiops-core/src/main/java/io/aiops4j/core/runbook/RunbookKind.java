package io.aiops4j.core.runbook;

import io.aiops4j.core.Fault;
import io.aiops4j.core.Risk;
import io.aiops4j.core.review.ChangeKind;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A version of a runbook as a change that waits for approval. */
final class RunbookKind implements ChangeKind<Runbook> {

    private final Function<String, @Nullable ActionSignature> catalogue;
    private final BiFunction<String, Integer, @Nullable Runbook> versions;

    RunbookKind(
            Function<String, @Nullable ActionSignature> catalogue,
            BiFunction<String, Integer, @Nullable Runbook> versions) {
        this.catalogue = catalogue;
        this.versions = versions;
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
        return new RunbookCheck(catalogue).check(runbook);
    }

    @Override
    public Summary summarise(Runbook runbook) {
        int parent = runbook.origin().parent() > 0 ? runbook.origin().parent() : runbook.version() - 1;
        List<String> diff = runbook.changesFrom(versions.apply(runbook.id(), parent));
        return new Summary("runbook " + runbook.label(), risk(runbook), String.join("\n", diff));
    }

    // a runbook is as risky as its riskiest action
    private Risk risk(Runbook runbook) {
        Risk risk = Risk.LOW;
        for (Step step : runbook.steps()) {
            ActionSignature signature = catalogue.apply(step.action());
            risk = signature != null && signature.risk().compareTo(risk) > 0 ? signature.risk() : risk;
        }
        return risk;
    }
}
