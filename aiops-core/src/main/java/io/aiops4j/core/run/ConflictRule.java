package io.aiops4j.core.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Two fixes of one service must not undo each other: another runbook, against another incident, waits until the first one has shown. */
record ConflictRule(Duration apart) implements Rule {

    @Override
    public @Nullable Refusal refusal(Start start, RunHistory past) {
        Places.Running other = past.underWayOn(start.place(), start.id());
        if (other != null) {
            return Refusal.passing(
                    GuardrailException.CONFLICT,
                    "run " + other.id() + " of " + other.runbook() + " is under way on " + start.service(),
                    null);
        }
        Refusal last = null;
        Instant until = start.now();
        for (Places.Ran ran : past.ranOn(start.place())) {
            Instant over = ran.ended().plus(apart);
            if (ran.isOtherThan(start.request().runbookId(), start.request().incidentId()) && over.isAfter(until)) {
                until = over;
                last = Refusal.passing(
                        GuardrailException.CONFLICT,
                        "run " + ran.id() + " of " + ran.runbook() + " against " + ran.incident() + " ended on "
                                + start.service() + " at " + ran.ended()
                                + ", and another fix must not undo it",
                        over);
            }
        }
        return last;
    }
}
