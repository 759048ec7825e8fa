package io.aiops4j.core.run.action;

import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** Puts back what a configuration file was before this run edited it, if nobody has changed it since. */
final class ConfigRestore {

    private final Roots roots;
    private final Semaphore turn = new Semaphore(1);

    ConfigRestore(Roots roots) {
        this.roots = roots;
    }

    Action action() {
        return Action.named("restore_config")
                .parameter(roots.parameter())
                .parameter(ConfigEdit.FILE)
                .risk(Risk.HIGH)
                .idempotent()
                .preview(step -> ConfigEdit.within(step, roots, turn, this::preview))
                .run(step -> step.output(ConfigEdit.within(step, roots, turn, this::restore)));
    }

    private String preview(Folder folder, String name, StepContext step) throws IOException {
        Beside beside = new Beside(folder, step);
        byte[] content = new ConfigFile(folder, name, beside).read();
        Backups backups = new Backups(folder, name, step.executionId(), beside);
        String backup = backups.name();
        if (backup == null) {
            return nothing(backups, name);
        }
        undone(backups, backup, name, content);
        return "would put '" + backup + "' in the place of '" + name + "'";
    }

    private String restore(Folder folder, String name, StepContext step) throws IOException, InterruptedException {
        Beside beside = new Beside(folder, step);
        ConfigFile file = new ConfigFile(folder, name, beside);
        file.read(); // that it is there is asked first
        Backups backups = new Backups(folder, name, step.executionId(), beside);
        String backup = backups.name();
        if (backup == null) {
            return nothing(backups, name);
        }
        byte[] was = backups.content(backup);
        file.replace(content -> undone(backups, backup, name, content, was), (before, after) -> {});
        return "put '" + backup + "' in the place of '" + name + "'\n";
    }

    private static void undone(Backups backups, String backup, String name, byte[] content) throws IOException {
        undone(backups, backup, name, content, backups.content(backup));
    }

    private static byte[] undone(Backups backups, String backup, String name, byte[] content, byte[] was) {
        if (!Arrays.equals(content, was) && !backups.isWhatRunLeft(backup, content)) {
            throw new ActionException(
                    FailureType.TIMING_OR_RACE,
                    "'" + name + "' was changed since by somebody else, and is left alone. What it was before this run"
                            + " is in '" + backup + "' beside it.");
        }
        return was;
    }

    private static String nothing(Backups backups, String name) throws IOException {
        if (backups.isFull()) {
            throw new ActionException(
                    FailureType.PARAMETER_WRONG,
                    "There is no backup of '" + name + "' by this run, and only " + Backups.MOST
                            + " are kept: it may be gone. Look into the others beside the file.");
        }
        return "this run has changed nothing in '" + name + "'\n";
    }
}
