package io.aiops4j.learning.loop;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.run.RunEntries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The newest incidents of each kind that were resolved: of one type, about one service of one client. */
final class ResolvedFold implements Fold.Kept<ResolvedFold.State> {

    /** So many are known of each kind. */
    static final int MOST_OF_A_KIND = 10;

    /** So many kinds are known; the one of which none was resolved for longest is given up first. */
    static final int MOST_KINDS = 2_000;

    /** Of one type, about one service of one client. */
    record Kind(String client, String type, String service) {}

    /** So many runs are known of each incident, the first ones. */
    static final int MOST_RUNS = 20;

    /**
     * An incident that was resolved.
     *
     * @param runs against it that ended, by their executions
     */
    record Over(String id, String target, Instant opened, Instant over, List<String> runs) {}

    /** What is open, as its first entry tells it, and the runs against it that ended. */
    private record Open(Incident incident, List<String> runs) {}

    static final class State {
        private final Map<String, Open> open = new TreeMap<>();
        final Map<Kind, List<Over>> over = new LinkedHashMap<>();
    }

    /** A state as it is written; the kind of which none was resolved for longest is the first. */
    private record Text(List<Open> open, List<Known> over) {}

    private record Known(Kind kind, List<Over> incidents) {}

    @Override
    public String name() {
        return Fold.Kept.named("resolved/1", IncidentEntries.OPENED, IncidentEntries.RESOLVED, RunEntries.ENDED);
    }

    @Override
    public String write(State state) {
        List<Known> over = new ArrayList<>();
        state.over.forEach((kind, incidents) -> over.add(new Known(kind, incidents)));
        return Snapshot.write(new Text(List.copyOf(state.open.values()), over));
    }

    @Override
    public State read(String text) {
        Text read = Snapshot.read(text, Text.class);
        State state = new State();
        read.open().forEach(open -> state.open.put(open.incident().id(), open));
        read.over().forEach(known -> state.over.put(known.kind(), known.incidents()));
        return state;
    }

    @Override
    public State empty() {
        return new State();
    }

    @Override
    public void apply(State state, Entry entry) {
        if (entry.is(IncidentEntries.OPENED)) {
            opened(entry).ifPresent(incident -> state.open.put(incident.id(), new Open(incident, List.of())));
        } else if (entry.is(RunEntries.ENDED)) {
            incident(entry).ifPresent(id -> state.open.computeIfPresent(id, (key, open) -> ran(open, entry)));
        } else if (entry.is(IncidentEntries.RESOLVED)) {
            Open open = state.open.remove(IncidentEntries.incidentId(entry.stream()));
            if (open != null) {
                resolve(state, open, entry.time());
            }
        }
    }

    private static Open ran(Open open, Entry entry) {
        if (open.runs().size() >= MOST_RUNS) {
            return open;
        }
        List<String> runs = new ArrayList<>(open.runs());
        runs.add(RunEntries.executionId(entry.stream()));
        return new Open(open.incident(), List.copyOf(runs));
    }

    private static Optional<String> incident(Entry ended) {
        try {
            return Optional.ofNullable(
                    ended.payload().as(RunEntries.Ended.class).incident());
        } catch (AiopsException unreadable) {
            return Optional.empty();
        }
    }

    // erased or altered: one incident must not hide all others
    private static Optional<Incident> opened(Entry entry) {
        try {
            return Incidents.of(List.of(entry));
        } catch (AiopsException unreadable) {
            return Optional.empty();
        }
    }

    private static void resolve(State state, Open open, Instant over) {
        Incident incident = open.incident();
        Kind kind = kind(incident);
        List<Over> known = state.over.remove(kind);
        List<Over> more = new ArrayList<>(known == null ? List.of() : known);
        more.add(new Over(incident.id(), incident.target().toString(), incident.opened(), over, open.runs()));
        state.over.put(kind, List.copyOf(more.subList(Math.max(0, more.size() - MOST_OF_A_KIND), more.size())));
        if (state.over.size() > MOST_KINDS) {
            state.over.remove(state.over.keySet().iterator().next());
        }
    }

    static Kind kind(Incident incident) {
        return new Kind(
                incident.client().id(), incident.type(), incident.target().service());
    }
}
