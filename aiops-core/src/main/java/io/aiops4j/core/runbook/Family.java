package io.aiops4j.core.runbook;

import io.aiops4j.core.Fault;
import io.aiops4j.core.Risk;
import io.aiops4j.core.document.Findings;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All versions of one runbook of one client, in the order in which they were proposed. The first one of a number holds it: two
 * nodes may propose different content under one number at one time, and the journal's order says which of them it was. The
 * other one can never be approved.
 */
record Family(List<Runbook> proposed) {

    Family {
        proposed = List.copyOf(proposed);
    }

    /** The version that holds this number, or null. */
    @Nullable
    Runbook version(int number) {
        return proposed.stream()
                .filter(runbook -> runbook.version() == number)
                .findFirst()
                .orElse(null);
    }

    int next() {
        return proposed.stream().mapToInt(Runbook::version).max().orElse(0) + 1;
    }

    /** The version that it says it was made from, or the newest one below it: what its reviewer compares it with. */
    @Nullable
    Runbook parent(Runbook child) {
        int named = child.origin().parent();
        return named > 0
                ? version(named)
                : proposed.stream()
                        .filter(runbook -> runbook.version() < child.version())
                        .max(Comparator.comparingInt(Runbook::version))
                        .map(newest -> version(newest.version()))
                        .orElse(null);
    }

    /** What is wrong with a version among these. */
    List<Fault> faults(Runbook runbook, Function<String, @Nullable ActionSignature> catalogue) {
        Findings findings = new Findings();
        Runbook holder = version(runbook.version());
        findings.require(
                holder == null || holder.equals(runbook),
                "version",
                runbook.label() + " exists already with another content",
                "submit it as version " + next());
        if (runbook.origin().generated() && runbook.origin().parent() > 0) {
            draft(runbook, catalogue, findings);
        }
        return findings.all();
    }

    // a machine's draft may not raise what can go wrong, and without its parent nobody can tell
    private void draft(Runbook draft, Function<String, @Nullable ActionSignature> catalogue, Findings findings) {
        Runbook parent = version(draft.origin().parent());
        if (parent == null) {
            findings.add(
                    "origin.parent",
                    "it is a draft from version " + draft.origin().parent() + ", which is not known here",
                    "submit that version first, or let a person vouch for it with generated: false");
            return;
        }
        Risk allowed = RunbookWarnings.riskOf(parent, catalogue);
        riskier("steps", draft.steps(), allowed, catalogue, findings);
        riskier("rollback", draft.rollback(), allowed, catalogue, findings);
    }

    private static void riskier(
            String path,
            List<Step> steps,
            Risk allowed,
            Function<String, @Nullable ActionSignature> catalogue,
            Findings findings) {
        for (int i = 0; i < Math.min(steps.size(), Runbook.MOST_STEPS); i++) {
            ActionSignature signature = catalogue.apply(steps.get(i).action());
            findings.require(
                    signature == null || signature.risk().compareTo(allowed) <= 0,
                    path + "[" + i + "].action",
                    "its risk is " + (signature == null ? "" : signature.risk())
                            + ", and nothing in the version that the draft was made from has more than " + allowed,
                    "let a person write this version, or use a less risky action");
        }
    }
}
