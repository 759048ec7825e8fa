package io.aiops4j.core.verify;

import io.aiops4j.core.Target;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The file systems that hold these paths: {@code disk.*} is the worst of them, and where there are several, each has its own values behind
 * its path too. One that cannot be read makes all of them unknown: the worst may be that one.
 */
final class DiskProbe implements StateProbe {

    private final List<Path> paths;
    private final Inodes inodes;

    DiskProbe(List<Path> paths, Inodes inodes) {
        this.paths = List.copyOf(paths);
        this.inodes = inodes;
    }

    private record Space(double used, double free, double inodesUsed, double inodesFree, boolean readOnly) {

        double usedPercent() {
            // what is kept back for root is of no use to others: so does df say it
            return used + free > 0 ? used * 100 / (used + free) : Double.NaN;
        }

        double inodesPercent() {
            return inodesUsed + inodesFree > 0 ? inodesUsed * 100 / (inodesUsed + inodesFree) : Double.NaN;
        }

        Space worse(Space other) {
            Space fuller = other.usedPercent() > usedPercent() ? other : this;
            Space thicker = other.inodesPercent() > inodesPercent() || Double.isNaN(inodesPercent()) ? other : this;
            return new Space(
                    fuller.used, fuller.free, thicker.inodesUsed, thicker.inodesFree, readOnly || other.readOnly);
        }
    }

    @Override
    public Map<String, String> read(Target target) throws IOException, InterruptedException {
        Readings readings = new Readings();
        Space worst = null;
        for (Path path : paths) {
            Space space = space(path);
            worst = worst == null ? space : worst.worse(space);
            if (paths.size() > 1) {
                say(readings, "disk" + name(path), space);
            }
        }
        if (worst != null) {
            say(readings, "disk", worst);
        }
        return readings.values();
    }

    private Space space(Path path) throws IOException, InterruptedException {
        FileStore store = Files.getFileStore(path);
        double[] counted = inodes.of(path);
        return new Space(
                (double) (store.getTotalSpace() - store.getUnallocatedSpace()),
                (double) store.getUsableSpace(),
                counted[0],
                counted[1],
                store.isReadOnly());
    }

    private static void say(Readings readings, String prefix, Space space) {
        readings.number(prefix + ".used_percent", space.usedPercent())
                .megabytes(prefix + ".free_mb", space.free())
                .number(prefix + ".inodes_used_percent", space.inodesPercent())
                .number(prefix + ".inodes_free", space.inodesFree())
                .text(prefix + ".read_only", space.readOnly());
    }

    // as it can stand in a condition
    private static String name(Path path) {
        String text = path.toAbsolutePath().normalize().toString();
        StringBuilder name = new StringBuilder(text.startsWith("/") ? "" : "/");
        text.chars().forEach(c -> {
            boolean fits = Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '/';
            name.append(fits ? (char) c : '_');
        });
        return name.toString();
    }
}
