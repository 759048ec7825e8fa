package io.aiops4j.learning.improve;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.learning.analyze.Analysis;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries the smallest changes that fit the failure type, and keeps the first. Another order and another value must have helped by declared
 * effects, from the state in which the parent failed. A verification that is too strict is left to a person: no draft asks for less.
 */
final class RuleImprover implements RunbookImprover {

    static final String BY = "rules";

    private final Function<String, @Nullable ActionSignature> catalogue;

    RuleImprover(Function<String, @Nullable ActionSignature> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Draft improve(Runbook parent, ExecutionResult result, Analysis analysis, int version) {
        Failure failure = new Failure(parent, result, catalogue);
        Stream<Change> changes = switch (analysis.type()) {
            case TRANSIENT, TIMING_OR_RACE -> Patience.changes(failure);
            case RUNBOOK_INSUFFICIENT -> Order.changes(failure);
            case PARAMETER_WRONG -> Presets.changes(failure);
            case MISSING_PRECONDITION -> Conditions.notWhereItHeld(failure);
            case WRONG_DIAGNOSIS ->
                result.status() == ExecutionResult.Status.NOT_STARTED
                        ? Stream.empty() // it was right not to start
                        : Conditions.notWhereAllIsSo(failure);
            case VERIFICATION_TOO_WEAK -> Conditions.longerWatch(failure);
            default -> Stream.empty();
        };
        return Stream.concat(changes, Undoing.changes(failure))
                .findFirst()
                .map(change -> Draft.of(change.draft(version, origin(parent, change, analysis))))
                .orElseGet(() ->
                        Draft.none("no rule knows a better version of " + parent.label() + " for " + analysis.type()));
    }

    private static Runbook.Origin origin(Runbook parent, Change change, Analysis analysis) {
        String why =
                change.what() + ", because " + analysis.cause() + " (" + String.join(", ", analysis.evidence()) + ")";
        return new Runbook.Origin(true, parent.version(), BY, why);
    }
}
