package io.aiops4j.core.runbook;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.verify.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an action without running it. Runbooks are checked, and runs simulated, by signatures alone.
 *
 * <pre>{@code
 * ActionSignature restart = Action.named("restart_service").parameter("service").idempotent()
 *         .effect("heap.limit = heap.configured").run(handler).signature();
 * }</pre>
 *
 * @param name the action's name, unique in its catalogue
 * @param parameters what it takes
 * @param risk how much can go wrong
 * @param idempotent doing it twice is the same as doing it once, so a failed attempt may be repeated
 * @param reversible what it did can be undone by another step
 * @param effects what it is declared to do to the state, in order
 */
public record ActionSignature(
        String name,
        List<Parameter> parameters,
        Risk risk,
        boolean idempotent,
        boolean reversible,
        List<Effect> effects) {

    /** Copies the lists. */
    public ActionSignature {
        parameters = List.copyOf(parameters);
        effects = List.copyOf(effects);
    }

    /** A declared parameter, or null. */
    public @Nullable Parameter parameter(String parameterName) {
        return parameters.stream()
                .filter(p -> p.name().equals(parameterName))
                .findFirst()
                .orElse(null);
    }
}
