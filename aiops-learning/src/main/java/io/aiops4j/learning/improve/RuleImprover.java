package io.aiops4j.learning.improve;

import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.learning.analyze.Analysis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries the smallest changes that fit the failure type, and keeps the first that would have helped: by declared effects, from
 * the state in which the parent failed.
 */
final class RuleImprover implements RunbookImprover {

    static final String BY = "rules";
    static final int RETRIES = 3;
    static final Duration PAUSE = Duration.ofSeconds(1);

    // how far beyond the bound that was missed an adjusted parameter goes
    private static final BigDecimal ABOVE = new BigDecimal("1.25");
    private static final BigDecimal BELOW = new BigDecimal("0.8");

    private final Function<String, @Nullable ActionSignature> catalogue;

    RuleImprover(Function<String, @Nullable ActionSignature> catalogue) {
        this.catalogue = catalogue;
    }

    private record Change(List<Parameter> parameters, List<Step> steps, String what) {}

    @Override
    public Optional<Runbook> improve(Runbook parent, ExecutionResult failure, Analysis analysis, int version) {
        Stream<Change> changes = switch (analysis.type()) {
            case TRANSIENT, TIMING_OR_RACE -> patience(parent, failure);
            case RUNBOOK_INSUFFICIENT -> simulated(reorder(parent), parent, failure);
            case PARAMETER_WRONG -> simulated(adjust(parent, failure), parent, failure);
            default -> Stream.empty();
        };
        return changes.findFirst().map(change -> {
            String why = change.what() + ", because " + analysis.cause() + " (" + String.join(", ", analysis.evidence())
                    + ")";
            return parent.next(
                    version, change.parameters(), change.steps(), new Runbook.Origin(true, parent.version(), BY, why));
        });
    }

    private Stream<Change> patience(Runbook parent, ExecutionResult failure) {
        return failure.steps().stream()
                .filter(result -> !result.done())
                .flatMap(result -> parent.steps().stream()
                        .filter(step -> step.name().equals(result.name()))
                        .flatMap(step -> patient(step, result).stream()
                                .map(patient -> new Change(
                                        parent.parameters(),
                                        replace(parent.steps(), step, patient),
                                        "'" + step.name() + "' is tried again after a pause"))));
    }

    private Optional<Step> patient(Step step, StepResult result) {
        ActionSignature signature = catalogue.apply(step.action());
        boolean exhausted = step.retries() >= RETRIES;
        if (result.attempts() == 0 || signature == null || !signature.idempotent() || exhausted) {
            return Optional.empty();
        }
        return Optional.of(step.retrying(RETRIES, PAUSE));
    }

    private static Stream<Change> reorder(Runbook parent) {
        List<Change> changes = new ArrayList<>();
        List<Step> steps = parent.steps();
        for (int from = 0; from < steps.size(); from++) {
            for (int to = 0; to < steps.size(); to++) {
                List<Step> moved = new ArrayList<>(steps);
                moved.add(to, moved.remove(from));
                String place = to == 0 ? "first" : "after '" + moved.get(to - 1).name() + "'";
                changes.add(new Change(
                        parent.parameters(), moved, "'" + steps.get(from).name() + "' comes " + place));
            }
        }
        return changes.stream();
    }

    private static Stream<Change> adjust(Runbook parent, ExecutionResult failure) {
        RunValues values = values(parent, failure);
        List<Change> changes = new ArrayList<>();
        for (Check check : parent.verification()) {
            String bound = check.bound(failure.after(), values);
            if (bound == null || check.test(failure.after(), values) != Check.Result.FAILS) {
                continue;
            }
            for (Parameter parameter : parent.parameters()) {
                candidates(bound, parameter)
                        .forEach(value -> changes.add(new Change(
                                replace(parent.parameters(), parameter, parameter.or(value)),
                                parent.steps(),
                                "'" + parameter.name() + "' becomes " + value)));
            }
        }
        return changes.stream();
    }

    private static Stream<String> candidates(String bound, Parameter parameter) {
        BigDecimal number;
        try {
            number = new BigDecimal(bound);
        } catch (NumberFormatException e) {
            return Stream.of(bound).filter(value -> parameter.refusal(value) == null);
        }
        return Stream.of(
                        number.multiply(ABOVE).setScale(0, RoundingMode.CEILING),
                        number.multiply(BELOW).setScale(0, RoundingMode.FLOOR))
                .map(BigDecimal::toPlainString)
                .filter(value -> parameter.refusal(value) == null);
    }

    // by declared effects alone: more conditions hold than with the parent, and none that held is lost
    private Stream<Change> simulated(Stream<Change> changes, Runbook parent, ExecutionResult failure) {
        Set<Check> before = holding(parent, failure);
        return changes.filter(change -> {
            Runbook draft = parent.next(parent.version(), change.parameters(), change.steps(), parent.origin());
            Set<Check> after = holding(draft, failure);
            return after.size() > before.size() && after.containsAll(before);
        });
    }

    private Set<Check> holding(Runbook runbook, ExecutionResult failure) {
        RunValues values = values(runbook, failure);
        StateSnapshot after = runbook.simulate(failure.before(), values, catalogue);
        return runbook.verification().stream()
                .filter(check -> check.test(after, values) == Check.Result.HOLDS)
                .collect(Collectors.toSet());
    }

    private static RunValues values(Runbook runbook, ExecutionResult failure) {
        return RunValues.of(runbook, Map.of(), Client.of(failure.client()), Target.parse(failure.target()));
    }

    private static <T> List<T> replace(List<T> all, T old, T fresh) {
        return all.stream().map(one -> one.equals(old) ? fresh : one).toList();
    }
}
