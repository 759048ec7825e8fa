package io.aiops4j.core.runbook;

import io.aiops4j.core.AiopsException;
import java.time.Duration;

/** Durations as people write them: 500ms, 30s, 2m, 1h. */
final class DurationText {

    private static final int MOST_DIGITS = 9;

    private static final Duration LONGEST = Duration.ofHours(1_000_000);

    private DurationText() {}

    static Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits > 0 && digits <= MOST_DIGITS) {
            long amount = Long.parseLong(text.substring(0, digits));
            switch (text.substring(digits)) {
                case "ms" -> {
                    return Duration.ofMillis(amount);
                }
                case "s" -> {
                    return Duration.ofSeconds(amount);
                }
                case "m" -> {
                    return Duration.ofMinutes(amount);
                }
                case "h" -> {
                    return Duration.ofHours(amount);
                }
                default -> {
                    // falls through to the message below
                }
            }
        }
        throw new AiopsException(
                "'" + text + "' is not a duration. Write a whole number and a unit: 500ms, 30s, 2m, 1h.");
    }

    /** Whether it is neither negative nor longer than this, and can be written without loss. */
    static boolean isUpTo(Duration longest, Duration duration) {
        return !duration.isNegative()
                && duration.compareTo(longest) <= 0
                && duration.equals(Duration.ofMillis(duration.toMillis()));
    }

    static String write(Duration duration) {
        if (duration.compareTo(LONGEST) > 0 || duration.isNegative()) {
            return duration.toString(); // a fault, which has to be shown too
        }
        long millis = duration.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
