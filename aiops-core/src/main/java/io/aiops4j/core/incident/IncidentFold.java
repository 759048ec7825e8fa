package io.aiops4j.core.incident;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every active incident in full, and how many there were of each kind. */
final class IncidentFold implements Fold.Kept<IncidentFold.State> {

    /** What signals are correlated by. */
    record Kind(String client, String type, Target target) {}

    static final class State {
        final Map<String, Incident> active = new LinkedHashMap<>();
        final Map<String, Long> versions = new HashMap<>();
        final Map<Kind, String> activeByKind = new HashMap<>();
        final Map<Kind, Integer> seen = new HashMap<>();

        @Nullable
        Incident activeOf(Kind kind) {
            String id = activeByKind.get(kind);
            return id == null ? null : active.get(id);
        }
    }

    /** A state as it is written: the oldest incident first. */
    private record Text(List<Incident> active, Map<String, Long> versions, List<Seen> seen) {}

    private record Seen(Kind kind, int times) {}

    @Override
    public String name() {
        return Fold.Kept.named(
                "incidents/1",
                IncidentEntries.OPENED,
                IncidentEntries.GROWN,
                IncidentEntries.ESCALATED,
                IncidentEntries.RESOLVED);
    }

    @Override
    public String write(State state) {
        List<Seen> seen = new ArrayList<>();
        state.seen.forEach((kind, times) -> seen.add(new Seen(kind, times)));
        seen.sort(Comparator.comparing(each -> each.kind().toString()));
        return Snapshot.write(new Text(List.copyOf(state.active.values()), state.versions, seen));
    }

    @Override
    public State read(String text) {
        Text read = Snapshot.read(text, Text.class);
        State state = new State();
        for (Incident incident : read.active()) {
            state.active.put(incident.id(), incident);
            state.activeByKind.put(kind(incident), incident.id());
        }
        state.versions.putAll(read.versions());
        read.seen().forEach(each -> state.seen.put(each.kind(), each.times()));
        return state;
    }

    @Override
    public State empty() {
        return new State();
    }

    @Override
    public void apply(State state, Entry entry) {
        if (!entry.stream().startsWith(IncidentEntries.STREAM)) {
            return;
        }
        // also for an entry that cannot be read here, so that what is appended next requires the right version
        state.versions.replace(IncidentEntries.incidentId(entry.stream()), entry.version());
        try {
            read(state, entry);
        } catch (AiopsException unreadable) {
            // erased or altered: one entry must not hide all other incidents
        }
    }

    private static void read(State state, Entry entry) {
        if (entry.is(IncidentEntries.OPENED)) {
            open(state, entry);
        } else if (entry.is(IncidentEntries.GROWN)) {
            long signals = entry.payload().as(IncidentEntries.Grown.class).signals();
            change(state, entry, incident -> incident.grown(signals));
        } else if (entry.is(IncidentEntries.ESCALATED)) {
            change(state, entry, incident -> incident.with(Incident.Status.ESCALATED, why(entry)));
        } else if (entry.is(IncidentEntries.RESOLVED)) {
            Incident closed = state.active.remove(IncidentEntries.incidentId(entry.stream()));
            state.versions.remove(IncidentEntries.incidentId(entry.stream()));
            if (closed != null) {
                state.activeByKind.remove(kind(closed));
            }
        }
    }

    static Kind kind(Incident incident) {
        return new Kind(incident.client().id(), incident.type(), incident.target());
    }

    private static void open(State state, Entry entry) {
        Incident incident = opened(entry);
        state.active.put(incident.id(), incident);
        state.versions.put(incident.id(), entry.version());
        state.activeByKind.put(kind(incident), incident.id());
        state.seen.merge(kind(incident), 1, Integer::sum);
    }

    static Incident opened(Entry entry) {
        IncidentEntries.Opened opened = entry.payload().as(IncidentEntries.Opened.class);
        return new Incident(
                IncidentEntries.incidentId(entry.stream()),
                entry.client(),
                opened.type(),
                Target.parse(opened.target()),
                opened.severity(),
                opened.message(),
                opened.source(),
                Incident.Status.OPEN,
                "",
                entry.time(),
                1);
    }

    static String why(Entry entry) {
        return entry.payload().as(IncidentEntries.Closed.class).why();
    }

    private static void change(State state, Entry entry, UnaryOperator<Incident> change) {
        state.active.computeIfPresent(
                IncidentEntries.incidentId(entry.stream()), (key, incident) -> change.apply(incident));
    }
}
