package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the runs of every version add up to, kept apart by client. It is history: what is forgotten as a lesson counts here. */
final class RunStatisticsFold implements Fold.Kept<RunStatisticsFold.State> {

    private final Seal seal;

    RunStatisticsFold(Seal seal) {
        this.seal = seal;
    }

    /**
     * Tallies by client and digest, and when the runs that are under way began, by stream.
     */
    record State(Map<String, Map<String, Map<String, Long>>> tallies, Map<String, Instant> open) {

        ExecutionStatistics of(String client, String digest) {
            return ExecutionStatistics.of(tallies.getOrDefault(client, Map.of()).getOrDefault(digest, Map.of()));
        }
    }

    @Override
    public String name() {
        return Fold.Kept.named("run-statistics/1", RunEntries.STARTED, RunEntries.ENDED, RunEntries.RECURRED);
    }

    @Override
    public State empty() {
        return new State(new HashMap<>(), new HashMap<>());
    }

    @Override
    public void apply(State state, Entry entry) {
        if (entry.is(RunEntries.STARTED)) {
            state.open().put(entry.stream(), entry.time());
        } else if (entry.is(RunEntries.ENDED)) {
            Instant started = state.open().remove(entry.stream());
            if (started != null && !entry.payload().isErased()) {
                end(state, entry, Duration.between(started, entry.time()));
            }
        } else if (entry.is(RunEntries.RECURRED) && seal.holds(entry)) {
            recur(state, entry);
        }
    }

    // it helped no longer: a success less
    private static void recur(State state, Entry entry) {
        try {
            RunEntries.Recurred came = entry.payload().as(RunEntries.Recurred.class);
            Map<String, Long> tally =
                    state.tallies().getOrDefault(entry.client().id(), Map.of()).getOrDefault(came.digest(), Map.of());
            tally.computeIfPresent(ExecutionStatistics.SUCCESSES, (name, had) -> had > 1 ? had - 1 : null);
        } catch (AiopsException altered) {
            // as above
        }
    }

    private static void end(State state, Entry entry, Duration took) {
        try {
            RunEntries.Ended end = entry.payload().as(RunEntries.Ended.class);
            Map<String, Long> tally = state.tallies()
                    .computeIfAbsent(entry.client().id(), first -> new HashMap<>())
                    .computeIfAbsent(end.digest(), first -> new TreeMap<>());
            ExecutionStatistics.tally(end.status(), end.success(), took)
                    .forEach((name, add) -> tally.merge(name, add, Long::sum));
        } catch (AiopsException altered) {
            // nobody knows what came of it; the chain's verification names it
        }
    }

    @Override
    public String write(State state) {
        return Snapshot.write(state);
    }

    @Override
    public State read(String text) {
        State read = Snapshot.read(text, State.class);
        State state = empty();
        read.tallies().forEach((client, versions) -> {
            Map<String, Map<String, Long>> kept = new HashMap<>();
            versions.forEach((digest, tally) -> kept.put(digest, new TreeMap<>(tally)));
            state.tallies().put(client, kept);
        });
        state.open().putAll(read.open());
        return state;
    }
}
