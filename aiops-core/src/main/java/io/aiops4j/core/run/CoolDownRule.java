package io.aiops4j.core.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nothing starts by itself on a service for a while after a run on it, and for longer after one that did not help. */
record CoolDownRule(Guardrails.Pauses pauses) implements Rule {

    @Override
    public @Nullable Refusal refusal(Start start, RunHistory past) {
        Refusal longest = null;
        Instant until = start.now();
        for (Places.Ran ran : past.ranOn(start.place())) {
            Instant over = ran.ended().plus(ran.helped() ? pauses.afterSuccess() : pauses.afterFailure());
            if (over.isAfter(until)) {
                until = over;
                longest = Refusal.passing(
                        GuardrailException.COOL_DOWN,
                        "run " + ran.id() + " of " + ran.runbook() + " on "
                                + start.service() + (ran.helped() ? " ended" : " ended without success")
                                + " at " + ran.ended(),
                        over);
            }
        }
        return longest;
    }
}
