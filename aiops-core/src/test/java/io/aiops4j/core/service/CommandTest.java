package io.aiops4j.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands are real processes: scripts and a JVM that hang, flood, fork and ignore that they are asked to end. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CommandTest {

    private static final Duration SOON = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private Command.Builder script(String body) throws Exception {
        return Command.of(Script.of(folder, "script", body));
    }

    private static Command.Result run(Command.Builder command) throws Exception {
        return command.build().run(Map.of());
    }

    @Test
    void output_errors_and_exit_code_are_told_apart() throws Exception {
        Command.Result result = run(script("echo out; echo err >&2; exit 7"));
        assertThat(result).isEqualTo(new Command.Result(Command.Ending.EXITED, false, 7, "out\n", "err\n"));
        assertThat(result.text()).isEqualTo("out\nerr\n");
        assertThat(run(script("exit 7").succeedingWith(0, 7)).succeeded()).isTrue();
        assertThat(run(script("exit 0").succeedingWith(7)).succeeded()).isFalse();
    }

    @Test
    void arguments_arrive_one_by_one_as_they_are_and_no_shell_reads_them() throws Exception {
        Command.Builder command = script("for each; do printf '[%s]' \"$each\"; done")
                .arg("$(touch " + folder.resolve("evil") + ")")
                .arg("--name=", Parameter.text("name"))
                .arg(Parameter.text("mode").oneOf("-fast", "slow"))
                .arg(Parameter.text("more").or("a b"));
        Command.Result result = command.build().run(Map.of("name", "; rm -rf / #", "mode", "-fast"));
        assertThat(result.output())
                .isEqualTo("[$(touch " + folder.resolve("evil") + ")][--name=; rm -rf / #][-fast][a b]");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void of_the_environment_only_what_is_named_is_inherited() throws Exception {
        Command.Result result = run(Command.of(Path.of("/usr/bin/env")).environment("MODE", "calm"));
        List<String> names = result.output()
                .lines()
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        List<String> allowed = new ArrayList<>(Command.INHERITED);
        allowed.addAll(List.of("MODE", Family.VARIABLE));
        assertThat(allowed).containsAll(names);
        assertThat(result.output()).contains("MODE=calm");
    }

    @Test
    void it_runs_where_it_is_told_to_and_reads_nothing() throws Exception {
        assertThat(run(script("pwd; cat").in(folder)).output()).isEqualTo(folder.toRealPath() + "\n");
        assertThat(run(script("pwd")).output()).isEqualTo("/\n");
    }

    @Test
    void nothing_of_what_it_writes_last_is_lost() throws Exception {
        StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= 1_000; i++) {
            expected.append(i).append('\n');
        }
        for (int i = 0; i < 30; i++) {
            Command.Result result = run(script("seq 1 1000; seq 1 1000 >&2"));
            assertThat(result.output()).isEqualTo(expected.toString());
            assertThat(result.errors()).isEqualTo(expected.toString());
        }
    }

    @Test
    void a_flood_on_both_pipes_is_drained_and_its_beginning_and_end_are_kept() throws Exception {
        Command.Result result = run(script("echo begin; seq 1 2000000; seq 1 2000000 >&2; echo end"));
        assertThat(result.succeeded()).isTrue();
        assertThat(result.output())
                .startsWith("begin\n1\n2\n")
                .endsWith("1999999\n2000000\nend\n")
                .contains(" bytes are left out ...\n")
                .hasSizeLessThan(Command.MOST_OUTPUT + 100);
        assertThat(result.errors()).endsWith("2000000\n").hasSizeLessThan(Command.MOST_OUTPUT + 100);
    }

    @Test
    void half_a_word_is_not_kept_where_output_is_left_out() {
        Excerpt excerpt = new Excerpt(100);
        excerpt.take(new java.io.ByteArrayInputStream(
                ("start token=" + "s".repeat(40) + " " + "x ".repeat(50) + "password=" + "t".repeat(80) + " end")
                        .getBytes()));
        assertThat(excerpt.text())
                .startsWith("start\n... ")
                .endsWith("...\nend")
                .doesNotContain("sss", "ttt");
    }

    @Test
    void control_characters_are_not_kept() throws Exception {
        assertThat(run(script("printf 'a\\033[31mb\\000c\\rd'")).output()).isEqualTo("a?[31mb?c\nd");
    }

    @Test
    void one_that_ignores_every_signal_that_can_be_ignored_is_ended_in_time() throws Exception {
        Path pids = folder.resolve("pids");
        Command.Result result =
                run(script("trap '' TERM INT HUP\necho $$ > " + pids + "\necho started\nwhile :; do sleep 5; done")
                        .within(SOON));
        assertThat(result.ending()).isEqualTo(Command.Ending.TIMED_OUT);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).isEqualTo("started\n");
        assertThat(Script.lives(Script.lines(pids, 1))).isFalse();
    }

    @Test
    void its_grandchildren_are_ended_with_it_those_too_whose_parents_are_gone() throws Exception {
        Path pids = folder.resolve("pids");
        Path child = Script.of(folder, "child", "trap '' TERM HUP\necho $$ >> " + pids + "\nwhile :; do sleep 1; done");
        // in a session of its own, behind a parent that ends at once
        Path orphaning = Script.of(folder, "orphaning", "setsid " + child + " &\n");
        Command.Result result =
                run(script(child + " &\n" + orphaning + "\n" + child + "\n").within(SOON));
        assertThat(result.ending()).isEqualTo(Command.Ending.TIMED_OUT);
        assertThat(Script.lives(Script.lines(pids, 3))).isFalse();
    }

    @Test
    void what_it_leaves_behind_neither_holds_it_up_nor_survives_it() throws Exception {
        Path pids = folder.resolve("pids");
        Path flooding = Script.of(folder, "flooding", "echo $$ >> " + pids + "\nexec yes\n");
        Command.Result result =
                run(script("setsid " + flooding + " &\nwhile [ ! -s " + pids + " ]; do :; done\necho done >&2"));
        assertThat(result.succeeded()).isTrue();
        assertThat(result.errors()).isEqualTo("done\n");
        assertThat(Script.lives(Script.lines(pids, 1))).isFalse();
    }

    @Test
    void an_interrupt_ends_a_jvm_that_hangs_and_its_child() throws Exception {
        Path pids = folder.resolve("pids");
        Command jvm = Command.of(Path.of(System.getProperty("java.home"), "bin", "java"))
                .arg("-cp")
                .arg(System.getProperty("java.class.path"))
                .arg(HangingJvm.class.getName())
                .arg(pids.toString())
                .build();
        CompletableFuture<Command.Result> result = new CompletableFuture<>();
        Thread runs = new Thread(() -> {
            try {
                result.complete(jvm.run(Map.of()));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        runs.start();
        List<String> started = Script.lines(pids, 2);
        assertThat(Script.lives(started)).isTrue();
        runs.interrupt();
        assertThatThrownBy(result::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Script.lives(started)).isFalse();
    }

    @Test
    void what_cannot_be_started_says_why() throws Exception {
        Command.Result missing = run(Command.of(folder.resolve("missing")));
        assertThat(missing.ending()).isEqualTo(Command.Ending.NOT_STARTED);
        assertThat(missing.errors()).contains("No such file");
        Path plain = Files.writeString(folder.resolve("plain"), "text");
        assertThat(run(Command.of(plain)).errors()).contains("Permission denied");
        assertThat(run(script("true").in(folder.resolve("nowhere"))).errors()).contains("No such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls",
                "./ls",
                "/bin/sh",
                "/usr/local/bin/bash",
                "/opt/CMD.EXE",
                "/opt/run.bat",
                "/opt/Run.CMD",
                "/"
            })
    void a_shell_and_what_is_no_absolute_path_are_refused(String program) {
        assertThatThrownBy(() -> Command.of(Path.of(program))).isInstanceOf(AiopsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-rf", "--help", "a\nb", "a\0b", "\u001b[2J", "\t"})
    void a_value_that_would_be_more_than_a_value_is_refused(String value) throws Exception {
        Command command = script("echo never").arg(Parameter.text("value")).build();
        assertThat(command.refusal(Map.of("value", value))).startsWith("parameter 'value': ");
        assertThatThrownBy(() -> command.run(Map.of("value", value)))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("parameter 'value'");
    }

    @Test
    void values_keep_the_bounds_of_their_parameters() throws Exception {
        Command command =
                script("echo \"$1\"").arg(Parameter.number("mb").between(1, 10)).build();
        assertThat(command.refusal(Map.of())).isEqualTo("parameter 'mb': it is missing");
        assertThat(command.refusal(Map.of("mb", "11"))).contains("at most 10");
        assertThat(command.run(Map.of("mb", "10")).output()).isEqualTo("10\n");
    }

    @Test
    void a_command_does_not_change_with_its_builder() throws Exception {
        Command.Builder builder = script("echo \"$#\"").arg("one");
        Command command = builder.build();
        builder.arg("two");
        assertThat(command.run(Map.of()).output()).isEqualTo("1\n");
    }

    @Test
    void bounds_are_kept_when_it_is_declared() throws Exception {
        assertThatThrownBy(() -> script("true").within(Duration.ZERO)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> script("true").within(Command.LONGEST_LIMIT.plusMillis(1)))
                .isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> script("true").in(Path.of("here"))).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> script("true").environment("A=B", "")).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> script("true").arg("a\0b")).isInstanceOf(AiopsException.class);
    }
}
