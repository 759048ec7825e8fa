package io.aiops4j.learning.llm;

import io.aiops4j.core.AiopsException;
import java.time.Duration;

/** What a setting must be. */
final class Checks {

    private Checks() {}

    static Duration positive(String what, Duration given, Duration most) {
        if (given.isNegative() || given.isZero() || given.compareTo(most) > 0) {
            throw new AiopsException("A " + what + " of " + given + " cannot be. Use more than 0 and at most "
                    + most.toSeconds() + " s.");
        }
        return given;
    }

    static int between(String what, int given, int least, int most) {
        if (given < least || given > most) {
            throw new AiopsException(given + " " + what + " cannot be. Use from " + least + " to " + most + ".");
        }
        return given;
    }

    static long notNegative(String what, long given) {
        if (given < 0) {
            throw new AiopsException(given + " " + what + " cannot be. Use 0 or more.");
        }
        return given;
    }
}
