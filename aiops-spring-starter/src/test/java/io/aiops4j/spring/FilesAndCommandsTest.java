package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that may be cleaned and edited, and programs that may be run, as properties. */
class FilesAndCommandsTest {

    private static final String FIRST = "aiops.actions.commands[0].";

    @TempDir
    private Path folder;

    @Test
    void old_files_are_deleted_in_the_folders_that_are_named() {
        Contexts.withAuthority()
                .withPropertyValues("aiops.actions.cleanup-logs=" + folder)
                .run(context -> {
                    Path old = Files.writeString(folder.resolve("old.log"), "x");
                    Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
                    StepResult result = OneStep.run(
                            context.getBean(Aiops.class), "cleanup_logs", Map.of("suffix", ".log", "keep_newest", "0"));
                    assertThat(result.status()).as(result.error()).isEqualTo(StepResult.Status.DONE);
                    assertThat(old).doesNotExist();
                });
    }

    @Test
    void values_are_set_in_the_folders_that_are_named_and_can_be_put_back() {
        Contexts.withAuthority()
                .withPropertyValues("aiops.actions.edit-config=" + folder)
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    Path file = Files.writeString(folder.resolve("shop.properties"), "heap=512\n");
                    StepResult result = OneStep.run(
                            aiops, "edit_config", Map.of("file", "shop.properties", "key", "heap", "value", "1024"));
                    assertThat(result.status()).as(result.error()).isEqualTo(StepResult.Status.DONE);
                    assertThat(file).hasContent("heap=1024\n");
                    assertThat(OneStep.isKnown(aiops, "restore_config")).isTrue();
                    assertThat(OneStep.isKnown(aiops, "cleanup_logs")).isFalse();
                });
    }

    @Test
    void a_folder_that_is_none_is_reported_with_what_to_write() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Reports.name(
                "aiops.actions.cleanup-logs",
                "Create it, or correct its path.",
                "aiops.actions.cleanup-logs=/var/log/shop",
                "aiops.actions.cleanup-logs=/nowhere/at/all");
        Reports.name(
                "aiops.actions.edit-config",
                "cannot be a root",
                "aiops.actions.edit-config=/etc/shop",
                "aiops.actions.edit-config=" + file);
        Reports.name(
                "aiops.actions.cleanup-logs",
                "not the whole disk",
                "aiops.actions.cleanup-logs=/var/log/shop",
                "aiops.actions.cleanup-logs=/");
    }

    @Test
    void a_folder_of_the_disk_is_never_looked_for_on_the_class_path() {
        // there is one of this name on the class path, and none on the disk
        assertThat(FilesAndCommandsTest.class.getResource("/io/aiops4j/spring")).isNotNull();
        Reports.name(
                "aiops.actions.cleanup-logs",
                "Create it, or correct its path.",
                "aiops.actions.cleanup-logs=/var/log/shop",
                "aiops.actions.cleanup-logs=/io/aiops4j/spring");
    }

    @Test
    void a_command_gets_its_arguments_values_environment_and_folder() {
        Contexts.withAuthority()
                .withPropertyValues(
                        FIRST + "name=show",
                        FIRST + "program=/usr/bin/printenv",
                        FIRST + "arguments[0]=SHOP_COLOUR",
                        FIRST + "environment.SHOP_COLOUR=green {blue}",
                        FIRST + "inherit=JAVA_HOME",
                        FIRST + "folder=" + folder,
                        FIRST + "within=10s",
                        FIRST + "risk=low",
                        FIRST + "idempotent=true",
                        FIRST + "success=0,3")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    StepResult result = OneStep.run(aiops, "run_command", Map.of());
                    assertThat(result.status()).as(result.error()).isEqualTo(StepResult.Status.DONE);
                    assertThat(result.output()).isEqualTo("green {blue}\n");
                    assertThat(context.getBean(AiopsProperties.class).toString())
                            .doesNotContain("green");
                });
    }

    @Test
    void a_value_is_an_argument_or_ends_one_and_keeps_its_bounds() {
        Contexts.withAuthority()
                .withPropertyValues(
                        FIRST + "program=/bin/echo",
                        FIRST + "arguments[0]=--shard={shard}",
                        FIRST + "arguments[1]={mode}",
                        FIRST + "arguments[2]={}",
                        FIRST + "parameters[0].name=shard",
                        FIRST + "parameters[0].type=number",
                        FIRST + "parameters[0].min=0",
                        FIRST + "parameters[0].max=31",
                        FIRST + "parameters[1].name=mode",
                        FIRST + "parameters[1].allowed=full,light",
                        FIRST + "parameters[1].preset=light",
                        "aiops.actions.commands[1].program=/bin/true")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    StepResult result = OneStep.run(aiops, "run_command", Map.of("command", "echo", "shard", "7"));
                    assertThat(result.output()).isEqualTo("--shard=7 light {}\n");
                    assertThat(OneStep.faults(aiops, "run_command", Map.of("command", "rm")))
                            .contains("must be one of echo, true");
                });
        Contexts.withAuthority()
                .withPropertyValues(
                        FIRST + "program=/bin/echo",
                        FIRST + "arguments=--shard={shard}",
                        FIRST + "parameters[0].name=shard",
                        FIRST + "parameters[0].type=number",
                        FIRST + "parameters[0].max=31")
                .run(context -> assertThat(
                                OneStep.faults(context.getBean(Aiops.class), "run_command", Map.of("shard", "32")))
                        .contains("at most 31"));
    }

    @Test
    void a_command_that_cannot_be_is_reported_with_what_to_write() {
        wrong("Its program is missing.", "name=reload");
        wrong("is a shell", "program=/bin/bash", "arguments=-c,ls");
        wrong("absolute path", "program=nginx");
        wrong("Its name is blank.", "program=/bin/echo", "name= ");
        wrong("Choose a time up to", "program=/bin/echo", "within=2h");
        wrong("No exit code means success.", "program=/bin/echo", "success=");
        wrong("not an absolute path", "program=/bin/echo", "folder=here");
        wrong("names a parameter that is not declared", "program=/bin/echo", "arguments={shard}");
        wrong("No argument ends in {shard}.", "program=/bin/echo", "parameters[0].name=shard");
        wrong(
                "something stands behind a value",
                "program=/bin/echo",
                "arguments={shard}.bak",
                "parameters[0].name=shard");
        wrong("The name of a parameter is missing.", "program=/bin/echo", "parameters[0].type=number");
        wrong("and is none", "program=/bin/echo", "arguments={a}", "parameters[0].name=a", "parameters[0].min=1");
        wrong(
                "a least number above the greatest one",
                "program=/bin/echo",
                "arguments={a}",
                "parameters[0].name=a",
                "parameters[0].type=number",
                "parameters[0].min=2",
                "parameters[0].max=1");
        wrong(
                "cannot be 'maybe'",
                "program=/bin/echo",
                "arguments={a}",
                "parameters[0].name=a",
                "parameters[0].type=boolean",
                "parameters[0].preset=maybe");
        wrong(
                "two parameters named 'a'",
                "program=/bin/echo",
                "arguments={a}",
                "parameters[0].name=a",
                "parameters[1].name=a");
        Reports.name(
                "aiops.actions.commands",
                "There are two commands named 'echo'.",
                "aiops.actions.commands[0].name=nginx_reload",
                FIRST + "program=/bin/echo",
                "aiops.actions.commands[1].program=/bin/echo");
    }

    private static void wrong(String why, String... properties) {
        String[] all = new String[properties.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = FIRST + properties[i];
        }
        Reports.name("aiops.actions.commands[0]", why, FIRST + "program=/usr/sbin/nginx", all);
    }
}
