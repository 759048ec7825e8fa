package io.aiops4j.spring;

import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.action.Actions;
import io.aiops4j.core.service.Services;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What {@code aiops.actions.*} says: what runbooks can do without a bean. Nothing is there by itself.
 *
 * @param services services of the machine
 * @param cleanupLogs The folders in which runbooks may delete old files, by cleanup_logs.
 * @param editConfig The folders in which runbooks may set values in files, by edit_config and restore_config.
 * @param commands Programs that runbooks may run, by run_command.
 * @param http HTTP services
 * @param connectionPools Whether runbooks may reset the pool of each DataSource bean of HikariCP, by reset_connection_pool. The pools can
 * then be looked at, too.
 * @param terminateQueries Whether runbooks may end what runs too long in the database of the DataSource bean, by terminate_queries.
 * @param waitUntil Whether runbooks may wait until a condition holds, by wait_until, which looks at all probes.
 * @param notifying Whether runbooks may tell people, by notify.
 */
record ActionsProperties(
        @NestedConfigurationProperty @DefaultValue ServicesProperties services,
        @DefaultValue List<String> cleanupLogs,
        @DefaultValue List<String> editConfig,
        @DefaultValue List<CommandProperties> commands,
        @NestedConfigurationProperty @DefaultValue HttpProperties http,
        @DefaultValue("false") boolean connectionPools,
        @DefaultValue("false") boolean terminateQueries,
        @DefaultValue("false") boolean waitUntil,
        @Name("notify") @DefaultValue("false") boolean notifying) { // no component of a record can be called notify

    ActionsProperties {
        cleanupLogs = List.copyOf(cleanupLogs);
        editConfig = List.copyOf(editConfig);
        commands = List.copyOf(commands);
    }

    /** What needs no other beans than one that keeps services. */
    void addTo(Wanted<Action> actions, Supplier<@Nullable Services> keeper) {
        services.addTo(actions, keeper);
        if (!cleanupLogs.isEmpty()) {
            add(actions, "cleanup-logs", "/var/log/shop", cleanupLogs, Actions::cleanupLogs);
        }
        if (!editConfig.isEmpty()) {
            add(actions, "edit-config", "/etc/shop", editConfig, Actions::editConfig);
            add(actions, "edit-config", "/etc/shop", editConfig, Actions::restoreConfig);
        }
        CommandProperties.addTo(actions, commands);
        http.addTo(actions);
    }

    private static void add(
            Wanted<Action> actions, String name, String example, List<String> roots, Function<Path[], Action> made) {
        String property = "aiops.actions." + name;
        Action action = AiopsPropertyException.checked(
                property,
                "Write folders that are there: " + property + "=" + example,
                () -> made.apply(Place.all(roots)));
        actions.put(property, action.signature().name(), action);
    }
}
