package io.aiops4j.core.service;

import java.nio.file.Files;
import java.nio.file.Path;

/** A process that starts another one, notes down both and never ends. */
final class HangingJvm {

    private HangingJvm() {}

    public static void main(String[] args) throws Exception {
        Process child = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(Path.of(args[0]), ProcessHandle.current().pid() + "\n" + child.pid() + "\n");
        child.waitFor();
    }
}
