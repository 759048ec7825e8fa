package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.Steps;
import io.aiops4j.core.service.Command;
import io.aiops4j.core.service.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CommandActionTest {

    @TempDir
    Path folder;

    private Command.Builder say() throws Exception {
        return Command.of(Script.of(folder, "say", "echo \"$@\""))
                .arg("hello")
                .arg(Parameter.text("name"))
                .idempotent()
                .risk(Risk.LOW);
    }

    private Command.Builder exit(String body) throws Exception {
        return Command.of(Script.of(folder, "exit", body));
    }

    private static FailureType type(Action action, Map<String, String> given) {
        return catchThrowableOfType(ActionException.class, () -> Steps.run(action, given))
                .type();
    }

    @Test
    void one_command_keeps_its_parameters_and_need_not_be_named() throws Exception {
        Action action = Actions.runCommand(say().build());
        assertThat(action.signature().name()).isEqualTo("run_command");
        assertThat(action.signature().idempotent()).isTrue();
        assertThat(action.signature().reversible()).isFalse();
        assertThat(action.signature().risk()).isEqualTo(Risk.LOW);
        assertThat(Steps.run(action, Map.of("name", "world; reboot"))).isEqualTo("hello world; reboot\n");
    }

    @Test
    void a_dry_run_tells_the_whole_line_and_runs_nothing() throws Exception {
        Command touch = Command.of(Path.of("/usr/bin/touch"))
                .arg(folder.resolve("made").toString())
                .build();
        assertThat(Steps.preview(Actions.runCommand(touch), Map.of()))
                .isEqualTo("would run [/usr/bin/touch, " + folder.resolve("made") + "]");
        assertThat(folder.resolve("made")).doesNotExist();
        assertThatThrownBy(() -> Steps.preview(Actions.runCommand(say().build()), Map.of("name", "-n")))
                .isInstanceOf(ActionException.class);
    }

    @Test
    void of_several_commands_one_is_chosen_and_gets_its_own_parameters() throws Exception {
        Command wait = exit("exit \"$1\"")
                .named("wait")
                .arg(Parameter.number("code").between(0, 9).or("0"))
                .build();
        Action action = Actions.runCommand(say().named("greet").build(), wait);
        assertThat(action.signature().idempotent()).isFalse();
        assertThat(action.signature().risk()).isEqualTo(Risk.HIGH);
        assertThat(action.signature().parameter("command").refusal("other")).contains("one of greet, wait");
        assertThat(Steps.run(action, Map.of("command", "greet", "name", "you"))).isEqualTo("hello you\n");
        assertThat(Steps.run(action, Map.of("command", "wait"))).isEmpty();
        assertThat(type(action, Map.of("command", "wait", "code", "99"))).isEqualTo(FailureType.PARAMETER_WRONG);
        assertThat(type(action, Map.of("command", "wait", "name", "you"))).isEqualTo(FailureType.PARAMETER_WRONG);
        assertThat(type(action, Map.of("command", "greet"))).isEqualTo(FailureType.PARAMETER_WRONG);
    }

    @Test
    void each_way_to_fail_has_its_type_and_says_why() throws Exception {
        Action fails = Actions.runCommand(
                exit("echo first; echo 'no such shard' >&2; exit 3").build());
        ActionException failed = catchThrowableOfType(ActionException.class, () -> Steps.run(fails, Map.of()));
        assertThat(failed.type()).isEqualTo(FailureType.UNKNOWN);
        assertThat(failed).hasMessage("'exit' ended with exit code 3. Its output says why: no such shard");
        Action hangs = Actions.runCommand(
                exit("sleep 1000").within(Duration.ofMillis(300)).build());
        assertThat(type(hangs, Map.of())).isEqualTo(FailureType.TIMING_OR_RACE);
        Action missing = Actions.runCommand(Command.of(folder.resolve("gone")).build());
        assertThat(type(missing, Map.of())).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
    }

    @Test
    void what_cannot_be_told_apart_is_refused_when_it_is_declared() throws Exception {
        assertThatThrownBy(Actions::runCommand).isInstanceOf(AiopsException.class);
        Command say = say().build();
        assertThatThrownBy(() -> Actions.runCommand(say, say)).hasMessageContaining("two commands named 'say'");
        Command bad = exit("true").arg(Parameter.text("command")).build();
        assertThatThrownBy(() -> Actions.runCommand(bad)).hasMessageContaining("parameter 'command'");
    }
}
