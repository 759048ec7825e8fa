package io.aiops4j.core.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records of one type (SPI). An implementation passes the published contract suite; ours are reached through
 * {@code Stores}.
 *
 * <pre>{@code
 * executions.save(List.of(first, second));
 * Page<ExecutionResult> failed = executions.find(Query.all().where("status", "failed").text("connection refused").limit(20));
 * long runs = executions.tally("redis-oom").getOrDefault("runs", 0L);
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads.
 *
 * @param <T> what is kept
 */
public interface RecordStore<T> {

    /**
     * Keeps the records, all or none; one with an id that is there already is replaced and not tallied again. Of several with one
     * id the last is kept and the first is tallied. Returns once they will survive as long as this store promises. At most
     * {@link Encoded#MOST} at once; none at all is fine.
     */
    void save(List<T> records);

    /** Keeps one record. */
    default void save(T record) {
        save(Collections.singletonList(record));
    }

    /** One page of records, the newest first, and by id where times are equal. */
    Page<T> find(Query query);

    /**
     * What the records under this name added up to, by name, purged and erased ones included; empty when there were none. A record
     * that is saved again after it was purged or erased adds again: its id is forgotten with it.
     */
    Map<String, Long> tally(String of);

    /** Deletes records that are older than this and says how many. */
    int purge(Instant olderThan);

    /** Deletes these records and says how many there were. */
    int erase(List<String> ids);

    /** The argument, or a refusal that names it when it is null: for implementations. */
    static <A> A given(String what, @Nullable A argument) {
        if (argument == null) {
            throw Keys.missing(what);
        }
        return argument;
    }

    /** The ids without holes, or a refusal: for implementations. */
    static List<String> givenIds(@Nullable List<String> ids) {
        return given("list of ids", ids).stream()
                .map(id -> given("id in the list", id))
                .toList();
    }
}
