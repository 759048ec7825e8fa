package io.aiops4j.core.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** So many runs may start by themselves within an hour, for each client. */
record PerHourRule(int most) implements Rule {

    @Override
    public @Nullable Refusal refusal(Start start, RunHistory past) {
        List<Instant> starts = past.startsFor(start.client(), start.now().minus(RunHistory.HOUR));
        return starts.size() < most
                ? null
                : Refusal.over(
                        GuardrailException.PER_HOUR,
                        starts.size() + " runs started by themselves within the last hour for client " + start.client()
                                + ", and " + most + " is the most",
                        RunHistory.room(starts, most));
    }
}
