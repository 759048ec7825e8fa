package io.aiops4j.jmh.eval;

import io.aiops4j.core.Target;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.RunRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the journal says about starts, held against the rules once more: it keeps everything, and knows nothing of how the runner counts. */
final class GuardCheck {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration HOUR = Duration.ofHours(1);

    private record Run(String client, String place, String runbook, String incident) {}

    private record Ended(Run run, Instant time, boolean helped) {}

    private final Guardrails rules;
    private final Map<String, List<Instant>> byClient = new HashMap<>();
    private final Map<String, List<Instant>> byPlace = new HashMap<>();
    private final Map<String, Integer> byIncident = new HashMap<>();
    private final Map<String, Run> runs = new HashMap<>();
    private final Map<String, String> steps = new HashMap<>();
    private final Map<String, List<Ended>> ended = new HashMap<>();
    private final Map<String, List<Instant>> failed = new HashMap<>();
    private long starts;
    private long mostInAnHour;
    private long mostOnAService;
    private long mostAgainstAnIncident;
    private long tooEarly;
    private long broken;
    private long together;
    private boolean halted;
    private long behindHalt;

    GuardCheck(Guardrails rules) {
        this.rules = rules;
    }

    void take(Entry entry) {
        String id = entry.stream();
        if (entry.is(RunEntries.HALTED)) {
            halted = true;
        } else if (entry.is(RunEntries.STARTED)) {
            behindHalt += halted ? 1 : 0;
            start(id, entry, entry.payload().as(RunEntries.Started.class));
        } else if (entry.is(RunEntries.STEP_STARTED)) {
            behindHalt += halted ? 1 : 0;
            steps.put(id, json(entry).get("action").asString());
        } else if (entry.is(RunEntries.STEP_ENDED)) {
            step(entry.client().id() + " " + steps.get(id), entry);
        } else if (entry.is(RunEntries.ENDED)) {
            Run run = runs.remove(id);
            if (run != null && steps.remove(id) != null) {
                boolean helped = entry.payload().as(RunEntries.Ended.class).success();
                ended.computeIfAbsent(run.place(), first -> new ArrayList<>())
                        .add(new Ended(run, entry.time(), helped));
            }
        }
    }

    private static JsonNode json(Entry entry) {
        return JSON.readTree(entry.payload().text());
    }

    private void step(String action, Entry entry) {
        String status = json(entry).get("status").asString();
        if (status.equals(StepResult.Status.DONE.name())) {
            failed.remove(action);
        } else if (!status.equals(StepResult.Status.IN_DOUBT.name())) {
            failed.computeIfAbsent(action, first -> new ArrayList<>()).add(entry.time());
        }
    }

    private void start(String id, Entry entry, RunEntries.Started started) {
        String client = entry.client().id();
        Target target = Target.parse(started.target());
        Run run = new Run(client, client + "/" + target.service(), started.runbook(), started.incident());
        if (started.grounds() != RunRequest.Grounds.ASKED) {
            starts++;
            mostInAnHour = Math.max(mostInAnHour, counted(byClient, client, entry.time()));
            mostOnAService = Math.max(mostOnAService, counted(byPlace, run.place(), entry.time()));
            if (run.incident() != null) {
                mostAgainstAnIncident =
                        Math.max(mostAgainstAnIncident, byIncident.merge(run.incident(), 1, Integer::sum));
            }
            pauses(run, entry.time());
            circuits(client, started, entry.time());
        }
        runs.put(id, run);
    }

    // with this one, within the hour that ends with it
    private static long counted(Map<String, List<Instant>> times, String key, Instant now) {
        List<Instant> all = times.computeIfAbsent(key, first -> new ArrayList<>());
        all.add(now);
        return all.stream().filter(time -> time.isAfter(now.minus(HOUR))).count();
    }

    private void pauses(Run run, Instant now) {
        together += runs.values().stream().anyMatch(other -> other.place().equals(run.place())) ? 1 : 0;
        for (Ended before : ended.getOrDefault(run.place(), List.of())) {
            Duration pause = before.helped()
                    ? rules.pauses().afterSuccess()
                    : rules.pauses().afterFailure();
            boolean other = !before.run().runbook().equals(run.runbook())
                    && (before.run().incident() == null
                            || !before.run().incident().equals(run.incident()));
            Duration apart = other ? rules.pauses().apart() : Duration.ZERO;
            Duration longer = pause.compareTo(apart) > 0 ? pause : apart;
            tooEarly += now.isBefore(before.time().plus(longer)) ? 1 : 0;
        }
    }

    private void circuits(String client, RunEntries.Started started, Instant now) {
        for (String action : started.actions()) {
            List<Instant> row = failed.getOrDefault(client + " " + action, List.of());
            if (row.size() < rules.breaker().failures()) {
                continue;
            }
            Instant last = row.get(row.size() - 1);
            broken += now.isBefore(last.plus(rules.breaker().pause())) ? 1 : 0;
        }
    }

    Figures figures(Figures figures) {
        long atTheLimit = byClient.values().stream()
                .filter(times -> times.size() == rules.limits().perHour())
                .count();
        return figures.with("starts", starts)
                .with("most_in_an_hour", mostInAnHour)
                .with("clients_at_the_limit", atTheLimit)
                .with("most_on_a_service", mostOnAService)
                .with("most_against_an_incident", mostAgainstAnIncident)
                .with("pauses_broken", tooEarly)
                .with("circuits_broken", broken)
                .with("together_on_a_service", together)
                .with("starts_after_halt", behindHalt)
                .floor(
                        mostInAnHour <= rules.limits().perHour(),
                        "At most " + rules.limits().perHour() + " runs of a client start by themselves within an hour.")
                .floor(
                        mostOnAService <= rules.limits().perTarget(),
                        "At most " + rules.limits().perTarget()
                                + " runs start by themselves within an hour on a service.")
                .floor(
                        mostAgainstAnIncident <= rules.limits().perIncident(),
                        "At most " + rules.limits().perIncident() + " runs start by themselves against an incident.")
                .floor(
                        tooEarly + broken + together == 0,
                        "No run starts in a pause, on an open circuit, or beside another.")
                .floor(behindHalt == 0, "Nothing starts behind the halt.");
    }
}
