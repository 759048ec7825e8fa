package io.aiops4j.jmh;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.SampleExecutions;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Records stored per second on PostgreSQL, in batches, each in one transaction, against the same rows as a bare JDBC batch into
 * tables with the same indexes; bare JDBC with the driver's rewriting of inserts, too, which is off unless a host asks for it.
 *
 * <pre>{@code
 * java -jar benchmarks.jar RecordStoreBenchmark
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class RecordStoreBenchmark {

    private static final int BATCH = 500;

    private Scratch scratch;
    private StorePlace place;
    private Stores stores;
    private RecordStore<ExecutionResult> store;
    private BareBatch bare;
    private BareBatch rewritten;
    private long next;

    /** Opens the store on a new server, with empty tables. */
    @Setup
    public void open() throws IOException, SQLException {
        scratch = Scratch.in(Optional.empty());
        place = StorePlace.in(scratch.folder(), StoreChoice.POSTGRESQL);
        stores = place.open();
        store = stores.records(ExecutionResult.KIND, ExecutionResult.CODEC);
        bare = BareBatch.open(place.place(), "bare_");
        rewritten = BareBatch.open(place.place() + "&reWriteBatchedInserts=true", "rewritten_");
    }

    /** Through the store. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void save() {
        store.save(SampleExecutions.some(next, BATCH));
        next += BATCH;
    }

    /** What everybody would write first. */
    @Peer
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void jdbcBatch() throws SQLException {
        bare.insert(SampleExecutions.some(next, BATCH));
        next += BATCH;
    }

    /** The same, rewritten by the driver. */
    @Peer
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void jdbcBatchRewritten() throws SQLException {
        rewritten.insert(SampleExecutions.some(next, BATCH));
        next += BATCH;
    }

    /** Closes and deletes all of it. */
    @TearDown
    public void close() throws IOException, SQLException {
        bare.close();
        rewritten.close();
        stores.close();
        place.close();
        scratch.close();
    }
}
