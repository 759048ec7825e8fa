package io.aiops4j.core.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The probes that come with the library. Their values say their units by their names; docs/verification.md lists them. What a probe cannot
 * read is left out or makes its part unknown, and is never said to be well.
 *
 * <pre>{@code
 * Aiops.builder()
 *         .probe("jvm", Probes.jvm())
 *         .probe("disks", Probes.disks(Path.of("/"), Path.of("/var/lib/shop")).within(Duration.ofSeconds(2)))
 *         .probe("worker", Probes.process(() -> OptionalLong.of(worker.pid())));
 * }</pre>
 */
public final class Probes {

    private Probes() {}

    /** This process's own JVM: heap, metaspace, threads, collections since the last reading. */
    public static StateProbe jvm() {
        return new JvmProbe();
    }

    /**
     * Another process of this machine: whether it lives, its CPU, memory, threads and open files. No number means that there is none, and
     * so that it does not live; a supplier that cannot tell throws.
     */
    public static StateProbe process(Supplier<OptionalLong> pid) {
        return new ProcessProbe(pid, SystemFiles.OF_THIS_MACHINE);
    }

    /** Memory and swap of the machine, or of its control group where that allows less. */
    public static StateProbe memory() {
        return new MemoryProbe(SystemFiles.OF_THIS_MACHINE);
    }

    /** The file systems that hold these paths: the worst of them, and each by its path where there are several. */
    public static StateProbe disks(Path first, Path... more) {
        List<Path> paths = new ArrayList<>(List.of(first));
        paths.addAll(List.of(more));
        return new DiskProbe(paths, Inodes::byDf);
    }

    /** How busy the machine is, and its control group where that allows fewer cores; load and pressure. */
    public static StateProbe cpu() {
        return new CpuProbe(SystemFiles.OF_THIS_MACHINE);
    }
}
