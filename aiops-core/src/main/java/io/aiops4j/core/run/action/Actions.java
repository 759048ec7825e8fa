package io.aiops4j.core.run.action;

import io.aiops4j.core.run.Action;
import io.aiops4j.core.service.Command;
import io.aiops4j.core.service.Services;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The actions that come with the library. A host adds those that it wants, each with what it may reach.
 *
 * <pre>{@code
 * Aiops.builder()
 *         .action(Actions.restartService(Services.systemd(), "nginx", "shop"))
 *         .action(Actions.cleanupLogs(Path.of("/var/log/shop")))
 *         .action(Actions.editConfig(Path.of("/etc/shop")))
 *         .action(Actions.restoreConfig(Path.of("/etc/shop")));
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
}
