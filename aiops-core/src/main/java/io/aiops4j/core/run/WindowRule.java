package io.aiops4j.core.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Nothing starts by itself outside the change windows, where there are any. */
record WindowRule(List<ChangeCalendar.Window> windows) implements Rule {

    @Override
    public @Nullable Refusal refusal(Start start, RunHistory past) {
        if (windows.isEmpty() || windows.stream().anyMatch(window -> window.isOpen(start.shown()))) {
            return null;
        }
        Instant next = windows.stream()
                .map(window -> window.nextOpen(start.shown()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        String saw = "it is " + start.shown() + ", and the change windows are " + windows;
        return next == null
                ? Refusal.over(GuardrailException.CHANGE_WINDOW, saw, null)
                : Refusal.passing(GuardrailException.CHANGE_WINDOW, saw, start.atShown(next));
    }
}
