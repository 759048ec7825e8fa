package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.runbook.Runbook;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ActionTest {

    private static final String RUNBOOK = """
            id: cleans
            incidentTypes: [out_of_memory]
            steps: [{name: only, action: clean, parameters: {folder: tmp}, timeout: 200ms}]
            verification: ["status = 'down'"]
            """;

    private static Runner.DryRun dryRun(Action clean) throws InterruptedException {
        try (Plant plant = new Plant(clean)) {
            Approved<Runbook> approved = plant.approve(RUNBOOK, Approval.Mode.AT_ONCE);
            return plant.runner.dryRun(plant.request(approved, RunRequest.Grounds.VOUCHED));
        }
    }

    private static Action.Builder clean() {
        return Action.named("clean").parameter("folder").reversible();
    }

    @Test
    void a_dry_run_tells_what_an_action_would_do_without_its_handler() throws Exception {
        Runner.DryRun dry =
                dryRun(clean().preview(step -> "3 files of " + step.text("folder") + " would go, password=Tr0ub4dor&3x")
                        .run(step -> {
                            throw new IllegalStateException("a dry run must not act");
                        }));
        assertThat(dry.steps()).singleElement().satisfies(step -> {
            assertThat(step.preview()).startsWith("3 files of tmp would go").doesNotContain("Tr0ub4dor");
            assertThat(step.refusal()).isNull();
        });
    }

    @Test
    void a_preview_that_fails_or_hangs_is_the_reason_why_its_step_could_not_be_done() throws Exception {
        Runner.DryRun failing = dryRun(clean().preview(step -> {
                    throw new ActionException(FailureType.PARAMETER_WRONG, "There is no folder 'tmp'.");
                })
                .run(step -> {}));
        assertThat(failing.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.refusal()).isEqualTo("There is no folder 'tmp'."));
        CountDownLatch never = new CountDownLatch(1);
        Runner.DryRun hanging = dryRun(clean().preview(step -> {
                    never.await();
                    return "";
                })
                .run(step -> {}));
        assertThat(hanging.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.refusal()).isEqualTo("its preview did not end within 200 ms"));
    }

    @Test
    void what_kind_of_failure_it_was_is_in_the_step_and_in_the_result() throws Exception {
        Action failing = clean().run(step -> {
            throw new ActionException(FailureType.ENVIRONMENT_OR_PERMISSION, "The folder is read-only.");
        });
        try (Plant plant = new Plant(failing)) {
            Approved<Runbook> approved = plant.approve(RUNBOOK, Approval.Mode.AT_ONCE);
            ExecutionResult result = plant.runner.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED));
            assertThat(result.steps()).singleElement().satisfies(step -> {
                assertThat(step.failure()).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
                assertThat(step.error()).isEqualTo("The folder is read-only.");
            });
            assertThat(result.failureType()).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
        }
    }
}
