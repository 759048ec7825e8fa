package io.aiops4j;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.notify.Notifier;

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

    /**
     * Tells people about each incident that is escalated, on a thread of its own that the instance ends when it is closed. At most
     * {@link Escalations#CAPACITY} wait; what finds no room, or is not taken, is counted in {@link Aiops#health}. Each node tells,
     * under the same id; what a node had not told when it died is not told by it later. {@code docs/notifications.md} says more.
     */
    static AiopsListener escalations(Notifier notifier) {
        return new Escalations(notifier);
    }
}
