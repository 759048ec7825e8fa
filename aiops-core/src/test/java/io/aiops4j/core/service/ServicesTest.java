package io.aiops4j.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.service.ServiceException.Kind;
import io.aiops4j.core.service.Services.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No systemd, no Docker daemon and no Windows runs where tests run: real executables of these names note down their argument vectors
 * and answer as the real ones are known to. What that shows is what we ask and how we read the answer, and no more.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ServicesTest {

    @TempDir
    Path folder;

    private Path calls() {
        return folder.resolve("calls");
    }

    /** An executable that notes down what it is called with, a line a call, and goes on with this. */
    private Path program(String name, String body) throws Exception {
        return Script.of(
                folder, name, "(for each; do printf '<%s>' \"$each\"; done; echo) >> " + calls() + "\n" + body + "\n");
    }

    private Services systemd(String body) throws Exception {
        return Services.systemd(program("systemctl", body));
    }

    private Services docker(String body) throws Exception {
        return Services.docker(program("docker", body));
    }

    private Services windows(String body) throws Exception {
        return Services.windows(program("sc.exe", body));
    }

    private static Kind kind(ThrowingCallable call) {
        return catchThrowableOfType(ServiceException.class, call).kind();
    }

    @Test
    void an_executable_named_systemctl_gets_argument_vectors_in_which_no_name_is_an_option() throws Exception {
        Services systemd = systemd("echo ActiveState=active; echo SubState=running; echo LoadState=loaded");
        systemd.start("web");
        systemd.stop("web.service");
        systemd.restart("getty@tty1");
        assertThat(systemd.state("web").toString()).isEqualTo("running, active (running)");
        assertThat(Files.readAllLines(calls()))
                .containsExactly(
                        "<start><--no-pager><--no-ask-password><--><web.service>",
                        "<stop><--no-pager><--no-ask-password><--><web.service>",
                        "<restart><--no-pager><--no-ask-password><--><getty@tty1.service>",
                        "<show><--no-pager><--property=LoadState,ActiveState,SubState,Result,ExecMainStatus><--><web.service>");
    }

    @Test
    void an_executable_named_systemctl_is_never_asked_for_a_unit_of_another_kind() throws Exception {
        systemd("true").start("poweroff.target");
        assertThat(Files.readString(calls())).endsWith("<poweroff.target.service>\n");
    }

    @ParameterizedTest
    @CsvSource({
        "active, RUNNING",
        "reloading, RUNNING",
        "activating, STARTING",
        "deactivating, STOPPING",
        "inactive, STOPPED",
        "failed, FAILED",
        "maintenance, UNKNOWN"
    })
    void what_an_executable_named_systemctl_says_of_a_unit_is_read(String active, State state) throws Exception {
        Services.Status status = systemd("echo LoadState=loaded; echo ActiveState=" + active
                        + "; echo SubState=x; echo Result=exit-code")
                .state("web");
        assertThat(status.state()).isEqualTo(state);
        assertThat(status.detail()).startsWith(active + " (x)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | Failed to start web.service: Unit web.service not found. | NO_SUCH_SERVICE",
                "5 | Failed to stop web.service: Unit web.service not loaded. | NO_SUCH_SERVICE",
                "4 | Unit web.service could not be found. | NO_SUCH_SERVICE",
                "4 | Failed to start web.service: Access denied | NOT_PERMITTED",
                "1 | Failed to start web.service: Interactive authentication required. | NOT_PERMITTED",
                "4 | '' | NOT_PERMITTED",
                "1 | System has not been booted with systemd as init system (PID 1). Can't operate. | UNREACHABLE",
                "1 | Failed to connect to bus: No such file or directory | UNREACHABLE",
                "1 | Job for web.service failed because the control process exited with error code. | FAILED",
                "6 | Failed to start web.service: Unit web.service is masked. | FAILED"
            })
    void exit_codes_and_words_of_an_executable_named_systemctl_are_understood(int code, String words, Kind kind)
            throws Exception {
        Services systemd = systemd("echo \"" + words + "\" >&2; exit " + code);
        assertThat(kind(() -> systemd.start("web"))).isEqualTo(kind);
    }

    @Test
    void a_unit_that_an_executable_named_systemctl_does_not_know_is_no_stopped_service() throws Exception {
        Services unknown = systemd("echo LoadState=not-found; echo ActiveState=inactive; echo SubState=dead");
        assertThat(kind(() -> unknown.state("web"))).isEqualTo(Kind.NO_SUCH_SERVICE);
        assertThat(kind(() -> systemd("exit 4").state("web"))).isEqualTo(Kind.NO_SUCH_SERVICE);
        assertThat(kind(() -> systemd("echo Access denied; exit 4").state("web")))
                .isEqualTo(Kind.NOT_PERMITTED);
        // its file is gone, and it runs on
        Services deleted = systemd("echo LoadState=not-found; echo ActiveState=active; echo SubState=running");
        assertThat(deleted.state("web").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void an_executable_named_docker_gets_argument_vectors_in_which_no_name_is_an_option() throws Exception {
        Services docker = docker("echo running 0 healthy");
        docker.start("web");
        docker.stop("web-1");
        docker.restart("shop_web.1");
        assertThat(docker.state("web").toString()).isEqualTo("running, running, healthy");
        assertThat(Files.readAllLines(calls()))
                .hasSize(4)
                .startsWith("<start><--><web>", "<stop><--><web-1>", "<restart><--><shop_web.1>")
                .last()
                .asString()
                .startsWith("<inspect><--type><container><--format><{{.State.Status}}")
                .endsWith("<--><web>");
    }

    @ParameterizedTest
    @CsvSource({
        "running 0, RUNNING, running",
        "running 0 none, RUNNING, running",
        "running 0 starting, STARTING, 'running, starting'",
        "running 0 unhealthy, RUNNING, 'running, unhealthy'",
        "restarting 1, STARTING, restarting",
        "created 0, STOPPED, created",
        "exited 0, STOPPED, exited with code 0",
        "exited 143, STOPPED, exited with code 143",
        "exited 1, FAILED, exited with code 1",
        "dead 1, FAILED, dead",
        "'', UNKNOWN, ''"
    })
    void what_an_executable_named_docker_says_of_a_container_is_read(String said, State state, String detail)
            throws Exception {
        assertThat(docker("echo " + said).state("web")).isEqualTo(new Services.Status(state, detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error response from daemon: No such container: web | NO_SUCH_SERVICE",
                "Error: No such container: web | NO_SUCH_SERVICE",
                "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock | NOT_PERMITTED",
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running? | UNREACHABLE",
                "Error response from daemon: driver failed programming external connectivity | FAILED"
            })
    void words_of_an_executable_named_docker_are_understood(String words, Kind kind) throws Exception {
        Services docker = docker("echo \"" + words + "\" >&2; exit 1");
        assertThat(kind(() -> docker.start("web"))).isEqualTo(kind);
        assertThat(kind(() -> docker.state("web"))).isEqualTo(kind);
    }

    /** Answers as sc.exe does: a stop is only asked for, and the service takes two more looks to stop. */
    private Services answering() throws Exception {
        Files.writeString(folder.resolve("left"), "");
        return windows("cd " + folder + "\ncase $1 in\n"
                + "stop) echo STOP_PENDING > state; echo ab > left ;;\n"
                + "start) echo START_PENDING > state; echo ab > left ;;\nesac\n"
                + "exec 3<left; read l <&3\ncase $l in\n"
                + "ab) echo b > left ;;\n"
                + "b) : > left; grep -q STOP state && echo STOPPED > state || echo RUNNING > state ;;\nesac\n"
                + "printf '\\r\\nSERVICE_NAME: web\\r\\n        TYPE               : 10  WIN32_OWN_PROCESS\\r\\n'\n"
                + "printf '        STATUS             : 4  %s\\r\\n' $(cat state)\n"
                + "printf '                                (STOPPABLE, NOT_PAUSABLE)\\r\\n'\n"
                + "printf '        WIN32_EXIT_CODE    : 0  (0x0)\\r\\n'");
    }

    @Test
    void an_executable_named_sc_is_asked_until_the_service_has_stopped() throws Exception {
        Services windows = answering();
        Files.writeString(folder.resolve("state"), "RUNNING\n");
        windows.stop("web");
        assertThat(windows.state("web").state()).isEqualTo(State.STOPPED);
        Files.writeString(folder.resolve("state"), "RUNNING\n");
        windows.restart("web");
        assertThat(windows.state("web").toString()).isEqualTo("running, running");
        assertThat(Files.readAllLines(calls()))
                .startsWith("<stop><web>", "<query><web>")
                .containsSubsequence("<query><web>", "<stop><web>", "<start><web>", "<query><web>");
    }

    private static final String SC_STOPPED = "echo '        STATE : 1  STOPPED'; echo '  WIN32_EXIT_CODE : %s  (0x1)'";

    @Test
    void exit_codes_of_an_executable_named_sc_are_understood() throws Exception {
        // a process's exit code has eight bits here and 32 there: 1060 is seen through a small one
        assertThat(WindowsServices.kind(1060)).isEqualTo(Kind.NO_SUCH_SERVICE);
        assertThat(WindowsServices.kind(5)).isEqualTo(Kind.NOT_PERMITTED);
        assertThat(WindowsServices.kind(1053)).isEqualTo(Kind.FAILED);
        assertThat(kind(() ->
                        windows("echo '[SC] OpenService FAILED 5:'; exit 5").state("web")))
                .isEqualTo(Kind.NOT_PERMITTED);
        assertThat(windows(SC_STOPPED.formatted("1077")).state("web").state()).isEqualTo(State.STOPPED);
        assertThat(windows(SC_STOPPED.formatted("1")).state("web").toString())
                .isEqualTo("failed, stopped, exit code 1");
        assertThat(kind(() -> windows(SC_STOPPED.formatted("1")).start("web"))).isEqualTo(Kind.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "systemd, systemctl, 'LoadState=loaded\nActiveState=active\nSubState=running', 'running, active (running)'",
        "docker, docker, running 0, 'running, running'",
        "windows, sc.exe, ' STATE : 4  RUNNING', 'running, running'"
    })
    void the_executable_of_that_name_on_the_childs_path_is_found(String kind, String name, String answer, String state)
            throws Exception {
        program(name, "echo '" + answer + "'");
        assertThat(child(kind, "/nowhere:" + folder + ":/usr/bin")).isEqualTo(state);
        assertThat(child(kind, "/nowhere")).isEqualTo("UNREACHABLE");
        // a folder that depends on where the child was started is no place for a program
        assertThat(child(kind, ".:")).isEqualTo("UNREACHABLE");
    }

    private String child(String kind, String path) throws Exception {
        ProcessBuilder child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnPath.class.getName(),
                        kind,
                        "web")
                .directory(folder.toFile());
        child.environment().put("PATH", path);
        return new String(child.start().getInputStream().readAllBytes());
    }

    @Test
    void a_program_that_hangs_is_ended_when_its_thread_is_interrupted() throws Exception {
        Services systemd = systemd("trap '' TERM; echo $$ > " + folder.resolve("pid") + "; while :; do sleep 1; done");
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                systemd.start("web");
                end.complete(new AssertionError("it ended"));
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        thread.start();
        List<String> pid = Script.lines(folder.resolve("pid"), 1);
        thread.interrupt();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(Script.lives(pid)).isFalse();
    }

    @Test
    void a_program_that_is_gone_or_is_a_shell_is_told() throws Exception {
        Services gone = Services.systemd(folder.resolve("systemctl"));
        assertThat(kind(() -> gone.start("web"))).isEqualTo(Kind.UNREACHABLE);
        assertThatThrownBy(() -> Services.docker(Path.of("/bin/sh"))).isInstanceOf(AiopsException.class);
    }
}
