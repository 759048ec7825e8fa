package io.aiops4j.spring;

import io.aiops4j.core.run.Guardrails;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code aiops.guardrails.*} says: limits that hold whatever was approved.
 *
 * @param perHour How many runs may start by themselves within an hour, for each client, on all nodes together.
 * @param perIncident How many runs may start by themselves against one incident, however long it lasts.
 * @param perTarget How many runs may start by themselves within an hour on one service of a client.
 * @param mostWaiting How many runs of a client may wait before no more are taken in by themselves.
 * @param coolDown How long nothing starts by itself on a service after a run on it that helped; 5 minutes when nothing is said.
 * @param coolDownAfterFailure How long nothing starts by itself on a service after a run on it that did not help; 15 minutes when
 * nothing is said.
 * @param apart How long another runbook, against another incident, is kept off a service after a run on it; 15 minutes when nothing is
 * said.
 * @param breakerFailures After how many failures in a row an action is left alone.
 * @param breakerPause How long an action that keeps failing is left alone before one run may try it; 15 minutes when nothing is said.
 * @param recurrence How long after a run that helped its incident may not come back, or it did not help; 30 minutes when nothing is said, 0 for
 * never.
 * @param windows When runs may start by themselves, such as "Mon-Fri 22:00-06:00 Europe/Berlin"; always when nothing is said.
 * @param freezes When nothing starts by itself, such as "2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin", or nothing at all with
 * "everything" behind it.
 */
record GuardrailsProperties(
        @DefaultValue("" + Guardrails.DEFAULT_PER_HOUR) int perHour,
        @DefaultValue("" + Guardrails.DEFAULT_PER_INCIDENT) int perIncident,
        @DefaultValue("" + Guardrails.DEFAULT_PER_TARGET) int perTarget,
        @DefaultValue("" + Guardrails.DEFAULT_MOST_WAITING) int mostWaiting,
        @Nullable Duration coolDown,
        @Nullable Duration coolDownAfterFailure,
        @Nullable Duration apart,

        @DefaultValue("" + Guardrails.DEFAULT_BREAKER_FAILURES)
        int breakerFailures,

        @Nullable Duration breakerPause,
        @Nullable Duration recurrence,
        @DefaultValue List<String> windows,
        @DefaultValue List<String> freezes) {

    GuardrailsProperties {
        windows = List.copyOf(windows);
        freezes = List.copyOf(freezes);
    }

    Guardrails toGuardrails() {
        Guardrails.Pauses pauses = Guardrails.DEFAULT.pauses();
        Guardrails rules = Guardrails.DEFAULT;
        rules = count(rules, "per-hour", Guardrails.DEFAULT_PER_HOUR, each -> each.perHour(perHour));
        rules = count(rules, "per-incident", Guardrails.DEFAULT_PER_INCIDENT, each -> each.perIncident(perIncident));
        rules = count(rules, "per-target", Guardrails.DEFAULT_PER_TARGET, each -> each.perTarget(perTarget));
        rules = count(rules, "most-waiting", Guardrails.DEFAULT_MOST_WAITING, each -> each.mostWaiting(mostWaiting));
        Duration success = coolDown == null ? pauses.afterSuccess() : coolDown;
        rules = pause(rules, "cool-down", each -> each.coolDown(success, pauses.afterFailure()));
        Duration failure = coolDownAfterFailure == null ? pauses.afterFailure() : coolDownAfterFailure;
        rules = pause(rules, "cool-down-after-failure", each -> each.coolDown(success, failure));
        rules = pause(rules, "apart", each -> each.apart(apart == null ? pauses.apart() : apart));
        Duration pause = breakerPause == null ? Guardrails.DEFAULT_BREAKER_PAUSE : breakerPause;
        rules = pause(rules, "breaker-pause", each -> each.breaker(Guardrails.DEFAULT_BREAKER_FAILURES, pause));
        rules = checked(
                rules,
                "breaker-failures",
                "Write 1 or more: aiops.guardrails.breaker-failures=" + Guardrails.DEFAULT_BREAKER_FAILURES,
                each -> each.breaker(breakerFailures, pause));
        Duration back = recurrence == null ? Guardrails.DEFAULT_RECURRENCE : recurrence;
        rules = pause(rules, "recurrence", each -> each.recurrence(back));
        for (String window : windows) {
            String example =
                    "Write days, times and a zone: aiops.guardrails.windows[0]=Mon-Fri 22:00-06:00 Europe/Berlin";
            rules = checked(rules, "windows", example, each -> each.window(window));
        }
        for (String freeze : freezes) {
            String example = "Write beginning, end and a zone:"
                    + " aiops.guardrails.freezes[0]=2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin";
            rules = checked(rules, "freezes", example, each -> each.freeze(freeze));
        }
        return rules;
    }

    private static Guardrails count(Guardrails before, String name, int preset, UnaryOperator<Guardrails> change) {
        return checked(before, name, "Write 0 or more: aiops.guardrails." + name + "=" + preset, change);
    }

    private static Guardrails pause(Guardrails before, String name, UnaryOperator<Guardrails> change) {
        return checked(before, name, "Write a time of at most a day: aiops.guardrails." + name + "=15m", change);
    }

    private static Guardrails checked(Guardrails before, String name, String how, UnaryOperator<Guardrails> change) {
        return AiopsPropertyException.checked("aiops.guardrails." + name, how, () -> change.apply(before));
    }
}
