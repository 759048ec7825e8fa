package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.run.action.Actions;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.service.Command;
import io.aiops4j.core.service.Script;
import io.aiops4j.core.service.Services;
import io.aiops4j.core.stores.SmallDisk;
import io.aiops4j.core.verify.Probes;
import io.aiops4j.core.verify.StateProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The actions that touch processes and files, in runs: approved, timed, undone, masked and recorded with the state around them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BuiltInActionsTest {

    @TempDir
    Path folder;

    private Services services;
    private Path config;

    @BeforeEach
    void things() throws Exception {
        Files.writeString(folder.resolve("state"), "failed");
        services = Services.systemd(Script.of(
                folder,
                "systemctl",
                "cd " + folder + "\nfor unit; do :; done\n[ $unit = redis.service ] || "
                        + "{ [ $1 = show ] && echo LoadState=not-found && echo ActiveState=inactive; exit 0; }\n"
                        + "[ $1 = show ] || echo active > state\necho ActiveState=$(cat state)\n"));
        config = Files.writeString(
                Files.createDirectories(folder.resolve("conf")).resolve("redis.yaml"), "heap: 512\n");
    }

    private StateProbe probe() {
        return target ->
                Map.of("service.state", services.state(target.service()).state().word());
    }

    private static String runbook(String steps, String rollback) {
        return """
                id: fixes
                incidentTypes: [out_of_memory]
                steps:
                %s
                verification: ["service.state = 'running'"]
                %s
                """.formatted(steps.indent(2), rollback.isEmpty() ? "" : "rollback:\n" + rollback.indent(2));
    }

    private static final String RESTART =
            "- {name: restart, action: restart_service, parameters: {service: \"${target.service}\"}}";

    private String journal(Plant plant) {
        StringBuilder all = new StringBuilder();
        plant.journal.readAll(0, 1_000).forEach(entry -> all.append(entry.payload()));
        return all.toString();
    }

    @Test
    void a_service_is_restarted_and_its_state_is_recorded_before_and_after() throws Exception {
        try (Plant plant = new Plant(Map.of("service", probe()), Actions.restartService(services, "redis"))) {
            ExecutionResult result = plant.run(runbook(RESTART, ""));
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.COMPLETED);
            assertThat(result.before().value("service.state")).isEqualTo("failed");
            assertThat(result.after().value("service.state")).isEqualTo("running");
            assertThat(result.verification().passed()).isTrue();
        }
    }

    @Test
    void a_dry_run_simulates_the_declared_effect_and_calls_nothing() throws Exception {
        try (Plant plant = new Plant(Map.of("service", probe()), Actions.restartService(services, "redis"))) {
            Approved<Runbook> approved = plant.approve(runbook(RESTART, ""), Approval.Mode.AT_ONCE);
            Runner.DryRun dry = plant.runner.dryRun(plant.request(approved, RunRequest.Grounds.VOUCHED));
            assertThat(dry.steps().get(0).preview()).contains("would be stopped and started");
            assertThat(dry.verification().passed()).isTrue();
            assertThat(folder.resolve("state")).hasContent("failed");
        }
    }

    @Test
    void what_a_run_edited_is_put_back_when_a_later_step_fails() throws Exception {
        String steps = """
                - {name: heap, action: edit_config, onFailure: roll_back, parameters: {file: redis.yaml, key: heap, value: 1024}}
                - {name: start, action: start_service, onFailure: roll_back, parameters: {service: nobody}}
                """;
        String back = "- {name: back, action: restore_config, parameters: {file: redis.yaml}}";
        Path conf = config.getParent();
        try (Plant plant =
                new Plant(Actions.startService(services), Actions.editConfig(conf), Actions.restoreConfig(conf))) {
            ExecutionResult result = plant.run(runbook(steps, back));
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.ROLLED_BACK);
            assertThat(result.failureType()).isEqualTo(FailureType.PARAMETER_WRONG);
            assertThat(result.steps().get(0).output()).contains("was heap=512", "is heap=1024");
            assertThat(result.steps().get(1).error()).startsWith("There is no service 'nobody'");
            assertThat(config).hasContent("heap: 512");
        }
    }

    @Test
    void a_command_that_hangs_is_gone_when_its_step_has_timed_out() throws Exception {
        Path pid = folder.resolve("pid");
        Command hangs = Command.of(
                        Script.of(folder, "hangs", "trap '' TERM\necho $$ > " + pid + "\nwhile :; do sleep 1; done"))
                .build();
        String steps = "- {name: hang, action: run_command, timeout: 500ms}";
        try (Plant plant = new Plant(Actions.runCommand(hangs))) {
            ExecutionResult result = plant.run(runbook(steps, ""));
            assertThat(result.steps().get(0).status()).isEqualTo(StepResult.Status.TIMED_OUT);
            assertThat(result.steps().get(0).error()).isEqualTo("no end within 500 ms");
            assertThat(Script.lives(Script.lines(pid, 1))).isFalse();
            assertThat(plant.runner.stuck()).isEmpty();
        }
    }

    @Test
    void a_secret_in_the_output_or_the_failure_of_a_command_is_masked_in_result_and_journal() throws Exception {
        Command leaks = Command.of(Script.of(
                        folder,
                        "leaks",
                        "echo password=Tr0ub4dor-and-3\necho api_key=sk-live-51Habcdefghijklmnop >&2\nexit 1"))
                .build();
        try (Plant plant = new Plant(Actions.runCommand(leaks))) {
            ExecutionResult result = plant.run(runbook("- {name: leak, action: run_command}", ""));
            StepResult step = result.steps().get(0);
            assertThat(step.output() + step.error() + result.error() + journal(plant))
                    .contains("exit code 1")
                    .doesNotContain("Tr0ub4dor", "51Habcdef");
        }
    }

    @Test
    void a_disk_that_is_full_is_seen_so_cleaned_up_and_seen_to_have_room() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.of(4);
        Path place = mounted.map(SmallDisk::folder).orElse(folder);
        try (AutoCloseable disk = mounted.<AutoCloseable>map(d -> d).orElse(() -> {});
                Plant plant = new Plant(Map.of("disk", Probes.disks(place)), Actions.cleanupLogs(place))) {
            Files.write(place.resolve("old.log"), new byte[2 << 20]);
            mounted.ifPresent(SmallDisk::fill);
            ExecutionResult result = plant.run("""
                    id: cleans-up
                    incidentTypes: [disk_full]
                    steps:
                      - {name: clean, action: cleanup_logs, parameters: {suffix: .log, older_than_hours: 0, keep_newest: 0}}
                    verification: ["disk.used_percent < 60"]
                    """);
            assertThat(place.resolve("old.log")).doesNotExist();
            assertThat(result.after().value("disk.used_percent")).isNotNull();
            if (mounted.isPresent()) {
                assertThat(result.before().value("disk.used_percent")).isEqualTo("100");
                assertThat(result.after().value("disk.free_mb")).isEqualTo("2");
                assertThat(result.verification().passed()).isTrue();
            }
        }
    }

    @Test
    void a_flood_is_capped() throws Exception {
        Command floods = Command.of(Script.of(folder, "floods", "seq 1 1000000"))
                .arg(Parameter.text("unused").or("x"))
                .build();
        try (Plant plant = new Plant(Actions.runCommand(floods))) {
            ExecutionResult result = plant.run(runbook("- {name: flood, action: run_command}", ""));
            assertThat(result.steps().get(0).output())
                    .hasSizeLessThan(StepContext.LONGEST_OUTPUT)
                    .endsWith("1000000\n");
        }
    }
}
