package io.aiops4j.spring;

import io.aiops4j.core.Target;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code aiops.logs.*} says: which lines of the application's own log are looked at.
 *
 * @param enabled Whether what the application logs is looked at.
 * @param level The least level that is looked at. Loggers that are set to log less are not changed.
 * @param service The service that the lines are about; spring.application.name when nothing is said, else "application".
 * @param capacity How many lines wait at most. What comes beyond it is dropped, and counted as logs.dropped.
 */
record LogsProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("warn") Level level,
        @Nullable String service,
        @DefaultValue("" + LogFeed.DEFAULT_CAPACITY) int capacity) {

    private static final String PREFIX = "aiops.logs.";
    private static final String NAMELESS = "application";
    private static final String HOW_TO_NAME = "Write the name that runbooks know it by: " + PREFIX + "service=shop";

    /** The service that lines are about. */
    Target target(@Nullable String application) {
        String named = service;
        if (named != null) {
            return AiopsPropertyException.checked(PREFIX + "service", HOW_TO_NAME, () -> Target.service(named));
        }
        String name = application == null || application.isBlank() ? NAMELESS : application;
        return AiopsPropertyException.checked("spring.application.name", HOW_TO_NAME, () -> Target.service(name));
    }

    /** How many lines wait at most. */
    int room() {
        if (capacity < 2 || capacity > LogFeed.GREATEST_CAPACITY) {
            throw AiopsPropertyException.of(
                    PREFIX + "capacity",
                    "It is " + capacity + ".",
                    "Write a number from 2 to " + LogFeed.GREATEST_CAPACITY + ": " + PREFIX + "capacity="
                            + LogFeed.DEFAULT_CAPACITY);
        }
        return capacity;
    }
}
