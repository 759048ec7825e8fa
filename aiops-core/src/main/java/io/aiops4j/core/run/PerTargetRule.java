package io.aiops4j.core.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** So many runs may start by themselves within an hour on one service of a client. */
record PerTargetRule(int most) implements Rule {

    @Override
    public @Nullable Refusal refusal(Start start, RunHistory past) {
        List<Instant> starts = past.startsOn(start.place(), start.now().minus(RunHistory.HOUR));
        return starts.size() < most
                ? null
                : Refusal.over(
                        GuardrailException.PER_TARGET,
                        starts.size() + " runs started by themselves within the last hour on " + start.service()
                                + ", and " + most + " is the most",
                        RunHistory.room(starts, most));
    }
}
