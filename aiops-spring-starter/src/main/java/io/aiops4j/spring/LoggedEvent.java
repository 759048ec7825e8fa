package io.aiops4j.spring;

import io.aiops4j.core.Target;
import io.aiops4j.core.signal.LogLine;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a logging thread noted of an event. The rest is done by another thread.
 *
 * @param level the level's name
 * @param logger the logger's name
 * @param thread the name of the thread that logged
 * @param text gives the message, on whichever thread it is asked
 * @param thrown what was logged with it
 */
record LoggedEvent(
        String level,
        String logger,
        String thread,
        Supplier<String> text,
        @Nullable Throwable thrown) {

    /** Of a message, and of what each throwable says, the first so many characters are looked at. */
    static final int LONGEST = 16_384;

    /** So many throwables are told, the first included; a chain may lead back into itself. */
    static final int MOST_CAUSES = 10;

    private static final int MOST_ARGUMENTS = 8;
    private static final int LONGEST_ARGUMENT = 1_024;

    /**
     * Whether a message may be put together later, on another thread, and still says what it says now: if all its arguments are
     * of types whose values never change, and short, so that what waits stays small.
     */
    static boolean canWait(@Nullable String pattern, Object[] arguments) {
        if (pattern == null || pattern.length() > LONGEST || arguments.length > MOST_ARGUMENTS) {
            return false;
        }
        for (Object each : arguments) {
            if (!isSettled(each)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSettled(@Nullable Object argument) {
        return argument == null
                || (argument instanceof String text && text.length() <= LONGEST_ARGUMENT)
                || argument instanceof Integer
                || argument instanceof Long
                || argument instanceof Boolean
                || argument instanceof Double
                || argument instanceof Character
                || argument instanceof Short
                || argument instanceof Byte
                || argument instanceof Float;
    }

    /** A message that is known already. */
    static Supplier<String> settled(@Nullable String message) {
        String text = cut(message);
        return () -> text;
    }

    private static String cut(@Nullable String text) {
        String known = String.valueOf(text);
        return known.length() <= LONGEST ? known : known.substring(0, LONGEST);
    }

    /** The line: the message, and below it what was thrown and its causes, as a stack trace names them. */
    LogLine toLine(Target target) {
        StringBuilder line = new StringBuilder(cut(text.get()));
        Throwable told = thrown;
        for (int i = 0; told != null && i < MOST_CAUSES; i++) {
            line.append(i == 0 ? "\n" : "\nCaused by: ").append(told.getClass().getName());
            String message = told.getMessage();
            if (message != null) {
                line.append(": ").append(cut(message));
            }
            told = told.getCause();
        }
        return new LogLine(target, line.toString(), Map.of("level", level, "logger", logger, "thread", thread));
    }
}
