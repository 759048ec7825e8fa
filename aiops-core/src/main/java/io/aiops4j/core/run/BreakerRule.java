package io.aiops4j.core.run;

import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An action that failed so many times in a row is left alone, then tried by one run at a time until it is done once. */
record BreakerRule(Guardrails.Breaker breaker) implements Rule {

    @Override
    public @Nullable Refusal refusal(Start start, RunHistory past) {
        for (String action : new TreeSet<>(start.actions())) {
            Instant failed =
                    past.brokenSince(start.client(), action, start.now().minus(Guardrails.BREAKER_MEMORY));
            if (failed == null) {
                continue;
            }
            String saw = "action '" + action + "' failed " + breaker.failures() + " times in a row, the last time at "
                    + failed;
            Instant trial = failed.plus(breaker.pause());
            if (start.now().isBefore(trial)) {
                return Refusal.over(GuardrailException.CIRCUIT_BREAKER, saw, trial);
            }
            String tries = past.tries(start.client(), action, start.id());
            if (tries != null) {
                return Refusal.passing(
                        GuardrailException.CIRCUIT_BREAKER, saw + ", and run " + tries + " tries it now", null);
            }
        }
        return null;
    }
}
