package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.review.ChangeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs that are not over, in the order in which they were asked for, and when the last ones started by themselves. */
final class OpenRuns implements Fold.Kept<OpenRuns.State> {

    static final Duration HOUR = Duration.ofHours(1);

    /** By id, and by client the times of automatic starts within the last hour before the last of them. */
    record State(Map<String, Runner.Open> open, Map<String, List<Instant>> starts) {

        long startedSince(String client, Instant since) {
            return starts.getOrDefault(client, List.of()).stream()
                    .filter(start -> start.isAfter(since))
                    .count();
        }
    }

    private final ChangeKind<RunRequest> requests;

    OpenRuns(ChangeKind<RunRequest> requests) {
        this.requests = requests;
    }

    @Override
    public String name() {
        return Fold.Kept.named("open-runs/1", RunEntries.QUEUED, RunEntries.STARTED, RunEntries.ENDED);
    }

    @Override
    public State empty() {
        return new State(new LinkedHashMap<>(), new HashMap<>());
    }

    @Override
    public void apply(State state, Entry entry) {
        try {
            if (entry.is(RunEntries.QUEUED)) {
                queue(state, entry);
            } else if (entry.is(RunEntries.STARTED)) {
                start(state, entry);
            } else if (entry.is(RunEntries.ENDED)) {
                state.open().remove(RunEntries.executionId(entry.stream()));
            }
        } catch (AiopsException unreadable) {
            // erased or altered: nobody can say what was to run, so nobody runs it
        }
    }

    private void queue(State state, Entry entry) {
        String id = RunEntries.executionId(entry.stream());
        RunRequest request =
                requests.decode(entry.payload().as(RunEntries.Queued.class).request());
        state.open().put(id, new Runner.Open(id, request.client(), request.target(), entry.time(), false));
    }

    private static void start(State state, Entry entry) {
        String id = RunEntries.executionId(entry.stream());
        state.open()
                .computeIfPresent(
                        id, (same, run) -> new Runner.Open(id, run.client(), run.target(), run.queued(), true));
        RunRequest.Grounds grounds =
                entry.payload().as(RunEntries.Started.class).grounds();
        if (grounds == RunRequest.Grounds.VOUCHED || grounds == RunRequest.Grounds.PROVEN) {
            List<Instant> starts = state.starts().computeIfAbsent(entry.client().id(), first -> new ArrayList<>());
            starts.removeIf(start -> !start.isAfter(entry.time().minus(HOUR)));
            starts.add(entry.time());
        }
    }

    private record Text(List<Runner.Open> open, Map<String, List<Instant>> starts) {}

    @Override
    public String write(State state) {
        return Snapshot.write(new Text(List.copyOf(state.open().values()), state.starts()));
    }

    @Override
    public State read(String text) {
        Text read = Snapshot.read(text, Text.class);
        State state = empty();
        read.open().forEach(run -> state.open().put(run.id(), run));
        read.starts().forEach((client, starts) -> state.starts().put(client, new ArrayList<>(starts)));
        return state;
    }
}
