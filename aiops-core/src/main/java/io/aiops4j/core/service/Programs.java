package io.aiops4j.core.service;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a program is: at a place that the host names, or in a folder of the PATH. Looked up at each use. */
final class Programs {

    private Programs() {}

    static Supplier<Path> at(Path program) {
        Command.of(program); // refuses at once what never can be run
        return () -> program;
    }

    static Supplier<Path> onPath(String name) {
        return () -> find(name, System.getenv("PATH"));
    }

    // a folder that is not absolute, such as '.', would let whoever writes to the working directory choose the program
    static Path find(String name, @Nullable String path) {
        String rest = path == null ? "" : path;
        while (!rest.isEmpty()) {
            int end = rest.indexOf(File.pathSeparatorChar);
            Path found = in(end < 0 ? rest : rest.substring(0, end), name);
            if (found != null) {
                return found;
            }
            rest = end < 0 ? "" : rest.substring(end + 1);
        }
        throw new ServiceException(
                ServiceException.Kind.UNREACHABLE,
                "There is no '" + name + "' on the PATH of this process (" + path
                        + "). Install it, or say where it is: Services has a method that takes its path.");
    }

    private static @Nullable Path in(String folder, String name) {
        try {
            Path program = Path.of(folder).resolve(name);
            return program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program) ? program : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
