package io.aiops4j.core.verify;

import io.aiops4j.core.pool.ConnectionPool;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.service.Services;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
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

    /** The service that is a run's target, by its name: {@code service.state}. */
    public static StateProbe service(Services services) {
        return new ServiceProbe(services);
    }

    /** A service of this name. */
    public static StateProbe service(Services services, String name) {
        return new ServiceProbe(services, name);
    }

    /** A pool of connections: how many are in use, idle and waited for. */
    public static StateProbe pool(ConnectionPool pool) {
        return new PoolProbe("pool", pool);
    }

    /** Which choice a data source takes its connections from. */
    public static StateProbe dataSource(SwitchableDataSource dataSource) {
        return new ChoiceProbe("datasource", dataSource);
    }

    /** Whether a port takes connections, and how long that takes. */
    public static StateProbe port(String host, int port) {
        return new PortProbe(host, port);
    }

    /** A page that says how a service is: its status, how long it took, and the numbers and words of a small JSON document. */
    public static StateProbe http(URI page) {
        return new HttpProbe(page);
    }

    /** The certificate that a server shows, whether it is trusted or not: how many days are left. */
    public static StateProbe certificate(String host, int port) {
        return new CertificateProbe(host, port, Clock.systemUTC());
    }

    /** The certificates in a file. */
    public static StateProbe certificate(Path file) {
        return new CertificateProbe(file, Clock.systemUTC());
    }

    /** How busy the machine is, and its control group where that allows fewer cores; load and pressure. */
    public static StateProbe cpu() {
        return new CpuProbe(SystemFiles.OF_THIS_MACHINE);
    }
}
