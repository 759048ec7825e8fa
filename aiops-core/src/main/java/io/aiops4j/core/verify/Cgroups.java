package io.aiops4j.core.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The control groups (version 2) that this process is in, its own first: what one limits holds for all below it. */
record Cgroups(List<Path> levels) {

    /** A level with the least of some limit. */
    record Limited(Path level, double limit) {

        String read(String file) throws IOException {
            return SystemFiles.read(level.resolve(file));
        }
    }

    static Cgroups of(SystemFiles files) {
        Path mount = files.root().resolve("sys/fs/cgroup");
        if (!Files.exists(mount.resolve("cgroup.controllers"))) {
            return new Cgroups(List.of());
        }
        List<Path> levels = new ArrayList<>();
        Path level = own(files, mount);
        while (level != null && level.startsWith(mount)) {
            levels.add(level);
            level = level.getParent();
        }
        return new Cgroups(levels);
    }

    // inside a container its own group may be the mount itself, whatever the file says
    private static Path own(SystemFiles files, Path mount) {
        try {
            for (String line : files.read("proc/self/cgroup").lines().toList()) {
                if (line.startsWith("0::/")) {
                    Path own = mount.resolve(line.substring("0::/".length())).normalize();
                    return own.startsWith(mount) && Files.isDirectory(own) ? own : mount;
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            return mount;
        }
        return mount;
    }

    /** Where the least memory may be used, in bytes; null where nothing limits it. */
    @Nullable
    Limited memory() {
        return least("memory.max", text -> SystemFiles.number(text.strip()));
    }

    /** Where the fewest cores may be used; null where nothing limits them. */
    @Nullable
    Limited cores() {
        return least("cpu.max", text -> {
            List<String> words = SystemFiles.words(text);
            return words.size() < 2 ? Double.NaN : SystemFiles.number(words.get(0)) / SystemFiles.number(words.get(1));
        });
    }

    private @Nullable Limited least(String file, ToDoubleFunction<String> limit) {
        Limited least = null;
        for (Path level : levels) {
            double here = limit(level.resolve(file), limit);
            if (here > 0 && (least == null || here < least.limit())) {
                least = new Limited(level, here);
            }
        }
        return least;
    }

    private static double limit(Path file, ToDoubleFunction<String> limit) {
        try {
            return limit.applyAsDouble(SystemFiles.read(file));
        } catch (IOException notThere) {
            return Double.NaN; // the root has none, and a controller can be off
        }
    }
}
