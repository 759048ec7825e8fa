package io.aiops4j.jmh.eval;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a runbook really does to a state, which nobody knows but the one who made the world. */
final class ReplayTruth {

    private ReplayTruth() {}

    static RunValues values(Runbook runbook, Target target) {
        return RunValues.of(runbook, Map.of(), Client.DEFAULT, target);
    }

    /** The states behind each step; what is done to another service changes nothing here. */
    static List<StateSnapshot> states(ReplayWorld world, Runbook runbook, Target target, StateSnapshot before) {
        List<StateSnapshot> states = new ArrayList<>(List.of(before));
        for (Step step : runbook.steps()) {
            StateSnapshot last = states.get(states.size() - 1);
            Map<String, String> given = given(world, runbook, step, target);
            String service = given.get("service");
            boolean here = service == null || service.equals(target.service());
            states.add(here ? world.act(last, step.action(), given) : last);
        }
        return states;
    }

    static Map<String, String> given(ReplayWorld world, Runbook runbook, Step step, Target target) {
        Map<String, @Nullable String> resolved =
                values(runbook, target).of(step, Objects.requireNonNull(world.signature(step.action())));
        Map<String, String> given = new TreeMap<>();
        resolved.forEach((name, value) -> given.put(name, Objects.requireNonNull(value)));
        return given;
    }

    /** Whether all these conditions hold. */
    static boolean holds(List<Check> checks, Runbook runbook, Target target, StateSnapshot state) {
        return checks.stream().allMatch(check -> check.test(state, values(runbook, target)) == Check.Result.HOLDS);
    }

    /** Whether a condition that held at first and at last does not in between. */
    static boolean dips(List<Check> checks, Runbook runbook, Target target, List<StateSnapshot> states) {
        return checks.stream().anyMatch(check -> {
            boolean around = holds(List.of(check), runbook, target, states.get(0))
                    && holds(List.of(check), runbook, target, states.get(states.size() - 1));
            return around && states.stream().anyMatch(state -> !holds(List.of(check), runbook, target, state));
        });
    }
}
