package io.aiops4j.core.run;

import io.aiops4j.core.Target;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules once more, as they are written down and not as they are kept: each question goes through all entries from the first one. */
final class NaiveGuard {

    private record Run(String id, Instant started, RunEntries.Started what, String place) {}

    private final Guardrails rules;
    private final List<Entry> entries = new ArrayList<>();

    NaiveGuard(Guardrails rules) {
        this.rules = rules;
    }

    /** Which rules each start that happened broke, by what was written before it. */
    List<String> broken(List<Entry> all) {
        List<String> broken = new ArrayList<>();
        for (Entry entry : all) {
            if (entry.is(RunEntries.STARTED)) {
                RunEntries.Started start = entry.payload().as(RunEntries.Started.class);
                if (start.isAutomatic()) {
                    against(start, entry.client().id(), entry.time())
                            .forEach(rule -> broken.add(rule + " at " + entry.position()));
                }
            }
            entries.add(entry);
        }
        return broken;
    }

    /** The rules that are against a start at this time. */
    List<String> against(RunEntries.Started start, String client, Instant now) {
        List<String> against = new ArrayList<>();
        String place = client + "/" + Target.parse(start.target()).service();
        Instant hour = now.minus(Duration.ofHours(1));
        if (automatic(run ->
                        run.place().startsWith(client + "/") && run.started().isAfter(hour))
                >= rules.limits().perHour()) {
            against.add(GuardrailException.PER_HOUR);
        }
        if (automatic(run -> run.place().equals(place) && run.started().isAfter(hour))
                >= rules.limits().perTarget()) {
            against.add(GuardrailException.PER_TARGET);
        }
        if (start.incident() != null
                && automatic(run -> start.incident().equals(run.what().incident()))
                        >= rules.limits().perIncident()) {
            against.add(GuardrailException.PER_INCIDENT);
        }
        for (String action : start.actions() == null ? Set.<String>of() : start.actions()) {
            Instant lastFailure = opened(client, action, now);
            if (lastFailure != null
                    && now.isBefore(lastFailure.plus(rules.breaker().pause()))) {
                against.add(GuardrailException.CIRCUIT_BREAKER);
            }
        }
        pauses(start, place, now, against);
        return against;
    }

    private void pauses(RunEntries.Started start, String place, Instant now, List<String> against) {
        for (Run run : runs()) {
            Entry end = end(run.id());
            if (!run.place().equals(place) || end == null || steps(run.id()).isEmpty()) {
                continue;
            }
            boolean helped = end.payload().as(RunEntries.Ended.class).success();
            Duration pause =
                    helped ? rules.pauses().afterSuccess() : rules.pauses().afterFailure();
            if (now.isBefore(end.time().plus(pause))) {
                against.add(GuardrailException.COOL_DOWN);
            }
            boolean other = !run.what().runbook().equals(start.runbook())
                    && (run.what().incident() == null || !run.what().incident().equals(start.incident()));
            if (other && now.isBefore(end.time().plus(rules.pauses().apart()))) {
                against.add(GuardrailException.CONFLICT);
            }
        }
    }

    private @Nullable Instant opened(String client, String action, Instant now) {
        List<Instant> row = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.is(RunEntries.STEP_ENDED) || !entry.client().id().equals(client)) {
                continue;
            }
            RunEntries.StepEnded end = entry.payload().as(RunEntries.StepEnded.class);
            if (!action(entry, end.index()).equals(action)) {
                continue;
            }
            if (end.status() == StepResult.Status.DONE) {
                row.clear();
            } else {
                row.add(entry.time());
            }
        }
        int most = rules.breaker().failures();
        if (row.size() < most) {
            return null;
        }
        Instant first = row.get(row.size() - most);
        return first.isAfter(now.minus(Guardrails.BREAKER_MEMORY)) ? row.get(row.size() - 1) : null;
    }

    private String action(Entry end, int index) {
        return steps(RunEntries.executionId(end.stream())).stream()
                .filter(step -> step.index() == index)
                .map(RunEntries.StepStarted::action)
                .findFirst()
                .orElseThrow();
    }

    private List<RunEntries.StepStarted> steps(String id) {
        return entries.stream()
                .filter(entry ->
                        entry.is(RunEntries.STEP_STARTED) && entry.stream().equals(RunEntries.stream(id)))
                .map(entry -> entry.payload().as(RunEntries.StepStarted.class))
                .toList();
    }

    private @Nullable Entry end(String id) {
        return entries.stream()
                .filter(entry -> entry.is(RunEntries.ENDED) && entry.stream().equals(RunEntries.stream(id)))
                .findFirst()
                .orElse(null);
    }

    private long automatic(java.util.function.Predicate<Run> which) {
        return runs().stream()
                .filter(run -> run.what().isAutomatic())
                .filter(which)
                .count();
    }

    private List<Run> runs() {
        return entries.stream()
                .filter(entry -> entry.is(RunEntries.STARTED))
                .map(entry -> {
                    RunEntries.Started what = entry.payload().as(RunEntries.Started.class);
                    String place = entry.client().id() + "/"
                            + Target.parse(what.target()).service();
                    return new Run(RunEntries.executionId(entry.stream()), entry.time(), what, place);
                })
                .toList();
    }
}
