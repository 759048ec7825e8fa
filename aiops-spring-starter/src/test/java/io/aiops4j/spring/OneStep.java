package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import java.util.Map;
import java.util.TreeMap;

/** Runbooks of one step: whether its action is there, and what it does. */
final class OneStep {

    private OneStep() {}

    private static Runbook runbook(String action, Map<String, String> parameters) {
        StringBuilder given = new StringBuilder();
        parameters.forEach((name, value) ->
                given.append("      ").append(name).append(": '").append(value).append("'\n"));
        return RunbookCodec.fromYaml(
                """
                id: %s
                version: 1
                title: One step
                platform: linux
                incidentTypes: [out_of_memory]
                steps:
                  - name: it
                    action: %s
                    timeout: 30s
                %sverification:
                  - status = 'running'
                """.formatted(id(action, parameters), action, parameters.isEmpty() ? "" : "    parameters:\n" + given));
    }

    private static String id(String action, Map<String, String> parameters) {
        return "step-" + Integer.toHexString((action + new TreeMap<>(parameters)).hashCode());
    }

    /** Whether there is such an action. */
    static boolean isKnown(Aiops aiops, String action) {
        return aiops.runbooks().check(runbook(action, Map.of()), Client.DEFAULT).stream()
                .noneMatch(fault -> fault.problem().contains("there is no action"));
    }

    /** What is wrong with a step, if something is. */
    static String faults(Aiops aiops, String action, Map<String, String> parameters) {
        return aiops.runbooks()
                .check(runbook(action, parameters), Client.DEFAULT)
                .toString();
    }

    /** What came of the step, approved and run. */
    static StepResult run(Aiops aiops, String action, Map<String, String> parameters) throws InterruptedException {
        ExecutionResult result = aiops.runs().run(request(aiops, action, parameters));
        return result.steps().get(0);
    }

    /** The run of the step, with the states before and after it. */
    static ExecutionResult whole(Aiops aiops, String action, Map<String, String> parameters)
            throws InterruptedException {
        return aiops.runs().run(request(aiops, action, parameters));
    }

    /** What the step would do. */
    static Runner.DryRun.Planned planned(Aiops aiops, String action, Map<String, String> parameters)
            throws InterruptedException {
        return aiops.runs().dryRun(request(aiops, action, parameters)).steps().get(0);
    }

    private static RunRequest request(Aiops aiops, String action, Map<String, String> parameters) {
        String proposal = aiops.runbooks().submit(runbook(action, parameters), Actor.person("alice"));
        aiops.reviews().approve(proposal, OutOfMemory.BOB, Scope.service("redis"));
        return RunRequest.of(
                aiops.runbooks()
                        .versions(Client.DEFAULT, id(action, parameters))
                        .get(0),
                Target.service("redis"),
                OutOfMemory.BOB);
    }
}
