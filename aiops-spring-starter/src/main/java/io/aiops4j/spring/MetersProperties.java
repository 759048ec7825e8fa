package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Micrometer meters that are shown to the sensors. No type of Micrometer is named here: properties are bound without it too.
 *
 * @param name The meter's name, such as jvm.memory.used.
 * @param prefix With what the names of several meters begin, such as http.server.
 * @param tags The tags that a meter must have, with their values.
 * @param target The service whose meters they are; the application's name when nothing is said.
 * @param targetTag The tag that says whose each meter is.
 */
record MetersProperties(
        @Nullable String name,
        @Nullable String prefix,
        @DefaultValue Map<String, String> tags,
        @Nullable String target,
        @Nullable String targetTag) {

    /** How often meters are looked at, when nothing is said. */
    static final String STEP = "1m";

    /** The shortest and the longest time between two looks. */
    static final Duration SHORTEST_STEP = Duration.ofSeconds(1);

    static final Duration LONGEST_STEP = Duration.ofDays(1);

    /** The name of an application that has none. */
    static final String UNNAMED = "application";

    private static final String PREFIX = "aiops.detection.";

    MetersProperties {
        tags = Map.copyOf(tags);
    }

    /** What is chosen, in the order of the names. */
    static List<MeterChoice> choices(Map<String, MetersProperties> all, String application) {
        List<MeterChoice> choices = new ArrayList<>();
        new TreeMap<>(all)
                .forEach((name, each) -> choices.add(AiopsPropertyException.checked(
                        PREFIX + "meters." + name,
                        "Write for instance: aiops.detection.meters.heap.name=jvm.memory.used"
                                + " aiops.detection.meters.heap.tags.area=heap",
                        () -> each.toChoice(application))));
        return choices;
    }

    static Duration checkedStep(Duration step) {
        if (step.compareTo(SHORTEST_STEP) < 0 || step.compareTo(LONGEST_STEP) > 0) {
            throw AiopsPropertyException.of(
                    PREFIX + "step",
                    "Meters cannot be looked at every " + step + ".",
                    "Write a time from a second to a day: aiops.detection.step=" + STEP);
        }
        return step;
    }

    private MeterChoice toChoice(String application) {
        if ((name == null) == (prefix == null)) {
            throw new AiopsException("It has a name or a prefix, and not both.");
        }
        String said = name == null ? prefix : name;
        if (said == null || said.isBlank()) {
            throw new AiopsException("Its name or prefix is blank, and would choose everything or nothing.");
        }
        if (target != null && targetTag != null) {
            throw new AiopsException("It has a target or a target-tag, and not both.");
        }
        String own = application.isBlank() ? UNNAMED : application;
        return new MeterChoice(name, prefix, tags, Target.service(target == null ? own : target), targetTag);
    }
}
