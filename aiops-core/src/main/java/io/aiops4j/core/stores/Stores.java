package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
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
public interface Stores {

    /** The journal, always the same one. */
    Journal journal();

    /** The store for records of this kind, such as {@code execution}; always the same one for one kind. */
    <T> RecordStore<T> records(String kind, RecordCodec<T> codec);

    /** Everything in memory: gone with the process. The clock gives entries their time. */
    static Stores inMemory(Clock clock) {
        return new MemoryStores(clock);
    }
}
