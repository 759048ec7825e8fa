package io.aiops4j.learning.loop;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What no draft may do, whoever made it: become another runbook, be against more, take wider parameters, or be content with less.
 * A person who writes a version may do all of this, since that person answers for it.
 */
final class DraftCheck {

    private DraftCheck() {}

    /** Why a draft may not go before the reviewers, in words; empty when it may. That its actions are known is checked there. */
    static Optional<String> refusal(Runbook parent, Runbook draft, int version) {
        return Optional.ofNullable(reason(parent, draft, version)).map(why -> "the draft was refused: " + why);
    }

    private static @Nullable String reason(Runbook parent, Runbook draft, int version) {
        if (!draft.id().equals(parent.id())) {
            return "it is called '" + draft.id() + "', and its parent '" + parent.id() + "'";
        }
        if (draft.version() != version || draft.origin().parent() != parent.version()) {
            return "it says that it is version " + draft.version() + " made from "
                    + draft.origin().parent() + ", and not " + version + " made from " + parent.version();
        }
        if (!draft.origin().generated()) {
            return "it says that a person wrote it";
        }
        if (draft.steps().isEmpty()) {
            return "it has no steps";
        }
        if (!draft.platform().equals(parent.platform())) {
            return "it is for another platform than its parent";
        }
        if (!parent.incidentTypes().containsAll(draft.incidentTypes())) {
            return "it is against more incidents than its parent";
        }
        if (!draft.verification().containsAll(parent.verification())) {
            return "it drops a verification";
        }
        if (draft.watch().compareTo(parent.watch()) < 0) {
            return "it is watched for a shorter time than its parent";
        }
        if (!draft.preconditions().containsAll(parent.preconditions())) {
            return "it drops a precondition";
        }
        for (Step step : parent.steps()) {
            if (step.check() != null && !keepsCheck(draft, step)) {
                return "it drops the check of step '" + step.name() + "'";
            }
        }
        return parameters(parent, draft);
    }

    // a step that is gone takes its check with it
    private static boolean keepsCheck(Runbook draft, Step step) {
        return draft.steps().stream()
                .filter(other -> other.name().equals(step.name()))
                .allMatch(other -> step.check() != null && step.check().equals(other.check()));
    }

    private static @Nullable String parameters(Runbook parent, Runbook draft) {
        Set<String> names = new HashSet<>();
        for (Parameter parameter : draft.parameters()) {
            Parameter before = parent.parameter(parameter.name());
            if (!names.add(parameter.name())) {
                return "it has the parameter '" + parameter.name() + "' twice";
            }
            if (before == null) {
                return "it takes a parameter '" + parameter.name() + "' that its parent does not know";
            }
            if (!parameter.isWithin(before)) {
                return "its parameter '" + parameter.name() + "' may be more than that of its parent";
            }
        }
        return null;
    }
}
