package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.core.verify.Verifier;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a run helped: once, or for as long as its runbook says. The conditions that were approved decide; the verifier of the
 * incident's type may refute them.
 */
final class Aftermath {

    /** How often the state is looked at in a watch, whatever its length. */
    static final int LOOKS = 60;

    /** The shortest time between two looks. */
    static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    /** How often it is asked whether somebody stopped the run. */
    static final Duration GLANCE = Duration.ofMillis(500);

    /** How sure a verification can be that a verifier of the host's failed to look at. */
    static final double UNSEEN = 0.3;

    private final RunnerParts parts;
    private final Prober prober;
    private final Run run;
    private final RunRequest request;
    private final Supplier<@Nullable Actor> stoppedBy;

    Aftermath(RunnerParts parts, Prober prober, Run run, RunRequest request, Supplier<@Nullable Actor> stoppedBy) {
        this.parts = parts;
        this.prober = prober;
        this.run = run;
        this.request = request;
        this.stoppedBy = stoppedBy;
    }

    /** How the run ended, the last state, what is kept of those before it, and what came of it. */
    record Found(Course.Outcome outcome, StateSnapshot after, List<StateSnapshot> watched, Verification verification) {}

    Found look(Course.Outcome outcome, Runbook runbook, StateSnapshot before, RunValues values)
            throws InterruptedException {
        StateSnapshot after = prober.probe(request.target());
        if (outcome.status() == ExecutionResult.Status.NOT_STARTED) {
            return new Found(outcome, after, List.of(), Verification.unknown("no step was run"));
        }
        if (outcome.status() == ExecutionResult.Status.COMPLETED
                && !runbook.watch().isZero()) {
            return watch(outcome, runbook, before, values, after);
        }
        Verification conditions = Verification.of(runbook.verification(), after, values);
        return new Found(outcome, after, List.of(), conditions.and(evidence(before, List.of(after))));
    }

    private Found watch(
            Course.Outcome outcome, Runbook runbook, StateSnapshot before, RunValues values, StateSnapshot first)
            throws InterruptedException {
        Watch watch = new Watch(runbook, values);
        long end = System.nanoTime() + runbook.watch().toNanos();
        long pause = Math.max(SHORTEST_PAUSE.toNanos(), runbook.watch().toNanos() / LOOKS);
        boolean goesOn = watch.goesOn(first);
        for (long left = end - System.nanoTime(); goesOn && left > 0; left = end - System.nanoTime()) {
            String moved = pause(Math.min(pause, left));
            if (moved != null) {
                return new Found(
                        stopped(moved),
                        watch.last(),
                        watch.kept(),
                        Verification.unknown("it was stopped while it was watched"));
            }
            goesOn = watch.goesOn(prober.probe(request.target()));
        }
        return new Found(
                outcome, watch.last(), watch.kept(), watch.verification().and(evidence(before, watch.looks())));
    }

    /** Waits, and says what moved that the run rests on. */
    private @Nullable String pause(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, GLANCE.toNanos()));
            String moved = moved();
            if (moved != null) {
                return moved;
            }
        }
        return null;
    }

    // nothing acts while it is watched: a store that is away for a moment is no reason to look away
    private @Nullable String moved() {
        try {
            return run.moved();
        } catch (AiopsException unreadable) {
            return null;
        }
    }

    private Course.Outcome stopped(String stream) {
        Actor person = stoppedBy.get();
        return person != null
                ? Course.Outcome.of(
                        ExecutionResult.Status.CANCELLED,
                        person + " stopped it while it was watched, after its last step")
                : Course.Outcome.of(
                        ExecutionResult.Status.STOPPED,
                        "what it was cleared on changed while it was watched, after its last step (" + stream + ")");
    }

    // it may be the host's, which may fail in any way
    private Verification evidence(StateSnapshot before, List<StateSnapshot> after) throws InterruptedException {
        Verifier verifier = parts.verifiers().of(request.incidentType());
        if (verifier == null) {
            return Verification.unknown("there is no verifier for this type of incident");
        }
        Future<Verification> look;
        try {
            look = parts.pool()
                    .submit(HostCode.contained(
                            () -> Objects.requireNonNull(verifier.verify(before, after), "it said nothing")));
        } catch (RejectedExecutionException e) {
            return failed("no thread was free");
        }
        try {
            return look.get(Prober.TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failed("no answer within " + Prober.TIMEOUT.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(HostCode.of(e));
        } catch (CancellationException e) {
            return failed("closed meanwhile");
        } finally {
            look.cancel(true);
        }
    }

    private Verification failed(String why) {
        String name = "verifier of " + request.incidentType();
        return Verification.doubtful(name, UNSEEN, name + " failed: " + why);
    }
}
