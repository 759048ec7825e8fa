package io.aiops4j.learning.improve;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run of a runbook that did not help, and what rules ask about it. */
record Failure(Runbook parent, ExecutionResult result, Function<String, @Nullable ActionSignature> catalogue) {

    RunValues values() {
        return values(parent);
    }

    private RunValues values(Runbook runbook) {
        return RunValues.of(runbook, Map.of(), Client.of(result.client()), Target.parse(result.target()));
    }

    /** What it verifies and did not hold behind it. */
    List<Check> failing() {
        return parent.verification().stream()
                .filter(check -> check.test(result.after(), values()) == Check.Result.FAILS)
                .toList();
    }

    /** Whether more conditions hold than with the parent, and none that held is lost, by declared effects alone. */
    boolean isBetter(Change change) {
        Set<Check> before = holding(parent);
        Set<Check> after = holding(change.runbook());
        return after.size() > before.size() && after.containsAll(before);
    }

    private Set<Check> holding(Runbook runbook) {
        StateSnapshot after = expected(runbook);
        return runbook.verification().stream()
                .filter(check -> check.test(after, values(runbook)) == Check.Result.HOLDS)
                .collect(Collectors.toSet());
    }

    /** The state that a runbook leads to, by declared effects, from the one in which the parent began. */
    StateSnapshot expected(Runbook runbook) {
        return runbook.simulate(result.before(), values(runbook), catalogue);
    }

    Optional<Step> step(String name) {
        return parent.steps().stream().filter(step -> step.name().equals(name)).findFirst();
    }

    /** A name that no step has. */
    String freshName(String wanted) {
        String name = wanted;
        for (int i = 2; step(name).isPresent(); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }
}
