package io.aiops4j.core.verify;

import io.aiops4j.core.Target;
import java.time.Duration;
import java.util.Map;

/**
 * Reads a part of a target's state (SPI). It runs on a thread of the runner, with a time-out; one that throws or takes too
 * long leaves its part of the state unknown, which is never taken for healthy. {@link Probes} has those that come with the library.
 *
 * <pre>{@code
 * StateProbe pool = target -> Map.of("pool.active", hikari.getActiveConnections());
 * StateProbe patient = pool.within(Duration.ofSeconds(20));
 * }</pre>
 */
@FunctionalInterface
public interface StateProbe {

    /** The longest time-out that a probe can have. */
    Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    /** The values that make up this part of the state; their text is what is kept. */
    Map<String, ?> read(Target target) throws Exception;

    /** The same probe with a time-out of its own; {@link Prober#TIMEOUT} holds where none is said. */
    default StateProbe within(Duration timeout) {
        return new TimedProbe(this, timeout);
    }
}
