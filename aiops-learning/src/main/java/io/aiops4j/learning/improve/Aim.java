package io.aiops4j.learning.improve;

import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which values name what an action acts on: those that are called so, those that runbooks take from the target, and those that were
 * the target's name whenever they were seen.
 */
final class Aim {

    private static final String TEMPLATE = "${target";
    private static final Set<String> NAMES = Set.of("service", "target", "instance", "host", "node", "client");

    private record Slot(String action, String parameter) {}

    private final Set<Slot> slots = new HashSet<>();

    private Aim() {}

    static Aim of(Runbook draft, @Nullable Runbook parent, Collection<ExecutionResult> past) {
        Aim aim = new Aim();
        Stream.concat(steps(draft), steps(parent)).forEach(aim::read);
        Set<Slot> others = new HashSet<>();
        Set<Slot> always = new HashSet<>();
        for (ExecutionResult result : past) {
            Set<String> names = names(result.client(), Target.parse(result.target()));
            for (StepResult step : result.steps()) {
                step.parameters()
                        .forEach((name, value) ->
                                (names.contains(value) ? always : others).add(new Slot(step.action(), name)));
            }
        }
        always.removeAll(others);
        aim.slots.addAll(always);
        return aim;
    }

    private static Stream<Step> steps(@Nullable Runbook runbook) {
        return runbook == null ? Stream.empty() : Stream.concat(runbook.steps().stream(), runbook.rollback().stream());
    }

    private void read(Step step) {
        step.parameters().forEach((name, template) -> {
            if (NAMES.contains(name) || template.contains(TEMPLATE)) {
                slots.add(new Slot(step.action(), name));
            }
        });
    }

    private static Set<String> names(String client, Target target) {
        Set<String> names = new TreeSet<>(List.of(client, target.service(), target.toString()));
        if (target.instance() != null) {
            names.add(target.instance());
        }
        return names;
    }

    /** Whether a step acts on something that is not this target, and on which its parent does not act. */
    BiPredicate<Step, Deed> elsewhere(String client, Target target, Collection<Deed> parents) {
        Set<String> names = names(client, target);
        parents.forEach(deed -> deed.parameters().forEach((name, value) -> {
            if (slots.contains(new Slot(deed.action(), name))) {
                names.add(value);
            }
        }));
        return (step, deed) -> deed.parameters().entrySet().stream()
                .filter(given -> slots.contains(new Slot(deed.action(), given.getKey())))
                .filter(given -> !isFromTarget(step, given))
                .anyMatch(given -> !given.getValue().isBlank() && !names.contains(given.getValue()));
    }

    private static boolean isFromTarget(Step step, Map.Entry<String, String> given) {
        return step.parameters().getOrDefault(given.getKey(), "").contains(TEMPLATE);
    }
}
