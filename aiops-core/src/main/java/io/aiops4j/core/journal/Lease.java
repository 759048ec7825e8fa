package io.aiops4j.core.journal;

import java.time.Instant;

/**
 * The right to do one piece of background work until it expires. Each time a lease passes on, its fencing number rises, and an
 * append that requires an older number is refused: a holder that slept too long cannot write.
 *
 * <pre>{@code
 * leases.acquire("learning", node, Duration.ofSeconds(30))
 *         .ifPresent(lease -> journal.append(append.fenced(lease)));
 * }</pre>
 *
 * @param name what is done
 * @param holder which node does it
 * @param fence rises with each holder
 * @param expires by the store's clock
 */
public record Lease(String name, String holder, long fence, Instant expires) {}
