package io.aiops4j.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Target;
import io.aiops4j.core.service.Script;
import io.aiops4j.core.service.Services;
import io.aiops4j.core.testkit.SettableClock;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is kept by a real executable named systemctl. */
final class ServiceProbeTest {

    @TempDir
    Path folder;

    private StateSnapshot read(String body) throws Exception {
        Services services = Services.systemd(Script.of(folder, "systemctl", body));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Map<String, StateProbe> probes = Map.of("service", new ServiceProbe(services));
            return new Prober(probes, threads::submit, SettableClock.at("2026-01-01T00:00:00Z"))
                    .probe(Target.instance("web", "node-1"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_state_of_the_targets_service_is_read_from_an_executable_named_systemctl() throws Exception {
        StateSnapshot state =
                read("for unit; do :; done; [ $unit = web.service ] && echo ActiveState=failed; echo SubState=failed");
        assertThat(state.value("service.state")).isEqualTo("failed");
        assertThat(state.value("service.detail")).startsWith("failed (failed)");
    }

    @Test
    void a_service_that_is_not_there_cannot_be_asked_or_is_not_understood_is_unknown_and_never_healthy()
            throws Exception {
        for (String body : new String[] {
            "echo LoadState=not-found; echo ActiveState=inactive", "exit 1", "echo ActiveState=dreaming", "echo"
        }) {
            StateSnapshot state = read(body);
            assertThat(state.value("service.state")).isNull();
            assertThat(state.unknown()).containsOnlyKeys("service");
        }
    }

    @Test
    void a_name_can_be_given_instead() throws Exception {
        Services services = Services.docker(Script.of(folder, "docker", "for last; do :; done; echo running 0 $last"));
        assertThat(new ServiceProbe(services, "other").read(Target.service("web")))
                .isEqualTo(Map.of("service.state", "running", "service.detail", "running, other"));
    }
}
