package io.aiops4j.learning.success;

import io.aiops4j.core.Digest;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same, done in several incidents: all that was done in each of them, or else the last of it.
 *
 * @param deeds what was done, in order
 * @param times the executions that did it, for each incident
 */
record Fix(List<Deed> deeds, List<Time> times) {

    /**
     * Once that it was done.
     *
     * @param resolved the incident that was resolved after it
     * @param executions what did it
     */
    record Time(Resolved resolved, List<ExecutionResult> executions) {

        ExecutionResult first() {
            return executions.get(0);
        }

        ExecutionResult last() {
            return executions.get(executions.size() - 1);
        }
    }

    /** What was done in most of these incidents, in {@code least} of them at least. */
    static Optional<Fix> in(List<Resolved> past, int least, Function<String, @Nullable ActionSignature> catalogue) {
        return most(past, least, catalogue, done -> done)
                .or(() -> most(past, least, catalogue, done -> done.subList(done.size() - 1, done.size())));
    }

    private static Optional<Fix> most(
            List<Resolved> past,
            int least,
            Function<String, @Nullable ActionSignature> catalogue,
            UnaryOperator<List<ExecutionResult>> which) {
        Map<List<Deed>, List<Time>> times = new LinkedHashMap<>();
        for (Resolved resolved : past) {
            List<ExecutionResult> helped =
                    resolved.done().stream().filter(Fix::helped).toList();
            if (!helped.isEmpty()) {
                List<ExecutionResult> chosen = which.apply(helped);
                List<Deed> deeds = chosen.stream()
                        .flatMap(result -> Deed.of(result, resolved.target(), catalogue).stream())
                        .toList();
                times.computeIfAbsent(deeds, key -> new ArrayList<>()).add(new Time(resolved, chosen));
            }
        }
        return times.entrySet().stream()
                .filter(each -> !each.getKey().isEmpty() && each.getValue().size() >= least)
                .max(Comparator.comparing(each -> each.getValue().size()))
                .map(each -> new Fix(each.getKey(), List.copyOf(each.getValue())));
    }

    // nobody verifies what the host does by itself, and the incident was resolved after it
    private static boolean helped(ExecutionResult result) {
        return result.status() == ExecutionResult.Status.COMPLETED
                && result.verification().outcome() != Verification.Outcome.NOT_PASSED;
    }

    /** Why no runbook can be made of it, or null. */
    @Nullable
    String refusal(Function<String, @Nullable ActionSignature> catalogue, Redactor redactor) {
        return deeds.stream()
                .flatMap(deed -> Stream.ofNullable(deed.refusal(catalogue, redactor)))
                .findFirst()
                .orElse(null);
    }

    /** What tells it from the same actions with other values; empty where they act on nothing but the target. */
    String mark() {
        boolean plain = deeds.stream().allMatch(Deed::isPlain);
        String values = deeds.stream().map(Deed::text).collect(Collectors.joining("\n"));
        return plain
                ? ""
                : "-" + Digest.of(values.getBytes(StandardCharsets.UTF_8)).abbreviated();
    }

    /** The steps of a runbook that does the same, with twice the time that it took. */
    List<Step> steps() {
        Map<String, Integer> names = new LinkedHashMap<>();
        Duration timeout = timeout();
        return deeds.stream()
                .map(deed -> {
                    int number = names.merge(deed.action(), 1, Integer::sum);
                    String name = number == 1 ? deed.action() : deed.action() + "-" + number;
                    return new Step(
                            name,
                            deed.action(),
                            deed.parameters(),
                            null,
                            timeout,
                            0,
                            Duration.ZERO,
                            Step.OnFailure.STOP);
                })
                .toList();
    }

    private Duration timeout() {
        Duration longest = times.stream()
                .flatMap(time -> time.executions().stream())
                .flatMap(result -> result.steps().isEmpty()
                        ? Stream.of(result.duration())
                        : result.steps().stream().map(StepResult::duration))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration twice = Duration.ofSeconds(2 * Math.min(longest.toSeconds() + 1, Step.LONGEST_TIMEOUT.toSeconds()));
        Duration enough = twice.compareTo(Step.DEFAULT_TIMEOUT) < 0 ? Step.DEFAULT_TIMEOUT : twice;
        return enough.compareTo(Step.LONGEST_TIMEOUT) > 0 ? Step.LONGEST_TIMEOUT : enough;
    }
}
