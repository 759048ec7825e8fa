package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What a host's exception says, bounded; it is the host's code, so even asking it may fail. */
final class Failures {

    private static final int LONGEST = 2_000;

    private Failures() {}

    /** What {@link #contained} says of a failure. */
    static String of(ExecutionException wrapped) {
        Throwable failure = wrapped.getCause();
        return failure instanceof AiopsException ? String.valueOf(failure.getMessage()) : describe(failure);
    }

    /**
     * The host's code with its failure told apart from ours. The failure goes no further: whoever wraps it asks it for its text,
     * and so does every logger.
     */
    static <T> Callable<T> contained(Callable<T> hostCode) {
        return () -> {
            try {
                return hostCode.call();
            } catch (Throwable failure) {
                throw new AiopsException(describe(failure));
            }
        };
    }

    private static String describe(@Nullable Throwable failure) {
        String text;
        try {
            text = String.valueOf(failure);
        } catch (Throwable alsoFailed) {
            text = failure == null ? "null" : failure.getClass().getName();
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
