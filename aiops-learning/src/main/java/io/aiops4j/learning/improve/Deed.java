package io.aiops4j.learning.improve;

import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Step;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An action with the values that its handler gets: by that it is known again when it is done again. */
record Deed(String action, Map<String, String> parameters) {

    Deed {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** What a step would do; a value that is not known is left out. */
    static Deed of(Step step, @Nullable ActionSignature signature, RunValues values) {
        if (signature == null) {
            return new Deed(step.action(), step.parameters());
        }
        Map<String, String> known = new TreeMap<>();
        values.of(step, signature).forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        return new Deed(step.action(), known);
    }

    /** What a step did. */
    static Deed of(StepResult step) {
        return new Deed(step.action(), step.parameters());
    }

    /** Why no handler takes these values, or null. */
    @Nullable
    String refusal(ActionSignature signature) {
        return signature.parameters().stream()
                .filter(parameter -> {
                    String value = parameters.get(parameter.name());
                    return value == null || parameter.refusal(value) != null;
                })
                .map(parameter -> "'" + action + "' does not take its '" + parameter.name() + "'")
                .findFirst()
                .orElse(null);
    }
}
