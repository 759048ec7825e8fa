package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A journal and the record stores that belong to it (SPI).
 *
 * <pre>{@code
 * Stores stores = Stores.inMemory(Clock.systemUTC());
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface Stores extends AutoCloseable {

    /** The journal, always the same one. */
    Journal journal();

    /** The leases whose fencing numbers the journal checks, always the same ones. */
    Leases leases();

    /** The store for records of this kind, such as {@code execution}; always the same one for one kind. */
    <T> RecordStore<T> records(String kind, RecordCodec<T> codec);

    /** Ends what was opened, after what waits is written. An {@code Aiops} that was built on it does so when it is closed. */
    @Override
    void close();

    /** Everything in memory: gone with the process. The clock gives entries their time. */
    static Stores inMemory(Clock clock) {
        return new MemoryStores(clock);
    }

    /**
     * Everything in this folder, for one process at a time: it survives the process, and a power loss too where the disk keeps
     * what was forced. The clock gives entries their time.
     *
     * @throws io.aiops4j.core.AiopsException when somebody else has the folder, it cannot be written, or a file in it is damaged
     */
    static Stores inFolder(Path folder, Clock clock) {
        return new FileStores(folder, clock);
    }
}
