package io.aiops4j.core.verify;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.service.Services;
import java.util.Map;
import java.util.function.Function;

/** Reads the state of a service: {@code service.state} in our word, {@code service.detail} in those of whoever keeps it. */
final class ServiceProbe implements StateProbe {

    private final Services services;
    private final Function<Target, String> name;

    /** The service of the target. */
    ServiceProbe(Services services) {
        this(services, Target::service);
    }

    /** Always the service of this name. */
    ServiceProbe(Services services, String name) {
        this(services, target -> name);
    }

    private ServiceProbe(Services services, Function<Target, String> name) {
        this.services = services;
        this.name = name;
    }

    @Override
    public Map<String, ?> read(Target target) throws InterruptedException {
        Services.Status status = services.state(name.apply(target));
        if (status.state() == Services.State.UNKNOWN) {
            throw new AiopsException(
                    "What is said of '" + name.apply(target) + "' is not understood: " + status.detail());
        }
        return Map.of("service.state", status.state().word(), "service.detail", status.detail());
    }
}
