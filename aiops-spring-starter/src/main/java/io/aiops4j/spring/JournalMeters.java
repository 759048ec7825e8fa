package io.aiops4j.spring;

import io.aiops4j.AiopsListener;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.learning.decide.DecisionEntries;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what the journal tells: incidents, decisions and runs of all nodes, each node the same. Begins when it is bound to a registry.
 */
final class JournalMeters implements AiopsListener {

    /** The starts that are remembered; a run whose start is forgotten is counted and not timed. */
    static final int MOST_STARTS = 1_000;

    private static final List<String> OUTCOMES = List.of("auto_run", "ask_human", "escalate");

    private final List<MeterRegistry> registries = new ArrayList<>();
    private final BoundedTag runbooks = new BoundedTag();
    private final BoundedTag types = new BoundedTag();
    private final Map<String, Instant> starts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_STARTS;
        }
    };

    synchronized void bindTo(MeterRegistry registry) {
        registries.add(registry);
        OUTCOMES.forEach(
                outcome -> counter(AiopsMeter.DECISIONS, registry, outcome)); // so that the first one is a rise
    }

    @Override
    public synchronized void onEntry(Entry entry) {
        if (entry.is(RunEntries.STARTED)) {
            starts.putIfAbsent(entry.stream(), entry.time());
        } else if (entry.is(RunEntries.ENDED)) {
            ended(entry);
        } else if (entry.payload().isErased()) {
            return; // what is left does not say what it was
        } else if (entry.is(RunEntries.RECURRED)) {
            String runbook = entry.payload().as(RunEntries.Recurred.class).runbook();
            count(AiopsMeter.RUNS_RECURRED, runbooks.of(runbook));
        } else if (entry.is(DecisionEntries.MADE)) {
            String outcome = entry.payload().as(DecisionEntries.Made.class).outcome();
            count(AiopsMeter.DECISIONS, OUTCOMES.contains(outcome) ? outcome : BoundedTag.OTHER);
        } else if (entry.is(IncidentEntries.OPENED)) {
            Incidents.of(List.of(entry))
                    .map(Incident::type)
                    .ifPresent(type -> count(AiopsMeter.INCIDENTS_OPENED, types.of(type)));
        }
    }

    private void ended(Entry entry) {
        Instant start = starts.remove(entry.stream());
        if (entry.payload().isErased()) {
            return;
        }
        RunEntries.Ended ended = entry.payload().as(RunEntries.Ended.class);
        String runbook = runbooks.of(ended.runbook());
        String outcome = RunOutcome.of(ended);
        count(AiopsMeter.RUNS, runbook, outcome);
        if (start != null) {
            AiopsMeter meter = AiopsMeter.RUNS_DURATION;
            registries.forEach(registry -> Timer.builder(meter.meter())
                    .description(meter.meaning())
                    .tags(meter.tagged(runbook, outcome))
                    .register(registry)
                    .record(Duration.between(start, entry.time())));
        }
    }

    private void count(AiopsMeter meter, String... values) {
        registries.forEach(registry -> counter(meter, registry, values).increment());
    }

    private static Counter counter(AiopsMeter meter, MeterRegistry registry, String... values) {
        return Counter.builder(meter.meter())
                .description(meter.meaning())
                .baseUnit(meter.unit())
                .tags(meter.tagged(values))
                .register(registry);
    }
}
