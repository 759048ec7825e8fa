package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.review.ChangeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs that are not over, in the order in which they were asked for. What does not bear the host's seal was not asked for by anybody,
 * and holds nobody up.
 */
final class OpenRuns implements Fold.Kept<Map<String, Runner.Open>> {

    private final ChangeKind<RunRequest> requests;
    private final Seal seal;

    OpenRuns(ChangeKind<RunRequest> requests, Seal seal) {
        this.requests = requests;
        this.seal = seal;
    }

    @Override
    public String name() {
        return Fold.Kept.named("open-runs/1", RunEntries.QUEUED, RunEntries.STARTED, RunEntries.ENDED);
    }

    @Override
    public Map<String, Runner.Open> empty() {
        return new LinkedHashMap<>();
    }

    @Override
    public void apply(Map<String, Runner.Open> open, Entry entry) {
        boolean known = entry.is(RunEntries.QUEUED) || entry.is(RunEntries.STARTED) || entry.is(RunEntries.ENDED);
        if (!known || !seal.holds(entry)) {
            return;
        }
        String id = RunEntries.executionId(entry.stream());
        if (entry.is(RunEntries.QUEUED)) {
            queue(open, id, entry);
        } else if (entry.is(RunEntries.STARTED)) {
            open.computeIfPresent(
                    id, (same, run) -> new Runner.Open(id, run.client(), run.target(), run.queued(), true));
        } else {
            open.remove(id);
        }
    }

    private void queue(Map<String, Runner.Open> open, String id, Entry entry) {
        try {
            RunRequest request =
                    requests.decode(entry.payload().as(RunEntries.Queued.class).request());
            open.put(id, new Runner.Open(id, request.client(), request.target(), entry.time(), false));
        } catch (AiopsException unreadable) {
            // without a key it can be altered: nobody can say what was to run, so nobody runs it
        }
    }

    private record Text(List<Runner.Open> open) {}

    @Override
    public String write(Map<String, Runner.Open> open) {
        return Snapshot.write(new Text(List.copyOf(open.values())));
    }

    @Override
    public Map<String, Runner.Open> read(String text) {
        Map<String, Runner.Open> open = empty();
        Snapshot.read(text, Text.class).open().forEach(run -> open.put(run.id(), run));
        return open;
    }
}
