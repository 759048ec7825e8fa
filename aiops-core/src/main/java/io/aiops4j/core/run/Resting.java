package io.aiops4j.core.run;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that wait for a guardrail, as this node knows; another node finds out by itself. They hold nobody up.
 *
 * <p>Safe for use by many threads.
 */
final class Resting {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    // until when, by this node's clock, or null when nobody can tell
    private record Rest(@Nullable Instant until, GuardrailException why) {}

    private final Clock clock;
    private final Map<String, Rest> rests = new ConcurrentHashMap<>();

    Resting(Clock clock) {
        this.clock = clock;
    }

    void put(String id, GuardrailException why) {
        Instant until = why.pause() == null ? null : clock.instant().plus(why.pause());
        if (rests.put(id, new Rest(until, why)) == null) {
            LOG.info("{} waits: {}", id, why.getMessage());
        }
    }

    boolean has(String id) {
        return rests.containsKey(id);
    }

    /** Whether what it waited for should be over. */
    boolean isOver(String id) {
        Rest rest = rests.get(id);
        return rest != null && rest.until() != null && !clock.instant().isBefore(rest.until());
    }

    /** What it waits for, to be said behind something else; empty when it waits for nothing. */
    String why(String id) {
        Rest rest = rests.get(id);
        return rest == null ? "" : "; " + rest.why().getMessage();
    }

    void keepOnly(Predicate<String> ids) {
        rests.keySet().removeIf(ids.negate());
    }
}
