package io.aiops4j.jmh.eval;

import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Whether what a recorder acknowledged is in its store once the next recorder has emptied the spill that it left. */
final class RecordedCheck {

    private static final String NODE = "eval";
    private static final long REPLAYING_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long GLANCE_NANOS = 5_000_000;

    private long acknowledged;
    private long lost;
    private long replayed;
    private long tallyDifferences;

    /** Empties the spill, and looks for all results of these bursts. */
    void read(RecordStore<ExecutionResult> store, Path spill, Collection<String> bursts) {
        replay(store, spill);
        Map<String, List<String>> groups = new HashMap<>();
        bursts.forEach(token -> groups.computeIfAbsent(LoadBurst.group(token), group -> new ArrayList<>())
                .add(token));
        groups.forEach((group, tokens) -> {
            Map<String, ExecutionResult> found = new HashMap<>();
            each(store, Query.all().where("label." + LoadBurst.GROUP, group))
                    .forEach(result -> found.put(result.executionId(), result));
            tokens.forEach(token -> LoadBurst.of(token).results().forEach(result -> {
                acknowledged++;
                lost += result.equals(found.get(result.executionId())) ? 0 : 1;
            }));
        });
    }

    private void replay(RecordStore<ExecutionResult> store, Path spill) {
        TroubledStore<ExecutionResult> counting = new TroubledStore<>(store, TroubledStore.Trouble.NONE);
        try (ExecutionRecorder next = new ExecutionRecorder(counting, spill, Clock.systemUTC(), NODE)) {
            long end = System.nanoTime() + REPLAYING_NANOS;
            while (next.spilled() > 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(GLANCE_NANOS);
            }
        }
        replayed += counting.saved();
    }

    /** Reads everything, while nobody records: each is counted once. */
    void verify(RecordStore<ExecutionResult> store) {
        long there = each(store, Query.all()).size();
        long counted = ExecutionStatistics.of(
                        store.tally(ExecutionStatistics.tallyOf(Client.DEFAULT.id(), LoadBurst.NAME)))
                .runs();
        tallyDifferences += there == counted ? 0 : 1;
    }

    private static List<ExecutionResult> each(RecordStore<ExecutionResult> store, Query query) {
        List<ExecutionResult> all = new ArrayList<>();
        Page<ExecutionResult> page = store.find(query.limit(Query.GREATEST_LIMIT));
        all.addAll(page.records());
        while (page.next() != null) {
            page = store.find(query.limit(Query.GREATEST_LIMIT).after(page.next()));
            all.addAll(page.records());
        }
        return all;
    }

    long acknowledged() {
        return acknowledged;
    }

    long lost() {
        return lost;
    }

    /** How many were taken out of the spill after the kills. */
    long replayed() {
        return replayed;
    }

    long tallyDifferences() {
        return tallyDifferences;
    }
}
