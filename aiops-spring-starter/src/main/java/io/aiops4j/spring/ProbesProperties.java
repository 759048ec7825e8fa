package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.service.Services;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.Probes;
import io.aiops4j.core.verify.StateProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code aiops.probes.*} says: which parts of the state are read without a bean. What there is several times has its name behind a
 * stroke in its values: {@code port/redis.open}.
 *
 * @param jvm Whether the heap, threads and collections of this JVM are read.
 * @param memory Whether memory and swap of the machine are read.
 * @param cpu Whether it is read how busy the machine is.
 * @param disks Paths of which it is read how full their file systems are.
 * @param processes Other processes, each by a file that holds its number, under a name of its own.
 * @param ports Ports of which it is read whether they are open, each under a name of its own.
 * @param http Addresses of health pages, each under a name of its own.
 * @param certificates Certificates of which it is read how long they are valid, each under a name of its own.
 * @param services Services of the machine of which the state is read, by their names.
 * @param targetService Whether the state of the service is read that a run acts on.
 * @param within How long each of these may take, a minute at most; 5 seconds when nothing is said.
 */
record ProbesProperties(
        @DefaultValue("false") boolean jvm,
        @DefaultValue("false") boolean memory,
        @DefaultValue("false") boolean cpu,
        @DefaultValue List<String> disks,
        @DefaultValue Map<String, String> processes,
        @DefaultValue Map<String, PortProperties> ports,
        @DefaultValue Map<String, String> http,
        @DefaultValue Map<String, CertificateProperties> certificates,
        @DefaultValue List<String> services,
        @DefaultValue("false") boolean targetService,
        @Nullable Duration within) {

    private static final String PREFIX = "aiops.probes.";

    /**
     * A port.
     *
     * @param host The machine.
     * @param port The port.
     */
    record PortProperties(
            @DefaultValue("localhost") String host,
            @Nullable Integer port) {

        private StateProbe toProbe() {
            return Probes.port(requireHost(host), requirePort(port));
        }
    }

    /**
     * A certificate: of a server, or in a file.
     *
     * @param host The server.
     * @param port Its port.
     * @param file The file, in the place of a server.
     */
    record CertificateProperties(
            @Nullable String host,
            @DefaultValue("443") Integer port,
            @Nullable String file) {

        private StateProbe toProbe() {
            if (file != null && host == null) {
                return Probes.certificate(Place.of(file));
            }
            if (file != null || host == null) {
                throw new AiopsException("It has a host or a file, and not both.");
            }
            return Probes.certificate(requireHost(host), requirePort(port));
        }
    }

    ProbesProperties {
        disks = List.copyOf(disks);
        processes = Map.copyOf(processes);
        ports = Map.copyOf(ports);
        http = Map.copyOf(http);
        certificates = Map.copyOf(certificates);
        services = List.copyOf(services);
    }

    void addTo(Wanted<StateProbe> probes, Supplier<@Nullable Services> keeper) {
        one(probes, jvm, "jvm", Probes::jvm);
        one(probes, memory, "memory", Probes::memory);
        one(probes, cpu, "cpu", Probes::cpu);
        one(probes, !disks.isEmpty(), "disks", this::ofDisks);
        each(
                probes,
                "processes",
                "process",
                processes,
                "=/run/worker.pid",
                file -> Probes.process(new PidFile(Place.of(file))));
        each(probes, "ports", "port", ports, ".port=6379", PortProperties::toProbe);
        each(
                probes,
                "http",
                "http",
                http,
                "=http://localhost:8080/health",
                page -> Probes.http(HttpProperties.address(page)));
        each(
                probes,
                "certificates",
                "certificate",
                certificates,
                ".host=www.example.com",
                CertificateProperties::toProbe);
        if (targetService) {
            Services kept = ServicesProperties.required(keeper.get(), PREFIX + "target-service");
            probes.put(PREFIX + "target-service", "service", timed(Probes.service(kept)));
        }
        for (String service : services) {
            Services kept = ServicesProperties.required(keeper.get(), PREFIX + "services");
            if (service.isBlank()) {
                throw AiopsPropertyException.of(
                        PREFIX + "services", "One of them is blank.", "Write names: " + PREFIX + "services=nginx,shop");
            }
            put(probes, PREFIX + "services", "service", service, Probes.service(kept, service));
        }
    }

    private StateProbe ofDisks() {
        return AiopsPropertyException.checked(
                PREFIX + "disks", "Write paths: " + PREFIX + "disks=/,/var/lib/shop", () -> {
                    Path[] all = Place.all(disks);
                    return Probes.disks(all[0], Arrays.copyOfRange(all, 1, all.length));
                });
    }

    private void one(Wanted<StateProbe> probes, boolean wanted, String name, Supplier<StateProbe> made) {
        if (wanted) {
            probes.put(PREFIX + name, name, timed(made.get()));
        }
    }

    private <T> void each(
            Wanted<StateProbe> probes,
            String group,
            String kind,
            Map<String, T> named,
            String example,
            Function<T, StateProbe> made) {
        new TreeMap<>(named).forEach((name, each) -> {
            String property = PREFIX + group + "." + name;
            put(
                    probes,
                    property,
                    kind,
                    name,
                    AiopsPropertyException.checked(
                            property, "Write what is looked at: " + property + example, () -> made.apply(each)));
        });
    }

    private void put(Wanted<StateProbe> probes, String property, String kind, String name, StateProbe probe) {
        InstanceProbe instance = InstanceProbe.of(name, probe);
        probes.put(property, kind + "/" + instance.name(), timed(instance));
    }

    private StateProbe timed(StateProbe probe) {
        Duration longest = within == null ? Prober.TIMEOUT : within;
        return AiopsPropertyException.checked(
                PREFIX + "within",
                "Write a time of at most a minute: " + PREFIX + "within=5s",
                () -> probe.within(longest));
    }

    private static String requireHost(String host) {
        if (host.isBlank()) {
            throw new AiopsException("Its host is blank.");
        }
        return host.strip();
    }

    private static int requirePort(@Nullable Integer port) {
        if (port == null || port < 1 || port > 65_535) {
            throw new AiopsException(
                    "Its port is " + (port == null ? "missing" : port) + "; ports go from 1 to 65535.");
        }
        return port;
    }
}
