package io.aiops4j.core.journal;

import java.time.Duration;
import java.util.Optional;

/**
 * Who does which piece of background work, and how far it got (SPI). Leases are not entries: they come and go without a trace,
 * and only their fencing numbers never fall. Expiry is judged by the store's clock alone.
 *
 * <pre>{@code
 * Optional<Lease> lease = leases.acquire("learning", node, Duration.ofSeconds(30));
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads and, where the store is shared, by many nodes.
 */
public interface Leases {

    /** The lease, if nobody else holds it; the holder itself gets it again with the same fencing number and a new expiry. */
    Optional<Lease> acquire(String name, String holder, Duration lifetime);

    /** Gives it back, so that another node need not wait for its expiry. One that passed on already is left alone. */
    void release(Lease lease);

    /** How far the work of this name got; 0 before it began. */
    long cursor(String name);

    /**
     * Notes how far the holder of this lease got.
     *
     * @throws StaleAppendException when the lease passed on
     */
    void advance(Lease lease, long position);
}
