package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.run.RunEntries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the journal says of runs on several nodes, read from its first entry. */
final class ReachCheck {

    private final Map<String, Instant> queued = new HashMap<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, List<ExecutionResult.Status>> ends = new HashMap<>();
    private final Map<String, Set<String>> runsOf = new HashMap<>();
    private final Map<String, Integer> escalations = new HashMap<>();
    private final List<Long> waits = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private Instant halted;
    private long steps;
    private long startsAfterHalt;
    private long haltMillis;
    private long position;

    /** Reads what is new. */
    ReachCheck read(JournalReader journal) {
        position = Math.max(position, journal.follow(position, this::take));
        return this;
    }

    private void take(Entry entry) {
        String stream = entry.stream();
        if (entry.is(RunEntries.QUEUED)) {
            queued.put(stream, entry.time());
        } else if (entry.is(RunEntries.STARTED)) {
            starts.merge(stream, 1, Integer::sum);
            open.add(stream);
            startsAfterHalt += halted == null ? 0 : 1;
            waits.add(Duration.between(queued.get(stream), entry.time()).toMillis());
            String target = entry.payload().as(RunEntries.Started.class).target();
            runsOf.computeIfAbsent(target, first -> new HashSet<>()).add(stream);
        } else if (entry.is(RunEntries.STEP_STARTED)) {
            steps++;
            startsAfterHalt += halted == null ? 0 : 1;
        } else if (entry.is(RunEntries.ENDED)) {
            end(entry);
        } else if (entry.is(RunEntries.HALTED)) {
            halted = entry.time();
        } else if (entry.is(RunEntries.RESUMED)) {
            halted = null;
        } else if (entry.is(IncidentEntries.ESCALATED)) {
            escalations.merge(stream, 1, Integer::sum);
        }
    }

    private void end(Entry entry) {
        boolean wasOpen = open.remove(entry.stream());
        if (halted != null && wasOpen) {
            haltMillis =
                    Math.max(haltMillis, Duration.between(halted, entry.time()).toMillis());
        }
        ends.computeIfAbsent(entry.stream(), first -> new ArrayList<>())
                .add(entry.payload().as(RunEntries.Ended.class).status());
    }

    /** How many runs were asked for. */
    int queued() {
        return queued.size();
    }

    /** How many runs are over. */
    int ended() {
        return ends.size();
    }

    /** How many runs ended so. */
    long ended(ExecutionResult.Status status) {
        return ends.values().stream().filter(all -> all.contains(status)).count();
    }

    /** How many runs started or ended more than once. */
    long twice() {
        return starts.values().stream().filter(n -> n > 1).count()
                + ends.values().stream().filter(all -> all.size() > 1).count();
    }

    /** How the runs on this target ended. */
    List<ExecutionResult.Status> endsOn(String target) {
        return runsOf.getOrDefault(target, Set.of()).stream()
                .flatMap(stream -> ends.getOrDefault(stream, List.of()).stream())
                .toList();
    }

    long steps() {
        return steps;
    }

    /** How many incidents were escalated more than once. */
    long escalatedTwice() {
        return escalations.values().stream().filter(n -> n > 1).count();
    }

    /** How long runs waited for their start, so many hundredths of them at most. */
    long waited(int hundredths) {
        List<Long> sorted = new ArrayList<>(waits);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * hundredths / 100);
    }

    long startsAfterHalt() {
        return startsAfterHalt;
    }

    long haltMillis() {
        return haltMillis;
    }
}
