package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.micrometer.core.instrument.Meter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which meters are shown to the sensors, and whose they are.
 *
 * @param name of the meter, or null
 * @param prefix with which its name begins, or null
 * @param tags what it must be tagged with
 * @param target whose it is, when the tag does not say
 * @param targetTag the tag that says whose it is, or null
 */
record MeterChoice(
        @Nullable String name,
        @Nullable String prefix,
        Map<String, String> tags,
        Target target,
        @Nullable String targetTag) {

    MeterChoice {
        tags = Map.copyOf(tags);
    }

    /** Whose this meter is, or null when it is not one of these. */
    @Nullable
    Target targetOf(Meter.Id id) {
        if (!isNamed(id.getName()) || !isTagged(id)) {
            return null;
        }
        if (targetTag == null) {
            return target;
        }
        String said = id.getTag(targetTag);
        return said == null ? null : service(said);
    }

    private boolean isNamed(String meter) {
        return prefix == null ? meter.equals(name) : meter.startsWith(prefix);
    }

    private boolean isTagged(Meter.Id id) {
        return tags.entrySet().stream().allMatch(tag -> tag.getValue().equals(id.getTag(tag.getKey())));
    }

    // no application wrote these names for us: one that no target can have is left out
    private static @Nullable Target service(String said) {
        try {
            return Target.service(said);
        } catch (AiopsException unusable) {
            return null;
        }
    }
}
