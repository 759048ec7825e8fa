package io.aiops4j.spring;

import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.action.Actions;
import io.aiops4j.core.service.Services;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code aiops.actions.services.*} says: which services runbooks may start and stop.
 *
 * @param manager Who keeps the services of this machine. Not used when there is a Services bean.
 * @param program Where systemctl, docker or sc.exe is; the one on the PATH when nothing is said. Not used when there is a Services
 * bean.
 * @param allow What runbooks may do to services: start, stop, restart. Nothing when nothing is said.
 * @param names The services that runbooks may do this to, and no others.
 * @param any Whether runbooks may do this to any service of the machine; to be said in the place of names.
 */
record ServicesProperties(
        @Nullable Keeper manager,
        @Nullable String program,
        @DefaultValue List<Verb> allow,
        @DefaultValue List<String> names,
        @DefaultValue("false") boolean any) {

    static final String PREFIX = "aiops.actions.services.";

    private static final String HOW_TO_ALLOW = "Write what may be done: " + PREFIX + "allow=restart";
    private static final String HOW_TO_NAME =
            "Write the services: " + PREFIX + "names=nginx,shop, or, if it shall be any: " + PREFIX + "any=true";

    /** Who keeps services. */
    enum Keeper {
        SYSTEMD,
        DOCKER,
        WINDOWS
    }

    /** What can be done to a service. */
    enum Verb {
        START,
        STOP,
        RESTART
    }

    ServicesProperties {
        allow = List.copyOf(allow);
        names = List.copyOf(names);
    }

    Services toServices(Keeper keeper) {
        if (program == null) {
            return switch (keeper) {
                case SYSTEMD -> Services.systemd();
                case DOCKER -> Services.docker();
                case WINDOWS -> Services.windows();
            };
        }
        return AiopsPropertyException.checked(
                PREFIX + "program",
                "Write where it is, or leave it out for the one on the PATH: " + PREFIX + "program=/usr/bin/systemctl",
                () -> switch (keeper) {
                    case SYSTEMD -> Services.systemd(Place.of(program));
                    case DOCKER -> Services.docker(Place.of(program));
                    case WINDOWS -> Services.windows(Place.of(program));
                });
    }

    /** The services of the machine, for whoever needs them by this property. */
    static Services required(@Nullable Services services, String property) {
        if (services == null) {
            throw AiopsPropertyException.of(
                    property,
                    "Nobody is known who keeps the services.",
                    "Write who does, or give a Services bean: " + PREFIX + "manager=systemd");
        }
        return services;
    }

    void addTo(Wanted<Action> actions, Supplier<@Nullable Services> keeper) {
        if (allow.isEmpty()) {
            if (any || !names.isEmpty()) {
                throw AiopsPropertyException.of(PREFIX + "allow", "Nothing may be done to the services.", HOW_TO_ALLOW);
            }
            return;
        }
        if (names.isEmpty() && !any) {
            throw AiopsPropertyException.of(
                    PREFIX + "names", "No service is named, and not every one is meant.", HOW_TO_NAME);
        }
        if (any && !names.isEmpty()) {
            throw AiopsPropertyException.of(PREFIX + "any", "It is true, and services are named too.", HOW_TO_NAME);
        }
        if (names.stream().anyMatch(String::isBlank)) {
            throw AiopsPropertyException.of(PREFIX + "names", "One of them is blank.", HOW_TO_NAME);
        }
        Services services = required(keeper.get(), PREFIX + "allow");
        String[] allowed = names.stream().distinct().toArray(String[]::new);
        for (Verb verb : EnumSet.copyOf(allow)) {
            Action action = switch (verb) {
                case START -> Actions.startService(services, allowed);
                case STOP -> Actions.stopService(services, allowed);
                case RESTART -> Actions.restartService(services, allowed);
            };
            actions.put(PREFIX + "allow", action.signature().name(), action);
        }
    }
}
