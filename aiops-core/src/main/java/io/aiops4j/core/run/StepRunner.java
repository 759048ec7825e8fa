package io.aiops4j.core.run;

import io.aiops4j.core.HostCode;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Carries out one step: attempts, time-outs, pauses and the check behind it. The only caller of handlers. */
final class StepRunner {

    /** How long a handler that was interrupted has to end. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private final WorkPool pool;
    private final Prober prober;
    private final Clock clock;
    private final Set<Attended> running = ConcurrentHashMap.newKeySet();

    StepRunner(WorkPool pool, Prober prober, Clock clock) {
        this.pool = pool;
        this.prober = prober;
        this.clock = clock;
    }

    private record Attempt(
            StepResult.Status status,
            @Nullable String error,
            @Nullable FailureType failure) {

        static final Attempt DONE = new Attempt(StepResult.Status.DONE, null, null);

        static Attempt failed(String error, @Nullable FailureType failure) {
            return new Attempt(StepResult.Status.FAILED, error, failure);
        }
    }

    StepResult run(Step step, Action action, StepContext context, RunValues values) throws InterruptedException {
        Instant started = clock.instant();
        int attempts = 0;
        Attempt attempt;
        do {
            attempt = attempt(step, action, context, attempts == 0 ? Duration.ZERO : step.pause());
            if (attempt.status() == StepResult.Status.DONE && step.check() != null) {
                attempt = check(step.check(), values, prober.probe(context.target()));
            }
            attempts++;
        } while (attempt.status() != StepResult.Status.DONE
                && attempts <= step.retries()
                && action.signature().idempotent()
                && !isBusy(context.executionId()));
        return new StepResult(
                step.name(),
                step.action(),
                context.parameters(),
                attempt.status(),
                attempts,
                started,
                Duration.between(started, clock.instant()),
                context.output(),
                attempt.error(),
                attempt.failure());
    }

    private Attempt attempt(Step step, Action action, StepContext context, Duration pause) throws InterruptedException {
        Attended attended = new Attended(action, context);
        running.removeIf(earlier -> !earlier.isRunning());
        Future<?> work;
        try {
            work = pool.submitAfter(pause, HostCode.contained(attended));
        } catch (RejectedExecutionException e) {
            return Attempt.failed("the runner is closed", null);
        }
        running.add(attended);
        try {
            work.get(pause.plus(step.timeout()).toNanos(), TimeUnit.NANOSECONDS);
            return Attempt.DONE;
        } catch (TimeoutException e) {
            work.cancel(true);
            String late = "no end within " + step.timeout().toMillis() + " ms";
            boolean ended = attended.awaitEnd(GRACE);
            return new Attempt(
                    StepResult.Status.TIMED_OUT,
                    ended ? late : late + ", and it does not let itself be stopped: " + attended,
                    FailureType.TIMING_OR_RACE);
        } catch (ExecutionException e) {
            return Attempt.failed(HostCode.of(e), attended.failure());
        } catch (CancellationException e) {
            return Attempt.failed("the runner is closed", null);
        } catch (InterruptedException e) {
            work.cancel(true);
            throw e;
        }
    }

    /** Whether a handler of this run still runs, asked to stop or not. */
    boolean isBusy(String executionId) {
        return running.stream()
                .anyMatch(each -> each.isRunning() && each.executionId().equals(executionId));
    }

    /** The handlers that were asked to stop and did not. */
    List<String> stuck(Predicate<String> underWay) {
        return running.stream()
                .filter(each -> each.isRunning() && !underWay.test(each.executionId()))
                .map(Attended::toString)
                .sorted()
                .toList();
    }

    private static Attempt check(Check check, RunValues values, StateSnapshot state) {
        return switch (check.test(state, values)) {
            case HOLDS -> Attempt.DONE;
            case FAILS ->
                Attempt.failed(
                        "its check does not hold: " + check + " (it is " + state.value(check.subject()) + ")", null);
            case UNKNOWN -> Attempt.failed("its check cannot be told: " + check, null);
        };
    }
}
