package io.aiops4j.core.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Real executables, and whether the processes that they noted down are still there. */
public final class Script {

    private Script() {}

    /** An executable of this name that the system's shell reads. */
    public static Path of(Path folder, String name, String body) throws IOException {
        Path script = folder.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /** Waits until a file has so many lines, as long as the test may take. */
    public static List<String> lines(Path file, int count) throws IOException {
        while (true) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= count && Files.readString(file).endsWith("\n")) {
                return lines;
            }
            Thread.onSpinWait();
        }
    }

    /** Whether any of the processes with these numbers lives. */
    public static boolean lives(List<String> pids) {
        return pids.stream()
                .map(Long::parseLong)
                .anyMatch(pid -> ProcessHandle.of(pid).map(Family::lives).orElse(false));
    }
}
