package io.aiops4j.core.run;

import io.aiops4j.core.HostCode;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Carries out one step: attempts, time-outs, pauses and the check behind it. The only caller of handlers. */
final class StepRunner {

    private final WorkPool pool;
    private final Prober prober;
    private final Clock clock;

    StepRunner(WorkPool pool, Prober prober, Clock clock) {
        this.pool = pool;
        this.prober = prober;
        this.clock = clock;
    }

    private record Attempt(
            StepResult.Status status, @Nullable String error) {}

    StepResult run(
            Step step, Action action, Map<String, String> parameters, RunValues values, RunRequest request, String key)
            throws InterruptedException {
        Instant started = clock.instant();
        StepContext context = new StepContext(request.client(), request.target(), parameters, key);
        int attempts = 0;
        Attempt attempt;
        do {
            attempt = attempt(step, action, context, attempts == 0 ? Duration.ZERO : step.pause());
            if (attempt.status() == StepResult.Status.DONE && step.check() != null) {
                attempt = check(step.check(), values, prober.probe(request.target()));
            }
            attempts++;
        } while (attempt.status() != StepResult.Status.DONE
                && attempts <= step.retries()
                && action.signature().idempotent());
        return new StepResult(
                step.name(),
                step.action(),
                parameters,
                attempt.status(),
                attempts,
                started,
                Duration.between(started, clock.instant()),
                context.output(),
                attempt.error());
    }

    private Attempt attempt(Step step, Action action, StepContext context, Duration pause) throws InterruptedException {
        Future<?> work;
        try {
            work = pool.submitAfter(pause, HostCode.contained(() -> {
                action.handler().run(context);
                return "done";
            }));
        } catch (RejectedExecutionException e) {
            return new Attempt(StepResult.Status.FAILED, "the runner is closed");
        }
        try {
            work.get(pause.plus(step.timeout()).toNanos(), TimeUnit.NANOSECONDS);
            return new Attempt(StepResult.Status.DONE, null);
        } catch (TimeoutException e) {
            work.cancel(true);
            return new Attempt(
                    StepResult.Status.TIMED_OUT,
                    "no end within " + step.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Attempt(StepResult.Status.FAILED, HostCode.of(e));
        } catch (CancellationException e) {
            return new Attempt(StepResult.Status.FAILED, "the runner is closed");
        } catch (InterruptedException e) {
            work.cancel(true);
            throw e;
        }
    }

    private static Attempt check(Check check, RunValues values, StateSnapshot state) {
        return switch (check.test(state, values)) {
            case HOLDS -> new Attempt(StepResult.Status.DONE, null);
            case FAILS ->
                new Attempt(
                        StepResult.Status.FAILED,
                        "its check does not hold: " + check + " (it is " + state.value(check.subject()) + ")");
            case UNKNOWN -> new Attempt(StepResult.Status.FAILED, "its check cannot be told: " + check);
        };
    }
}
