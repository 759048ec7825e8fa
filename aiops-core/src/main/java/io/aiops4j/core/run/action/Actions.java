package io.aiops4j.core.run.action;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.http.HttpAccess;
import io.aiops4j.core.notify.Notifier;
import io.aiops4j.core.pool.ConnectionPool;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.service.Command;
import io.aiops4j.core.service.Services;
import io.aiops4j.core.verify.StateProbe;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The actions that come with the library. A host adds those that it wants, each with what it may reach; a runbook says what to do with it.
 *
 * <pre>{@code
 * Aiops.builder()
 *         .action(Actions.restartService(Services.systemd(), "nginx", "shop"))
 *         .action(Actions.cleanupLogs(Path.of("/var/log/shop")))
 *         .action(Actions.httpCheck(access))
 *         .action(Actions.resetConnectionPool(ConnectionPool.hikari(hikari)));
 * }</pre>
 *
 * <p>Safe for use by many threads, as the actions are.
 */
public final class Actions {

    private Actions() {}

    // --- what touches processes and files ---

    /** {@code start_service}: starts a "service", any or one of these. */
    public static Action startService(Services services, String... allowed) {
        return new ServiceActions(services, allowed).start();
    }

    /** {@code stop_service}: stops a "service", any or one of these. */
    public static Action stopService(Services services, String... allowed) {
        return new ServiceActions(services, allowed).stop();
    }

    /** {@code restart_service}: stops and starts a "service", any or one of these. */
    public static Action restartService(Services services, String... allowed) {
        return new ServiceActions(services, allowed).restart();
    }

    /** {@code run_command}: runs the "command" of these that has that name, with the parameters that it takes. */
    public static Action runCommand(Command... commands) {
        return new CommandAction(commands).action();
    }

    /**
     * {@code cleanup_logs}: deletes the files in a {@code folder} of a "root" whose names end in {@code suffix}, which are older
     * than {@code older_than_hours} and not among the {@code keep_newest} of their folder; with {@code recursive}, of the folders in
     * it too.
     */
    public static Action cleanupLogs(Path... roots) {
        return new LogCleanup(Roots.of(roots), Clock.systemUTC()).action();
    }

    /**
     * {@code edit_config}: sets the {@code key} in a {@code file} of a "root" to a {@code value}. The file is properties, YAML or
     * JSON; all but that value stays as it is.
     */
    public static Action editConfig(Path... roots) {
        return new ConfigEdit(Roots.of(roots)).action();
    }

    /** {@code restore_config}: undoes what this run did to a {@code file} of a "root". */
    public static Action restoreConfig(Path... roots) {
        return new ConfigRestore(Roots.of(roots)).action();
    }

    // --- what talks to others ---

    /** {@code http_check}: asks a service, and fails unless it answers as expected. */
    public static Action httpCheck(HttpAccess access) {
        return new HttpCheck(access).action();
    }

    /** {@code http_call}: sends what the runbook says, as JSON, to a service that the host configured. */
    public static Action httpCall(HttpAccess access) {
        return new HttpCall(access).action();
    }

    /**
     * A call of one kind under a name of its own: {@code httpCall(access, "scale_service", Risk.MEDIUM, "scaler",
     * "PUT /services/{service}/scale", Parameter.text("service"), Parameter.number("replicas").between(1, 20))}. A parameter that the
     * path names becomes one segment of it, all others the fields of a JSON object; none can become more than that.
     */
    public static Action httpCall(
            HttpAccess access, String name, Risk risk, String base, String request, Parameter... parameters) {
        return new NamedCall(access, base, request, parameters).action(name, risk);
    }

    /** {@code wait_until}: looks at these probes until a condition holds. */
    public static Action waitUntil(Map<String, StateProbe> probes) {
        return new WaitUntil(probes).action();
    }

    /** {@code notify}: tells people. */
    public static Action notify(Notifier notifier) {
        return new Tell(notifier, Clock.systemUTC()).action();
    }

    /** {@code reset_connection_pool}: replaces the connections of one of these pools. */
    public static Action resetConnectionPool(ConnectionPool... pools) {
        return new ResetPool(pools).action();
    }

    /** {@code switch_datasource}: takes new connections from another choice of one of these. */
    public static Action switchDataSource(SwitchableDataSource... dataSources) {
        return new SwitchChoice(dataSources).action();
    }

    /** {@code terminate_queries}: ends what runs too long in a PostgreSQL or MariaDB, by a connection of this data source. */
    public static Action terminateQueries(DataSource dataSource) {
        return new TerminateQueries(dataSource).action();
    }
}
