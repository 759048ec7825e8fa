package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that finds nothing proves nothing unless it was seen to find something. */
class RecordsCheckTest {

    @TempDir
    Path spill;

    private final Stores stores = Stores.inMemory(Clock.systemUTC());
    private final RecordStore<LoadBatch.Piece> store = stores.records(LoadBatch.KIND, LoadBatch.CODEC);
    private final RecordStore<ExecutionResult> executions = stores.records(ExecutionResult.KIND, ExecutionResult.CODEC);
    private final RecordsCheck check = new RecordsCheck();
    private final RecordedCheck recorded = new RecordedCheck();
    private final LoadBatch batch = IntStream.range(0, 1_000)
            .mapToObj(i -> LoadBatch.of("t-" + i))
            .filter(each -> each.records().size() > 2)
            .findFirst()
            .orElseThrow();
    private final LoadBurst burst = LoadBurst.of("x-7");

    @Test
    void a_store_that_holds_what_was_acknowledged_once_passes() {
        store.save(batch.records());
        store.save(batch.records());
        check.acknowledged(store, batch.token());
        check.begun(store, "t-never-saved");
        check.named(store, List.of(batch.token()));
        check.verify(store);

        assertThat(findings()).containsOnly(0L);
    }

    @Test
    void a_batch_that_is_gone_is_lost_and_its_entry_dangles() {
        check.acknowledged(store, batch.token());
        check.named(store, List.of(batch.token()));

        assertThat(check.lost()).isOne();
        assertThat(check.dangling()).isOne();
    }

    @Test
    void a_batch_that_was_seen_and_is_gone_later_is_lost() {
        store.save(batch.records());
        check.acknowledged(store, batch.token());
        store.erase(batch.records().stream().map(LoadBatch.Piece::id).toList());
        check.verify(store);

        assertThat(check.lost()).isOne();
    }

    @Test
    void a_batch_that_is_there_in_part_or_altered_is_half() {
        store.save(batch.records().subList(1, batch.records().size()));
        check.begun(store, batch.token());
        check.verify(store);
        assertThat(check.half()).isGreaterThan(1);

        long before = check.half();
        store.save(batch.records());
        store.save(new LoadBatch.Piece(batch.records().get(0).id(), batch.token(), "altered"));
        check.begun(store, batch.token());
        assertThat(check.half()).isGreaterThan(before);
    }

    @Test
    void what_is_counted_twice_is_a_difference() {
        store.save(batch.records());
        executions.save(burst.results());
        check.verify(new Twice<>(store));
        recorded.verify(new Twice<>(executions));

        assertThat(check.tallyDifferences()).isPositive();
        assertThat(recorded.tallyDifferences()).isOne();
    }

    @Test
    void what_a_recorder_acknowledged_is_looked_for_behind_its_spill() {
        try (ExecutionRecorder recorder = new ExecutionRecorder(
                new TroubledStore<>(executions, TroubledStore.Trouble.THROWS), spill, Clock.systemUTC(), "node")) {
            burst.results()
                    .forEach(result -> recorder.record(result)
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join());
        }
        recorded.read(executions, spill, List.of(burst.token()));
        recorded.verify(executions);
        assertThat(recorded.replayed()).isEqualTo(burst.results().size());
        assertThat(List.of(recorded.lost(), recorded.tallyDifferences())).containsOnly(0L);

        executions.erase(List.of(burst.results().get(0).executionId()));
        recorded.read(executions, spill, List.of(burst.token()));
        assertThat(recorded.lost()).isOne();
    }

    private List<Long> findings() {
        return List.of(check.lost(), check.half(), check.dangling(), check.tallyDifferences());
    }

    /** A store that counts everything twice. */
    private record Twice<T>(RecordStore<T> store) implements RecordStore<T> {

        @Override
        public void save(List<T> records) {
            store.save(records);
        }

        @Override
        public Page<T> find(Query query) {
            return store.find(query);
        }

        @Override
        public Map<String, Long> tally(String of) {
            Map<String, Long> twice = new TreeMap<>(store.tally(of));
            twice.replaceAll((name, count) -> 2 * count);
            return twice;
        }

        @Override
        public int purge(Instant olderThan) {
            return store.purge(olderThan);
        }

        @Override
        public int erase(List<String> ids) {
            return store.erase(ids);
        }
    }
}
