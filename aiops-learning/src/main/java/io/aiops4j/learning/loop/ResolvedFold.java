package io.aiops4j.learning.loop;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Snapshot;
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

    /** An incident that was resolved. */
    record Over(String id, String target, Instant opened, Instant over) {}

    static final class State {
        // what is open, as its first entry tells it
        final Map<String, Incident> open = new TreeMap<>();
        final Map<Kind, List<Over>> over = new LinkedHashMap<>();
    }

    /** A state as it is written; the kind of which none was resolved for longest is the first. */
    private record Text(List<Incident> open, List<Known> over) {}

    private record Known(Kind kind, List<Over> incidents) {}

    @Override
    public String name() {
        return Fold.Kept.named("resolved/1", IncidentEntries.OPENED, IncidentEntries.RESOLVED);
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
        read.open().forEach(incident -> state.open.put(incident.id(), incident));
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
            opened(entry).ifPresent(incident -> state.open.put(incident.id(), incident));
        } else if (entry.is(IncidentEntries.RESOLVED)) {
            Incident incident = state.open.remove(IncidentEntries.incidentId(entry.stream()));
            if (incident != null) {
                resolve(state, incident, entry.time());
            }
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

    private static void resolve(State state, Incident incident, Instant over) {
        Kind kind = kind(incident);
        List<Over> known = state.over.remove(kind);
        List<Over> more = new ArrayList<>(known == null ? List.of() : known);
        more.add(new Over(incident.id(), incident.target().toString(), incident.opened(), over));
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
