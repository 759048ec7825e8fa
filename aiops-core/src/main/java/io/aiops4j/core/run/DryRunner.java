package io.aiops4j.core.run;

import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans a run by what is approved, by the state as it is now, and by declared effects; calls no handler and writes nothing. */
final class DryRunner {

    private final RunnerParts parts;

    DryRunner(RunnerParts parts) {
        this.parts = parts;
    }

    Runner.DryRun run(RunRequest request) throws InterruptedException {
        Approved<Runbook> approved = parts.approved(request);
        Runbook runbook = approved.value();
        RunValues values = RunValues.of(runbook, request.parameters(), request.client(), request.target());
        StateSnapshot before = parts.prober().probe(request.target());
        StateSnapshot after = runbook.simulate(before, values, parts.actions()::signature);
        return new Runner.DryRun(
                refusal(approved, request),
                unmet(runbook, before, values),
                plan(runbook, values),
                before,
                after,
                Verification.of(runbook.verification(), after, values));
    }

    private @Nullable String refusal(Approved<Runbook> approved, RunRequest request) {
        try {
            parts.clearance().require(approved, request);
            return parts.reaches(request.target()) ? null : "this node does not reach " + request.target();
        } catch (NotApprovedException e) {
            return e.getMessage();
        }
    }

    private static List<String> unmet(Runbook runbook, StateSnapshot before, RunValues values) {
        return runbook.preconditions().stream()
                .filter(check -> check.test(before, values) != Check.Result.HOLDS)
                .map(Check::text)
                .toList();
    }

    private List<Runner.DryRun.Planned> plan(Runbook runbook, RunValues values) {
        List<Runner.DryRun.Planned> plan = new ArrayList<>();
        for (Step step : runbook.steps()) {
            Action action = parts.actions().action(step.action());
            Map<String, String> resolved = new HashMap<>();
            String refusal = action == null
                    ? "there is no action '" + step.action() + "' on this node"
                    : Course.resolve(step, action.signature(), values, resolved);
            plan.add(new Runner.DryRun.Planned(step.name(), step.action(), resolved, refusal));
        }
        return plan;
    }
}
