package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.Steps;
import io.aiops4j.core.service.Script;
import io.aiops4j.core.service.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services are kept by a real executable named systemctl, which knows one of them, in a file. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ServiceActionsTest {

    private static final Map<String, String> WEB = Map.of("service", "web");

    @TempDir
    Path folder;

    private Path systemctl;
    private Services services;

    @BeforeEach
    void systemctl() throws Exception {
        state("inactive");
        systemctl = Script.of(
                folder,
                "systemctl",
                "cd " + folder + "\nfor unit; do :; done\n"
                        + "[ $unit = web.service ] || { echo \"Unit $unit not found.\" >&2; "
                        + "[ $1 = show ] && { echo LoadState=not-found; echo ActiveState=inactive; exit 0; }; exit 5; }\n"
                        + "[ -e forbidden ] && [ $1 != show ] && { echo 'Access denied' >&2; exit 4; }\n"
                        + "case $1 in\nstart|restart) echo $1 >> acts; cat becomes > state ;;\n"
                        + "stop) echo $1 >> acts; echo inactive > state ;;\nesac\n"
                        + "echo LoadState=loaded; echo ActiveState=$(cat state); echo SubState=x\n"
                        // what is on its way arrives with the next look
                        + "grep -q activating state && echo active > state\nexit 0");
        Files.writeString(folder.resolve("becomes"), "active\n");
        services = Services.systemd(systemctl);
    }

    private void state(String state) throws Exception {
        Files.writeString(folder.resolve("state"), state + "\n");
    }

    private String acts() throws Exception {
        Path acts = folder.resolve("acts");
        return Files.exists(acts) ? Files.readString(acts) : "";
    }

    @Test
    void a_service_is_started_stopped_and_restarted_by_an_executable_named_systemctl() throws Exception {
        assertThat(Steps.run(Actions.startService(services), WEB))
                .isEqualTo("'web' was stopped, inactive (x)\n'web' is running, active (x)\n");
        assertThat(Steps.run(Actions.restartService(services), WEB))
                .isEqualTo("'web' was running, active (x)\n'web' is running, active (x)\n");
        assertThat(Steps.run(Actions.stopService(services), WEB))
                .isEqualTo("'web' was running, active (x)\n'web' is stopped, inactive (x)\n");
        assertThat(acts()).isEqualTo("start\nrestart\nstop\n");
    }

    @Test
    void a_dry_run_tells_the_state_and_what_would_be_done_and_acts_not() throws Exception {
        assertThat(Steps.preview(Actions.startService(services), WEB))
                .isEqualTo("'web' is stopped, inactive (x); it would be started");
        assertThat(Steps.preview(Actions.stopService(services), WEB))
                .isEqualTo("'web' is stopped, inactive (x); nothing would be done");
        assertThat(Steps.preview(Actions.restartService(services), WEB))
                .isEqualTo("'web' is stopped, inactive (x); it would be stopped and started");
        assertThat(acts()).isEmpty();
    }

    @Test
    void a_service_that_is_still_starting_is_waited_for() throws Exception {
        Files.writeString(folder.resolve("becomes"), "activating\n");
        assertThat(Steps.run(Actions.startService(services), WEB)).endsWith("'web' is running, active (x)\n");
    }

    @Test
    void a_service_that_does_not_stay_up_is_a_failure() throws Exception {
        Files.writeString(folder.resolve("becomes"), "failed\n");
        assertThatThrownBy(() -> Steps.run(Actions.restartService(services), WEB))
                .isInstanceOf(ActionException.class)
                .hasMessageStartingWith("'web' should be running and is failed, failed (x)");
    }

    @ParameterizedTest
    @CsvSource({
        "db, PARAMETER_WRONG, There is no service 'db'",
        "--force, PARAMETER_WRONG, No service can have the name"
    })
    void a_service_that_does_not_exist_is_a_typed_failure_of_run_and_dry_run(
            String name, FailureType type, String message) {
        Map<String, String> given = Map.of("service", name);
        for (Action action : new Action[] {Actions.startService(services), Actions.stopService(services)}) {
            ActionException run = catchThrowableOfType(ActionException.class, () -> Steps.run(action, given));
            ActionException dry = catchThrowableOfType(ActionException.class, () -> Steps.preview(action, given));
            assertThat(run.type()).isEqualTo(dry.type()).isEqualTo(type);
            assertThat(run).hasMessageStartingWith(message);
        }
    }

    @Test
    void a_right_that_is_missing_is_a_typed_failure() throws Exception {
        Files.createFile(folder.resolve("forbidden"));
        ActionException refused =
                catchThrowableOfType(ActionException.class, () -> Steps.run(Actions.startService(services), WEB));
        assertThat(refused.type()).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
        assertThat(refused).hasMessageContaining("Give its user the right");
    }

    @Test
    void signatures_say_what_is_true() {
        Action start = Actions.startService(services);
        Action stop = Actions.stopService(services, "web", "db");
        Action restart = Actions.restartService(services, "web");
        assertThat(start.signature().name()).isEqualTo("start_service");
        assertThat(stop.signature().reversible() && start.signature().reversible())
                .isTrue();
        assertThat(restart.signature().reversible()).isFalse();
        assertThat(restart.signature().idempotent()).isTrue();
        assertThat(stop.signature().effects()).hasToString("[service.state = 'stopped']");
        assertThat(restart.signature().effects()).hasToString("[service.state = 'running']");
        assertThat(stop.signature().parameter("service").refusal("sshd")).contains("one of db, web");
    }
}
