package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the steps of runs add up to, by client and action. It is history: what is forgotten as a lesson counts here. */
final class ActionFold implements Fold.Kept<ActionFold.State> {

    /** What the steps of one action add up to, and when the last one ended. */
    record Tally(Map<String, Long> counts, Instant last) {}

    private record Begun(String action, Instant time) {}

    /** Tallies by client and action, and the step that each run is at, by stream. */
    record State(Map<String, Map<String, Tally>> tallies, Map<String, Begun> open) {

        Map<String, Executions.Usage> of(String client) {
            Map<String, Executions.Usage> all = new TreeMap<>();
            tallies.getOrDefault(client, Map.of())
                    .forEach((action, tally) -> all.put(
                            action, new Executions.Usage(ExecutionStatistics.of(tally.counts()), tally.last())));
            return all;
        }
    }

    @Override
    public String name() {
        return Fold.Kept.named("actions/1", RunEntries.STEP_STARTED, RunEntries.STEP_ENDED, RunEntries.ENDED);
    }

    @Override
    public State empty() {
        return new State(new HashMap<>(), new HashMap<>());
    }

    @Override
    public void apply(State state, Entry entry) {
        if (entry.is(RunEntries.ENDED)) {
            state.open().remove(entry.stream()); // what it was at when its node went down
        } else if (entry.is(RunEntries.STEP_STARTED) || entry.is(RunEntries.STEP_ENDED)) {
            try {
                step(state, entry);
            } catch (AiopsException altered) {
                // nobody knows what it says; the chain's verification names it
            }
        }
    }

    private static void step(State state, Entry entry) {
        if (entry.is(RunEntries.STEP_STARTED)) {
            if (!entry.payload().isErased()) {
                String action = entry.payload().as(RunEntries.StepStarted.class).action();
                state.open().put(entry.stream(), new Begun(action, entry.time()));
            }
            return;
        }
        Begun begun = state.open().remove(entry.stream());
        if (begun != null && !entry.payload().isErased()) {
            boolean done = entry.payload().as(RunEntries.StepEnded.class).status() == StepResult.Status.DONE;
            count(state, entry, begun, done);
        }
    }

    private static void count(State state, Entry entry, Begun begun, boolean done) {
        Map<String, Tally> actions =
                state.tallies().computeIfAbsent(entry.client().id(), first -> new HashMap<>());
        Tally tally = actions.get(begun.action());
        Map<String, Long> counts = tally == null ? new TreeMap<>() : tally.counts();
        ExecutionStatistics.tally(
                        done ? ExecutionResult.Status.COMPLETED : ExecutionResult.Status.FAILED,
                        false,
                        Duration.between(begun.time(), entry.time()))
                .forEach((name, add) -> counts.merge(name, add, Long::sum));
        actions.put(begun.action(), new Tally(counts, entry.time()));
    }

    @Override
    public String write(State state) {
        return Snapshot.write(state);
    }

    @Override
    public State read(String text) {
        State read = Snapshot.read(text, State.class);
        State state = empty();
        read.tallies().forEach((client, actions) -> {
            Map<String, Tally> kept = new HashMap<>();
            actions.forEach(
                    (action, tally) -> kept.put(action, new Tally(new TreeMap<>(tally.counts()), tally.last())));
            state.tallies().put(client, kept);
        });
        state.open().putAll(read.open());
        return state;
    }
}
