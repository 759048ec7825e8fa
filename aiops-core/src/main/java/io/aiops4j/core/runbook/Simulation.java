package io.aiops4j.core.runbook;

import io.aiops4j.core.verify.Effect;
import io.aiops4j.core.verify.StateSnapshot;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a runbook would make of a state, by the declared effects of its actions alone. Nothing is run.
 */
final class Simulation {

    private Simulation() {}

    /** The state after all steps; an action without declared effects leaves it as it is. */
    static StateSnapshot run(
            Runbook runbook,
            RunValues values,
            StateSnapshot before,
            Function<String, @Nullable ActionSignature> catalogue) {
        StateSnapshot state = before;
        for (Step step : runbook.steps()) {
            ActionSignature signature = catalogue.apply(step.action());
            if (signature != null) {
                Map<String, @Nullable String> parameters = values.of(step, signature);
                for (Effect effect : signature.effects()) {
                    state = effect.apply(state, parameters::get);
                }
            }
        }
        return state;
    }
}
