package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.service.Services;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.StateSnapshot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Probes that are written as properties, and what they see of real things. */
class ProbesPropertiesTest {

    private static final String PROBES = "aiops.probes.";

    @TempDir
    private Path folder;

    private static StateSnapshot seen(Aiops aiops) {
        return OutOfMemory.happensTo(aiops).after();
    }

    private static ApplicationContextRunner with(String... properties) {
        return Contexts.withAuthority()
                .withPropertyValues(properties)
                .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> {}));
    }

    @Test
    void nothing_is_read_when_nothing_is_said() {
        with().run(context -> {
            StateSnapshot state = seen(context.getBean(Aiops.class));
            assertThat(state.values()).isEmpty();
            assertThat(state.unknown()).isEmpty();
        });
    }

    @Test
    void the_machine_and_this_jvm_are_read() {
        with(PROBES + "jvm=true", PROBES + "memory=true", PROBES + "cpu=true", PROBES + "disks=/," + folder)
                .run(context -> assertThat(seen(context.getBean(Aiops.class)).values())
                        .containsKeys(
                                "heap.used_mb",
                                "memory.used_percent",
                                "cpu.cores",
                                "disk.used_percent",
                                "disk/.free_mb"));
    }

    @Test
    void other_processes_are_read_by_the_files_that_hold_their_numbers() throws Exception {
        Path own = Files.writeString(
                folder.resolve("own.pid"), ProcessHandle.current().pid() + "\n");
        Path wrong = Files.writeString(folder.resolve("wrong.pid"), "none");
        with(
                        PROBES + "processes.own_app=" + own,
                        PROBES + "processes.gone=" + folder.resolve("gone.pid"),
                        PROBES + "processes.wrong=" + wrong)
                .run(context -> {
                    StateSnapshot state = seen(context.getBean(Aiops.class));
                    assertThat(state.values())
                            .containsEntry("process/own_app.alive", "true")
                            .containsEntry(
                                    "process/own_app.pid",
                                    Long.toString(ProcessHandle.current().pid()))
                            .containsEntry("process/gone.alive", "false");
                    assertThat(state.unknown()).containsOnlyKeys("process/wrong");
                    assertThat(state.unknown().get("process/wrong")).contains("holds no number");
                });
    }

    @Test
    void ports_pages_and_services_are_read_each_under_its_name() throws Exception {
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        page.createContext("/health", exchange -> {
            byte[] answer = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        page.start();
        int closed;
        try (ServerSocket free = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            with(
                            PROBES + "ports.open.port=" + open.getLocalPort(),
                            PROBES + "ports.shut.host=127.0.0.1",
                            PROBES + "ports.shut.port=" + closed,
                            PROBES + "http.shop=http://localhost:"
                                    + page.getAddress().getPort() + "/health",
                            PROBES + "services=nginx,a.b",
                            PROBES + "target-service=true")
                    .withBean(Services.class, ProbesPropertiesTest::services)
                    .run(context -> assertThat(
                                    seen(context.getBean(Aiops.class)).values())
                            .containsEntry("port/open.open", "true")
                            .containsEntry("port/shut.open", "false")
                            .containsEntry("http/shop.status", "200")
                            .containsEntry("health/shop.status", "UP")
                            .containsEntry("service/nginx.state", "running")
                            .containsEntry("service/nginx.detail", "nginx")
                            .containsEntry("service/a_b.detail", "a.b")
                            .containsEntry("service.detail", "redis"));
        } finally {
            page.stop(0);
        }
    }

    private static Services services() {
        return new Services() {
            @Override
            public Status state(String service) {
                return new Status(State.RUNNING, service);
            }

            @Override
            public void start(String service) {}

            @Override
            public void stop(String service) {}

            @Override
            public void restart(String service) {}
        };
    }

    @Test
    void a_certificate_that_is_not_there_is_unknown_and_told_under_its_name() {
        with(
                        PROBES + "certificates.file.file=" + folder.resolve("none.pem"),
                        PROBES + "certificates.site.host=localhost",
                        PROBES + "certificates.site.port=1")
                .run(context -> assertThat(seen(context.getBean(Aiops.class)).unknown())
                        .containsOnlyKeys("certificate/file", "certificate/site"));
    }

    @Test
    void the_verifier_of_a_type_looks_at_what_a_property_reads(@TempDir Path other) throws Exception {
        // process.alive of any instance: the one that is gone keeps an out_of_memory from being over
        Path pid = folder.resolve("gone.pid");
        with(PROBES + "processes.worker=" + pid)
                .withBean("status", StateProbe.class, () -> target -> Map.of("status", "running"))
                .run(context -> {
                    ExecutionResult result = OutOfMemory.happensTo(context.getBean(Aiops.class));
                    assertThat(result.success()).isFalse();
                    assertThat(result.verification().detail()).contains("process/worker.alive");
                });
    }

    @Test
    void each_has_the_time_out_of_the_library_or_that_of_the_property() {
        Contexts.runner()
                .withPropertyValues(PROBES + "jvm=true")
                .run(context ->
                        assertThat(probe(context.getBean("aiopsWantedProbes"))).contains("timeout=" + Prober.TIMEOUT));
        Contexts.runner()
                .withPropertyValues(PROBES + "jvm=true", PROBES + "within=2s")
                .run(context ->
                        assertThat(probe(context.getBean("aiopsWantedProbes"))).contains("timeout=PT2S"));
    }

    @SuppressWarnings("unchecked")
    private static String probe(Object wanted) {
        StringBuilder all = new StringBuilder();
        ((Wanted<StateProbe>) wanted).addTo(new java.util.HashMap<>(), (name, probe) -> all.append(probe));
        return all.toString();
    }

    @Test
    void a_runbook_waits_for_what_beans_and_properties_read() {
        with("aiops.actions.wait-until=true", PROBES + "jvm=true")
                .withBean("queue", StateProbe.class, () -> target -> Map.of("queue.depth", 3))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    StepResult result = OneStep.run(aiops, "wait_until", Map.of("until", "queue.depth < 10"));
                    assertThat(result.status()).as(result.error()).isEqualTo(StepResult.Status.DONE);
                    assertThat(OneStep.planned(aiops, "wait_until", Map.of("until", "threads.live > 0"))
                                    .preview())
                            .contains("threads.live")
                            .doesNotContain("not known");
                });
    }

    @Test
    void a_bean_of_the_name_of_a_probe_stops_the_start_and_names_both() {
        Contexts.runner()
                .withPropertyValues(PROBES + "jvm=true")
                .withBean("jvm", StateProbe.class, () -> target -> Map.of())
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(AiopsPropertyException.class)
                        .hasMessageContaining("aiops.probes.jvm")
                        .hasMessageContaining("by the bean of that name"));
    }

    @Test
    void what_is_missing_or_cannot_be_is_reported_with_what_to_write() {
        Reports.name(
                PROBES + "ports.redis",
                "Its port is missing",
                PROBES + "ports.redis.port=6379",
                PROBES + "ports.redis.host=a");
        Reports.name(
                PROBES + "ports.redis",
                "from 1 to 65535",
                PROBES + "ports.redis.port=6379",
                PROBES + "ports.redis.port=65536");
        Reports.name(
                PROBES + "ports.redis",
                "Its host is blank.",
                PROBES + "ports.redis.port=6379",
                PROBES + "ports.redis.port=1",
                PROBES + "ports.redis.host= ");
        Reports.name(
                PROBES + "http.shop",
                "neither http nor https",
                PROBES + "http.shop=http://",
                PROBES + "http.shop=shop");
        Reports.name(
                PROBES + "certificates.site",
                "a host or a file, and not both",
                PROBES + "certificates.site.host=",
                PROBES + "certificates.site.port=443");
        Reports.name(
                PROBES + "certificates.site",
                "a host or a file, and not both",
                PROBES + "certificates.site.host=",
                PROBES + "certificates.site.host=a",
                PROBES + "certificates.site.file=/b");
        Reports.name(
                PROBES + "services",
                "Nobody is known who keeps the services.",
                "aiops.actions.services.manager=systemd",
                PROBES + "services=nginx");
        Reports.name(
                PROBES + "target-service",
                "Nobody is known",
                "aiops.actions.services.manager=systemd",
                PROBES + "target-service=true");
        Reports.name(
                PROBES + "services",
                "blank",
                PROBES + "services=nginx,shop",
                "aiops.actions.services.manager=systemd",
                PROBES + "services=nginx,,shop");
        Reports.name(
                PROBES + "services",
                "There is 'service/a_b' already",
                "rename one",
                "aiops.actions.services.manager=systemd",
                PROBES + "services=a.b,a_b");
        Reports.name(
                PROBES + "within", "cannot be given", PROBES + "within=5s", PROBES + "jvm=true", PROBES + "within=2m");
        Reports.name(
                "aiops.actions.wait-until",
                "There is no probe",
                "aiops.probes.jvm=true",
                "aiops.actions.wait-until=true");
    }
}
