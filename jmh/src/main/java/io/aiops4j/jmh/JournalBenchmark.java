package io.aiops4j.jmh;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Acknowledged appends per second, one at a time and many at once, against the bare write that none can do without: for a file,
 * as many bytes as an entry takes and {@code FileChannel.force}; for PostgreSQL, one row with the same payload and a commit.
 *
 * <pre>{@code
 * java -jar benchmarks.jar JournalBenchmark
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JournalBenchmark {

    private static final EntryType NOTED = EntryType.of("benchmark.noted", 1);
    private static final Map<String, String> NOTE =
            Map.of("text", "the heap is full again, and the limit was raised twice ".repeat(3));
    private static final int MANY = 32;

    /** Where the journal is. */
    @Param({"file", "postgresql"})
    public String store = "file";

    private Scratch scratch;
    private StorePlace place;
    private Stores stores;
    private BareWrites bare;

    /** Opens the store in a new folder, on a new server where it takes one. */
    @Setup
    public void open() throws IOException {
        scratch = Scratch.in(Optional.empty());
        place = StorePlace.in(scratch.folder(), StoreChoice.valueOf(store.toUpperCase(Locale.ROOT)));
        stores = place.open();
        for (int i = 0; i < MANY; i++) {
            append();
        }
        bare = BareWrites.beside(place, scratch, stores.journal());
    }

    /** What each durable store has to do at least. */
    @Peer
    @Benchmark
    public void bareWrite() throws IOException {
        bare.write();
    }

    /** One after the other: nobody to share a commit with. */
    @Benchmark
    public List<Entry> appendAlone() {
        return append();
    }

    /** By many threads, each of which waits for its own. */
    @Benchmark
    @Threads(MANY)
    public List<Entry> appendTogether() {
        return append();
    }

    private List<Entry> append() {
        String stream = "benchmark/" + Thread.currentThread().getName();
        return stores.journal().append(Append.by(Actor.system("benchmark")).add(stream, NOTED, NOTE));
    }

    /** Closes and deletes all of it. */
    @TearDown
    public void close() throws IOException {
        bare.close();
        stores.close();
        place.close();
        scratch.close();
    }
}
