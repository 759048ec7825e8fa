package io.aiops4j.jmh.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A disk of a few megabytes, in memory, where this process may mount one; else a folder on a disk that does not fill. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final boolean mounted;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** A new one, at this folder that is there already. */
    public static SmallDisk at(Path folder, int megabytes) throws IOException {
        String size = "size=" + megabytes + "m";
        return new SmallDisk(folder, run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()));
    }

    /** The disk that the folder is on. */
    public static SmallDisk none(Path folder) {
        return new SmallDisk(folder, false);
    }

    /** Whether it is small. */
    public boolean isMounted() {
        return mounted;
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    private static boolean run(String... command) throws IOException {
        if (!Files.isExecutable(Path.of("/bin", command[0]))) {
            return false;
        }
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            // at once for everybody who comes, and for those who still have a file open when they close it
            run("umount", "-l", folder.toString());
        }
    }
}
