package io.aiops4j.core.run;

import org.jspecify.annotations.Nullable;

/** Nothing starts by itself while something is frozen; where everything is frozen, nothing that a person wants either. */
record FreezeRule(ChangeCalendar calendar) implements Rule {

    @Override
    public @Nullable Refusal refusal(Start start, RunHistory past) {
        for (ChangeCalendar.Freeze freeze : calendar.freezes()) {
            if ((start.request().grounds().isAutomatic() || freeze.everything()) && freeze.holds(start.shown())) {
                String what = freeze.everything() ? "nothing may start" : "nothing may start by itself";
                return Refusal.passing(
                        GuardrailException.FREEZE, what + " in the freeze " + freeze, start.atShown(freeze.end()));
            }
        }
        return null;
    }
}
