package io.aiops4j.detect;

import java.util.Locale;

/** In what respect a value is unusual. */
enum Aspect {
    LEVEL(0),
    DRIFT(1),
    VOLATILITY(2),
    TIME_OF_DAY(3),
    JUMP(4),
    STUCK(5);

    static final int COUNT = values().length;

    /** Its place among the others, also in a saved state. */
    final int place;

    Aspect(int place) {
        this.place = place;
    }

    /** As in the features of a score, such as {@code time_of_day}. */
    String feature() {
        return name().toLowerCase(Locale.ROOT);
    }
}
