package io.aiops4j.core;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The host's code, which may fail in any way: told apart from ours, and described within bounds, since even asking its exception
 * for its text may fail.
 *
 * <pre>{@code
 * Future<String> answer = pool.submit(HostCode.contained(handler::call));
 * }</pre>
 */
public final class HostCode {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_WORD = 1_000;

    private HostCode() {}

    /** What {@link #contained} says of a failure. */
    public static String of(ExecutionException wrapped) {
        Throwable failure = wrapped.getCause();
        return failure instanceof AiopsException ? String.valueOf(failure.getMessage()) : describe(failure);
    }

    /**
     * The host's code with its failure told apart from ours. The failure goes no further: whoever wraps it asks it for its text,
     * and so does every logger.
     */
    public static <T> Callable<T> contained(Callable<T> hostCode) {
        return () -> {
            try {
                return hostCode.call();
            } catch (Throwable failure) {
                throw new AiopsException(isOurs(failure) ? String.valueOf(failure.getMessage()) : describe(failure));
            }
        };
    }

    // what this library says is for people already; a subclass of the host's may do anything when it is asked
    private static boolean isOurs(Throwable failure) {
        return failure instanceof AiopsException && failure.getClass().getName().startsWith("io.aiops4j.");
    }

    /** What a failure says, at most 2,000 characters of it; never fails itself. */
    public static String describe(@Nullable Throwable failure) {
        String text;
        try {
            text = String.valueOf(failure);
        } catch (Throwable alsoFailed) {
            text = failure == null ? "null" : failure.getClass().getName();
        }
        return cut(text, LONGEST);
    }

    /**
     * The beginning of a text, with dots behind it where it goes on. It is cut between words if there is any: half a token is not
     * recognised as one any more, and would be kept.
     */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest;
        while (end > Math.max(0, longest - LONGEST_WORD) && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        boolean between = Character.isWhitespace(text.charAt(end));
        return text.substring(0, between ? end : longest) + "...";
    }

    /** The beginning of a text in one line, without what controls a terminal or is half a character, with dots where it goes on. */
    public static String line(String text, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
        text.chars()
                .limit(longest)
                .map(c -> Character.isISOControl(c) || Character.isSurrogate((char) c) ? ' ' : c)
                .forEach(c -> line.append((char) c));
        return line.append(text.length() > longest ? "..." : "").toString();
    }
}
