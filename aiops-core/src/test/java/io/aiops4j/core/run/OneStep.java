package io.aiops4j.core.run;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.runbook.Runbook;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** An action in the one step of an approved runbook, carried out by a real runner; for tests of other packages. */
public final class OneStep {

    public static final Duration PATIENT = Duration.ofSeconds(30);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OneStep() {}

    public static StepResult run(Action action, Map<String, String> parameters) throws InterruptedException {
        return run(action, parameters, PATIENT);
    }

    public static StepResult run(Action action, Map<String, String> parameters, Duration timeout)
            throws InterruptedException {
        return result(action, parameters, timeout).steps().get(0);
    }

    public static ExecutionResult result(Action action, Map<String, String> parameters, Duration timeout)
            throws InterruptedException {
        try (Plant plant = new Plant(action)) {
            return plant.run(runbook(action, parameters, timeout));
        }
    }

    /** What a dry run says of it. */
    public static Runner.DryRun.Planned preview(Action action, Map<String, String> parameters)
            throws InterruptedException {
        try (Plant plant = new Plant(action)) {
            Approved<Runbook> approved = plant.approve(runbook(action, parameters, PATIENT), Approval.Mode.AT_ONCE);
            return plant.runner
                    .dryRun(plant.request(approved, RunRequest.Grounds.VOUCHED))
                    .steps()
                    .get(0);
        }
    }

    // YAML takes JSON, which quotes whatever is in a value
    private static String runbook(Action action, Map<String, String> parameters, Duration timeout) {
        return """
                id: one-step
                incidentTypes: [out_of_memory]
                steps: [{name: only, action: %s, timeout: %dms, parameters: %s}]
                verification: ["heap.limit > heap.used"]
                """.formatted(
                action.signature().name(), timeout.toMillis(), JSON.writeValueAsString(new TreeMap<>(parameters)));
    }
}
