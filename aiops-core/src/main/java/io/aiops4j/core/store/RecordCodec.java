package io.aiops4j.core.store;

import java.time.Instant;
import java.util.Map;

/**
 * What a store must know about a record: its id, its time, the fields that it is found by, and its bytes.
 *
 * <pre>{@code
 * RecordStore<ExecutionResult> executions = stores.records("execution", ExecutionResult.CODEC);
 * }</pre>
 *
 * @param <T> the record's type
 */
public interface RecordCodec<T> {

    /** The record's id, unique among its type. */
    String id(T record);

    /** When it came to be: the order of pages and the measure of purging. */
    Instant time(T record);

    /** The fields that it can be found by. */
    Map<String, String> fields(T record);

    /** The record as text. */
    String encode(T record);

    /** The record that was encoded; unknown fields are tolerated. */
    T decode(String text);
}
