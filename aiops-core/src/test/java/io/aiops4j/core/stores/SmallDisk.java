package io.aiops4j.core.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real disk of a few megabytes in memory, where this process may mount one: it fills up, grows, and can refuse to be written. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** A disk of this size, or nothing where this process may not mount. */
    public static Optional<SmallDisk> of(int megabytes) throws IOException {
        Path folder = Files.createTempDirectory("aiops-disk");
        if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())) {
            return Optional.of(new SmallDisk(folder));
        }
        Files.delete(folder);
        return Optional.empty();
    }

    /** Where it is mounted. */
    public Path folder() {
        return folder;
    }

    /** Takes whatever room is left. */
    public void fill() {
        byte[] page = new byte[4096];
        try (var out = Files.newOutputStream(folder.resolve("ballast"))) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Makes it larger, or smaller down to what is used, while everything goes on. */
    public void resize(int megabytes) throws IOException {
        remount("size=" + megabytes + "m");
    }

    /** Lets nobody write any more; nothing may be open for writing. */
    public void readOnly() throws IOException {
        remount("ro");
    }

    private void remount(String option) throws IOException {
        if (!run("mount", "-o", "remount," + option, folder.toString())) {
            throw new IOException("Could not remount " + folder + " with " + option);
        }
    }

    @Override
    public void close() throws IOException {
        String name = folder.toString();
        // lazily as the last means: what still holds a file open keeps the disk, and nobody sees it any more
        if (!run("umount", name) && !run("umount", "-l", name)) {
            throw new IOException("Could not unmount " + folder + ": do it by hand");
        }
        Files.delete(folder);
    }

    private static boolean run(String... command) {
        try {
            ProcessBuilder process = new ProcessBuilder(List.of(command));
            process.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            return process.start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such command here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
