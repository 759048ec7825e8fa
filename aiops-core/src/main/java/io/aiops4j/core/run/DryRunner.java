package io.aiops4j.core.run;

import io.aiops4j.core.HostCode;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Plans a run by what is approved, by the state as it is now, and by declared effects; calls no handler and writes nothing. */
final class DryRunner {

    private final RunnerParts parts;
    private final Guard guard;

    DryRunner(RunnerParts parts, Guard guard) {
        this.parts = parts;
        this.guard = guard;
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
                plan(approved, values, request),
                before,
                after,
                Verification.of(runbook.verification(), after, values));
    }

    private @Nullable String refusal(Approved<Runbook> approved, RunRequest request) {
        try {
            parts.clearance().require(approved, request);
            guard.look(request, approved.value());
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

    // a preview looks at the world: with values and at a target that nobody approved it would tell what nobody may ask
    // for
    private @Nullable String outside(Approved<Runbook> approved, RunRequest request) {
        try {
            parts.clearance().requireWithin(approved, request);
            return null;
        } catch (NotApprovedException e) {
            return e.getMessage();
        }
    }

    private List<Runner.DryRun.Planned> plan(Approved<Runbook> approved, RunValues values, RunRequest request)
            throws InterruptedException {
        String outside = outside(approved, request);
        List<Runner.DryRun.Planned> plan = new ArrayList<>();
        for (Step step : approved.value().steps()) {
            Action action = parts.actions().action(step.action());
            Map<String, String> resolved = new HashMap<>();
            String refusal = action == null
                    ? "there is no action '" + step.action() + "' on this node"
                    : Course.resolve(step, action.signature(), values, resolved);
            refusal = refusal == null ? outside : refusal;
            plan.add(
                    action == null || refusal != null
                            ? planned(step, resolved, "", refusal)
                            : previewed(step, action, resolved, request));
        }
        return plan;
    }

    private Runner.DryRun.Planned previewed(Step step, Action action, Map<String, String> resolved, RunRequest request)
            throws InterruptedException {
        StepContext context = new StepContext(request, Map.copyOf(resolved), "", 0, "");
        Future<String> look = parts.pool()
                .submit(HostCode.contained(() -> String.valueOf(action.preview().look(context))));
        try {
            String said = look.get(step.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return planned(step, resolved, shown(HostCode.cut(said, StepContext.LONGEST_OUTPUT)), null);
        } catch (TimeoutException e) {
            return planned(
                    step,
                    resolved,
                    "",
                    "its preview did not end within " + step.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            return planned(step, resolved, "", shown(HostCode.of(e)));
        } finally {
            look.cancel(true);
        }
    }

    private String shown(String text) {
        return parts.redactor().redact(text).text();
    }

    private static Runner.DryRun.Planned planned(
            Step step, Map<String, String> resolved, String preview, @Nullable String refusal) {
        return new Runner.DryRun.Planned(step.name(), step.action(), resolved, preview, refusal);
    }
}
