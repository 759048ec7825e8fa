package io.aiops4j.core.verify;

import io.aiops4j.core.Target;
import java.util.Map;

/**
 * Reads a part of a target's state (SPI). It runs on a thread of the runner, with a time-out; one that throws or takes too
 * long leaves its part of the state unknown, which is never taken for healthy.
 *
 * <pre>{@code
 * StateProbe pool = target -> Map.of("pool.active", hikari.getActiveConnections());
 * }</pre>
 */
@FunctionalInterface
public interface StateProbe {

    /** The values that make up this part of the state; their text is what is kept. */
    Map<String, ?> read(Target target) throws Exception;
}
