package io.aiops4j.spring;

import io.aiops4j.AiopsListener;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.StepContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run as an observation, from its first step to its end, on the node that carries it out, and each call of a handler as another one
 * inside of it. A step is open on the handler's own thread, so what the handler calls joins the trace. The run is open on no thread: its steps
 * may have several, and its end is told by the journal. An observation that fails leaves the step as it is.
 */
final class RunObservations implements Action.Around, AiopsListener {

    /** The runs that are remembered; the oldest is over for us when there are more. */
    static final int MOST_OPEN = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(RunObservations.class);

    private final ObservationRegistry registry;
    private final BoundedTag runbooks = new BoundedTag();
    private final Map<String, Observation> runs = new LinkedHashMap<>();
    private boolean failed;

    RunObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void call(String action, StepContext step, Work work) throws Exception {
        if (registry.isNoop()) {
            work.run();
            return;
        }
        Observation observed = begun(action, step);
        Observation.Scope scope = observed == null ? null : opened(observed);
        String outcome = "failed";
        try {
            work.run();
            outcome = "done";
        } catch (Throwable e) {
            // what was thrown may quote a secret: its words are in the record, redacted
            guarded(
                    observed,
                    each -> each.error(new AiopsException(
                            "The step failed by " + e.getClass().getName() + ". Its execution's record says more.")));
            throw e;
        } finally {
            String ended = outcome;
            if (scope != null) {
                guarded(observed, each -> scope.close());
            }
            guarded(
                    observed,
                    each -> each.lowCardinalityKeyValue("outcome", ended).stop());
        }
    }

    private @Nullable Observation begun(String action, StepContext step) {
        try {
            return Observation.createNotStarted("aiops.step", registry)
                    .contextualName(action)
                    .parentObservation(run(step))
                    .lowCardinalityKeyValue("action", action)
                    .highCardinalityKeyValue("run", step.executionId())
                    .start();
        } catch (RuntimeException | LinkageError e) {
            failed(e);
            return null;
        }
    }

    private synchronized Observation run(StepContext step) {
        Observation known = runs.get(step.executionId());
        if (known != null) {
            return known;
        }
        String incident = step.incidentId();
        Observation run = Observation.createNotStarted("aiops.run", registry)
                .highCardinalityKeyValue("run", step.executionId())
                .highCardinalityKeyValue("target", step.target().toString())
                .highCardinalityKeyValue("incident", incident == null ? "none" : incident)
                .start();
        if (runs.size() >= MOST_OPEN) {
            Iterator<Observation> oldest = runs.values().iterator();
            end(oldest.next(), BoundedTag.OTHER, "forgotten");
            oldest.remove();
        }
        runs.put(step.executionId(), run);
        return run;
    }

    private Observation.@Nullable Scope opened(Observation observed) {
        try {
            return observed.openScope();
        } catch (RuntimeException | LinkageError e) {
            failed(e);
            return null;
        }
    }

    @Override
    public synchronized void onEntry(Entry entry) {
        if (!entry.is(RunEntries.ENDED)) {
            return;
        }
        Observation run = runs.remove(RunEntries.executionId(entry.stream()));
        if (run == null) {
            return; // another node's, or one without a step
        }
        if (entry.payload().isErased()) {
            end(run, BoundedTag.OTHER, "erased");
        } else {
            RunEntries.Ended ended = entry.payload().as(RunEntries.Ended.class);
            end(run, runbooks.of(ended.runbook()), RunOutcome.of(ended));
        }
    }

    private void end(Observation run, String runbook, String outcome) {
        guarded(
                run,
                each -> each.contextualName("run " + runbook)
                        .lowCardinalityKeyValue("runbook", runbook)
                        .lowCardinalityKeyValue("outcome", outcome)
                        .stop());
    }

    private void guarded(@Nullable Observation observed, Consumer<Observation> use) {
        if (observed == null) {
            return;
        }
        try {
            use.accept(observed);
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    private synchronized void failed(Throwable e) {
        if (!failed) {
            failed = true;
            LOG.warn("A run could not be observed; it goes on, and further failures are not logged", e);
        }
    }
}
