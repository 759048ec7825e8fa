package io.aiops4j;

import io.aiops4j.core.journal.Entry;

/**
 * Sees every entry that is written from the moment at which the instance is built, in order, as a follower of the journal:
 * there is no second event bus. It is called by the engine's thread: one that throws is counted and hurts nobody, one that
 * hangs holds up the loop, though not the host.
 *
 * <pre>{@code
 * Aiops.builder().listener(entry -> System.out.println(entry.type() + " by " + entry.actor()))
 * }</pre>
 */
@FunctionalInterface
public interface AiopsListener {

    /** Something was written to the journal. */
    void onEntry(Entry entry);
}
