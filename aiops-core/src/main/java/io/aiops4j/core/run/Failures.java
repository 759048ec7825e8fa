package io.aiops4j.core.run;

import org.jspecify.annotations.Nullable;

/** What a host's exception says, bounded; it is the host's code, so even asking it may fail. */
final class Failures {

    private static final int LONGEST = 2_000;

    private Failures() {}

    static String describe(@Nullable Throwable failure) {
        String text;
        try {
            text = String.valueOf(failure);
        } catch (Throwable alsoFailed) {
            text = failure == null ? "null" : failure.getClass().getName();
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
