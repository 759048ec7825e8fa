package io.aiops4j.core.store;

import java.time.Instant;
import java.util.List;

/**
 * Keeps records of one type (SPI). An implementation passes the published contract suite; ours are reached through
 * {@code Stores}.
 *
 * <pre>{@code
 * Page<ExecutionResult> failed = executions.find(Query.all().where("status", "failed").limit(20));
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads.
 *
 * @param <T> what is kept
 */
public interface RecordStore<T> {

    /** Keeps the record; one with the same id is replaced. Returns once it will survive as long as this store promises. */
    void save(T record);

    /** One page of records, the newest first. */
    Page<T> find(Query query);

    /** Deletes records that are older than this and says how many. */
    int purge(Instant olderThan);

    /** Deletes these records and says how many there were. */
    int erase(List<String> ids);
}
