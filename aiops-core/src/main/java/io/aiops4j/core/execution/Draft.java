package io.aiops4j.core.execution;

/**
 * Something to store that is finished by the thread that stores it, so that handing it in costs next to nothing.
 *
 * @param <T> what it becomes
 */
interface Draft<T> {

    /** The record, made on the thread that stores. */
    T finish();

    /** How many characters it holds on to, roughly. */
    default long weight() {
        return 0;
    }

    /** Whether anybody waits to hear what becomes of it. */
    default boolean isAwaited() {
        return false;
    }

    /** It is in the store, or in the spill. */
    default void stored() {}

    /** It is in neither, and never will be. */
    default void lost(RuntimeException why) {}
}
