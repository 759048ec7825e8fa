package io.aiops4j.core.run.action;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks again and again until a condition holds; the step's time-out ends it. What is not known does not hold. */
final class WaitUntil {

    private static final int MILLIS = 1_000;

    private final Map<String, StateProbe> probes;

    WaitUntil(Map<String, StateProbe> probes) {
        this.probes = new LinkedHashMap<>(probes);
    }

    Action action() {
        return Action.named("wait_until")
                .parameter("until")
                .parameter(Parameter.number("every").between(1, 600).or("1"))
                .risk(Risk.LOW)
                .idempotent()
                .reversible()
                .preview(this::preview)
                .run(this::run);
    }

    private String preview(StepContext step) throws InterruptedException {
        Check until = until(step);
        StateSnapshot state = look(step.target());
        return "would look every " + step.text("every") + " s until " + until + "; now " + Seen.said(until, state);
    }

    private void run(StepContext step) throws InterruptedException {
        Check until = until(step);
        Seen seen = new Seen(until);
        try {
            while (!seen.holds(look(step.target()))) {
                Thread.sleep(step.number("every").longValue() * MILLIS);
            }
        } finally {
            step.output(seen.toString());
        }
    }

    private static Check until(StepContext step) {
        try {
            return Check.parse(step.text("until"));
        } catch (AiopsException e) {
            throw new ActionException(FailureType.PARAMETER_WRONG, String.valueOf(e.getMessage()), e);
        }
    }

    private StateSnapshot look(Target target) throws InterruptedException {
        Map<String, String> values = new HashMap<>();
        Map<String, String> unknown = new HashMap<>();
        for (Map.Entry<String, StateProbe> probe : probes.entrySet()) {
            try {
                probe.getValue().read(target).forEach((name, value) -> {
                    if (value != null) {
                        values.put(name, value.toString());
                    }
                });
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception | LinkageError | StackOverflowError e) {
                unknown.put(probe.getKey(), HostCode.describe(e));
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("told to stop");
            }
        }
        return new StateSnapshot(Instant.EPOCH, values, unknown);
    }
}
