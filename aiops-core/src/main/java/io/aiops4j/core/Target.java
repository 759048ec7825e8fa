package io.aiops4j.core;

import org.jspecify.annotations.Nullable;

/**
 * What a fix acts on: a service, or one instance of it on one node.
 *
 * <pre>{@code
 * Target redis = Target.service("redis");
 * Target one = Target.instance("redis", "node-3");
 * }</pre>
 *
 * @param service the service's name
 * @param instance one instance of it, or null for the service as a whole
 */
public record Target(String service, @Nullable String instance) {

    /** Refuses a target without a name. */
    public Target {
        Text.requireName("target's service", service);
        if (service.indexOf('@') >= 0) {
            throw new AiopsException(
                    "A service's name cannot contain '@', which parts it from the instance: " + service);
        }
        if (instance != null) {
            Text.requireName("target's instance", instance);
        }
    }

    /** A whole service. */
    public static Target service(String service) {
        return new Target(service, null);
    }

    /** One instance of a service. */
    public static Target instance(String service, String instance) {
        return new Target(service, instance);
    }

    /** Reads back what {@link #toString()} wrote. */
    public static Target parse(String text) {
        int at = text.indexOf('@');
        return at < 0 ? service(text) : instance(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return instance == null ? service : service + "@" + instance;
    }
}
