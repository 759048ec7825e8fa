package io.aiops4j.core.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has against a run.
 *
 * @param rule its name
 * @param saw what it saw, as a part of a sentence
 * @param retryAt from when on it would have nothing against it, as far as it can tell, or null
 * @param waits whether that is a matter of time, so that what is queued stays so instead of being ended
 */
record Refusal(String rule, String saw, @Nullable Instant retryAt, boolean waits) {

    /** The same, to be tried again at this time. */
    Refusal at(Instant time) {
        return new Refusal(rule, saw, time, waits);
    }

    /** No matter of time: a person has to look. */
    static Refusal over(String rule, String saw, @Nullable Instant retryAt) {
        return new Refusal(rule, saw, retryAt, false);
    }

    /** It passes by itself. */
    static Refusal passing(String rule, String saw, @Nullable Instant retryAt) {
        return new Refusal(rule, saw, retryAt, true);
    }
}
