package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that are written as properties. */
class ServicesPropertiesTest {

    private static final String SERVICES = "aiops.actions.services.";

    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    /** Services that always run, and note what is done to them. */
    private Services running() {
        return new Services() {
            @Override
            public Status state(String service) {
                return new Status(State.RUNNING, "");
            }

            @Override
            public void start(String service) {
                done.add("start " + service);
            }

            @Override
            public void stop(String service) {
                done.add("stop " + service);
            }

            @Override
            public void restart(String service) {
                done.add("restart " + service);
            }
        };
    }

    @Test
    void nothing_can_be_done_to_a_service_when_nothing_is_said() {
        Contexts.runner().run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            for (String action : new String[] {
                "start_service", "stop_service", "restart_service", "run_command", "cleanup_logs", "edit_config",
                "restore_config", "http_check", "http_call", "wait_until", "notify", "reset_connection_pool",
                "switch_datasource", "terminate_queries"
            }) {
                assertThat(OneStep.isKnown(aiops, action)).as(action).isFalse();
            }
        });
    }

    @Test
    void what_is_allowed_is_done_to_what_is_named_by_an_executable_named_systemctl(@TempDir Path folder)
            throws IOException {
        Path calls = folder.resolve("calls");
        Path systemctl = Files.writeString(folder.resolve("systemctl"), """
                #!/bin/sh
                echo "$@" >> %s
                echo LoadState=loaded
                echo ActiveState=active
                echo SubState=running
                """.formatted(calls));
        Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
        Contexts.withAuthority()
                .withPropertyValues(
                        SERVICES + "manager=systemd",
                        SERVICES + "program=" + systemctl,
                        SERVICES + "allow=restart",
                        SERVICES + "names=nginx,redis")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    StepResult result = OneStep.run(aiops, "restart_service", Map.of("service", "redis"));
                    assertThat(result.status()).as(result.error()).isEqualTo(StepResult.Status.DONE);
                    assertThat(Files.readString(calls)).contains("restart").contains("redis.service");
                    assertThat(OneStep.isKnown(aiops, "start_service")).isFalse();
                    assertThat(OneStep.isKnown(aiops, "stop_service")).isFalse();
                    assertThat(OneStep.faults(aiops, "restart_service", Map.of("service", "sshd")))
                            .contains("must be one of nginx, redis");
                });
    }

    @Test
    void a_bean_that_keeps_services_is_asked_in_the_place_of_a_manager() {
        Contexts.withAuthority()
                .withPropertyValues(
                        SERVICES + "manager=docker", SERVICES + "allow=start,stop,restart", SERVICES + "any=true")
                .withBean(Services.class, this::running)
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    OneStep.run(aiops, "start_service", Map.of("service", "anything"));
                    assertThat(done).containsExactly("start anything");
                    assertThat(OneStep.isKnown(aiops, "stop_service")).isTrue();
                    assertThat(OneStep.isKnown(aiops, "restart_service")).isTrue();
                });
    }

    @Test
    void every_manager_can_be_named_and_does_nothing_until_it_is_asked() {
        for (String manager : new String[] {"systemd", "docker", "windows"}) {
            Contexts.runner()
                    .withPropertyValues(SERVICES + "manager=" + manager)
                    .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Services.class));
        }
    }

    @Test
    void what_is_missing_or_contradicts_itself_is_reported_with_what_to_write() {
        String manager = SERVICES + "manager=systemd";
        Reports.name(
                SERVICES + "names", "No service is named", SERVICES + "any=true", manager, SERVICES + "allow=restart");
        Reports.name(
                SERVICES + "any",
                "services are named too",
                SERVICES + "names=nginx,shop",
                manager,
                SERVICES + "allow=restart",
                SERVICES + "any=true",
                SERVICES + "names=nginx");
        Reports.name(
                SERVICES + "names",
                "blank",
                SERVICES + "names=nginx,shop",
                manager,
                SERVICES + "allow=restart",
                SERVICES + "names=nginx,,shop");
        Reports.name(
                SERVICES + "allow",
                "Nothing may be done",
                SERVICES + "allow=restart",
                manager,
                SERVICES + "names=nginx");
        Reports.name(
                SERVICES + "allow",
                "Nobody is known who keeps the services.",
                SERVICES + "manager=systemd",
                SERVICES + "allow=restart",
                SERVICES + "names=nginx");
        Reports.name(
                SERVICES + "program",
                "is a shell",
                SERVICES + "program=/usr/bin/systemctl",
                manager,
                SERVICES + "program=/bin/sh");
        assertThat(CapturedAnalysis.ofStarting("--" + SERVICES + "manager=upstart")
                        .getAction())
                .contains("DOCKER", "SYSTEMD", "WINDOWS");
        assertThat(CapturedAnalysis.ofStarting("--" + SERVICES + "allow=kill").getAction())
                .contains("RESTART", "START", "STOP");
    }

    @Test
    void an_action_that_a_bean_and_a_property_both_are_stops_the_start_and_names_both() {
        Contexts.runner()
                .withPropertyValues(SERVICES + "allow=restart", SERVICES + "any=true")
                .withBean(Services.class, this::running)
                .withBean("ours", Action.class, () -> OutOfMemory.restart(step -> done.add("ours")))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(AiopsPropertyException.class)
                        .hasMessageContaining(SERVICES + "allow")
                        .hasMessageContaining("'restart_service' already, by the bean 'ours'")
                        .hasMessageContaining("Leave one of the two out"));
    }
}
