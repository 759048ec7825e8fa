package io.aiops4j.core.store;

import java.util.function.Function;

/**
 * What a store must know about a type of records: how one is found again, and its bytes (SPI).
 *
 * <pre>{@code
 * RecordStore<ExecutionResult> executions = stores.records("execution", ExecutionResult.CODEC);
 * }</pre>
 *
 * @param <T> the records' type
 */
public interface RecordCodec<T> {

    /** How the record is found again, and what it counts for. */
    RecordIndex index(T record);

    /** The record as text. */
    String encode(T record);

    /** The record that was encoded; unknown fields are tolerated. */
    T decode(String text);

    /**
     * Records of this type as JSON.
     *
     * @param type a record that Jackson can read
     * @param what it is called in refusals, such as {@code an execution}
     * @param index how one is found again
     */
    static <T> RecordCodec<T> json(Class<T> type, String what, Function<T, RecordIndex> index) {
        return new JsonCodec<>(type, what, index);
    }
}
