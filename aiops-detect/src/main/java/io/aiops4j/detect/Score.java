package io.aiops4j.detect;

import io.aiops4j.core.signal.Severity;
import java.util.Map;

/**
 * What a detector thinks of one observation. A record, so it is safe to share.
 *
 * <pre>{@code
 * if (score.judged() && score.value() >= Detection.OPENS_AT) {
 *     log.warn("unusual: {}", score.reason());
 * }
 * }</pre>
 *
 * <p>The figures are always finite, and {@code lower <= expected <= upper}.
 *
 * @param value how unusual, from 0 to 1: up to 0.5 is usual, up to 0.8 unusual but no news, and 0.8 or more begins an
 *     event
 * @param expected the value that was expected
 * @param lower where the usual band begins
 * @param upper where the usual band ends
 * @param severity how bad; {@link Severity#INFO} while nothing is unusual
 * @param confidence how much history stands behind the score, from 0 to 1; 0 means that the observation was not judged
 * @param reason why, in words
 * @param features what contributed, by name, such as {@code level} or {@code time_of_day}, and how much; empty while
 *     nothing is unusual
 */
public record Score(
        double value,
        double expected,
        double lower,
        double upper,
        Severity severity,
        double confidence,
        String reason,
        Map<String, Double> features) {

    /** Copies the features. */
    public Score {
        features = Map.copyOf(features);
    }

    /**
     * A score without features.
     *
     * @param value how unusual, from 0 to 1
     * @param expected the value that was expected
     * @param lower where the usual band begins
     * @param upper where the usual band ends
     * @param severity how bad
     * @param confidence how much history stands behind it, from 0 to 1
     * @param reason why, in words
     */
    public Score(
            double value,
            double expected,
            double lower,
            double upper,
            Severity severity,
            double confidence,
            String reason) {
        this(value, expected, lower, upper, severity, confidence, reason, Map.of());
    }

    /**
     * {@return whether this is a verdict: not while the detector warms up, nor of an observation that could not be
     * used}
     */
    public boolean judged() {
        return confidence > 0;
    }

    /** No verdict, with the reason for it. */
    static Score unjudged(double expected, String reason) {
        return new Score(0, expected, expected, expected, Severity.INFO, 0, reason, Map.of());
    }
}
