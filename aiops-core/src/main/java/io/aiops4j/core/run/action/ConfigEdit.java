package io.aiops4j.core.run.action;

import io.aiops4j.core.Risk;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.StepContext;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Sets one value in a configuration file. */
final class ConfigEdit {

    static final String FILE = "file";

    private static final String KEY = "key";
    private static final String VALUE = "value";

    private final Roots roots;
    private final Semaphore turn = new Semaphore(1);

    ConfigEdit(Roots roots) {
        this.roots = roots;
    }

    Action action() {
        return Action.named("edit_config")
                .parameter(roots.parameter())
                .parameter(FILE)
                .parameter(KEY)
                .parameter(VALUE)
                .risk(Risk.HIGH)
                .idempotent()
                .reversible()
                .preview(step -> within(step, roots, turn, this::preview))
                .run(step -> step.output(within(step, roots, turn, this::edit)));
    }

    /** Something that is done with a file in an open folder, and what it says. */
    @FunctionalInterface
    interface Work {
        String in(Folder folder, String name, StepContext step) throws IOException, InterruptedException;
    }

    /**
     * Opens the folder of the file that a step names, one at a time: a process loses its lock on a file as soon as any of its threads
     * closes that file.
     */
    static String within(StepContext step, Roots roots, Semaphore turn, Work work) throws InterruptedException {
        Roots.Place place = roots.place(step, FILE);
        if (place.parts().isEmpty()) {
            throw Failures.wrong("Parameter 'file' names the root itself. Name a file in it.");
        }
        turn.acquire();
        try (Folder folder = place.above().open()) {
            return work.in(folder, place.name(), step);
        } catch (IOException e) {
            throw Failures.at(place.shown(), e);
        } finally {
            turn.release();
        }
    }

    private String preview(Folder folder, String name, StepContext step) throws IOException {
        ConfigText text = ConfigText.named(name);
        byte[] content = new ConfigFile(folder, name, new Beside(folder, step)).read();
        ConfigText.Edited edited = text.set(content, step.text(KEY), step.text(VALUE));
        return edited.before().equals(step.text(VALUE))
                ? "'" + name + "' has this value already; it would not be changed"
                : "would change '" + name + "'\n" + told(step, edited.before());
    }

    private String edit(Folder folder, String name, StepContext step) throws IOException, InterruptedException {
        ConfigText text = ConfigText.named(name);
        Beside beside = new Beside(folder, step);
        Backups backups = new Backups(folder, name, step.executionId(), beside);
        String[] before = new String[1];
        new ConfigFile(folder, name, beside)
                .replace(
                        content -> {
                            ConfigText.Edited edited = text.set(content, step.text(KEY), step.text(VALUE));
                            before[0] = edited.before();
                            return edited.before().equals(step.text(VALUE)) ? content : edited.content();
                        },
                        backups::keep);
        return "changed '" + name + "', what it was is in '" + backups.name() + "'\n" + told(step, before[0]);
    }

    // a line for each, so that a secret is recognised behind its key in both
    private static String told(StepContext step, String before) {
        return "was " + step.text(KEY) + "=" + before + "\nis " + step.text(KEY) + "=" + step.text(VALUE) + "\n";
    }
}
