package io.aiops4j.core.incident;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Id;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.RecordStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Correlates signals into incidents and tells what is open. Signals of the same client, type and target feed one incident;
 * the journal hears of it at 1, 2, 4, 8, ... signals, so a storm leaves a handful of entries.
 *
 * <pre>{@code
 * Incident incident = incidents.feed(signal);
 * incidents.resolve(incident.id(), Actor.person("bob"), "moved to a larger host");
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Incidents {

    /**
     * Who has an incident in hand: automation, or a person who took it over.
     *
     * <pre>{@code
     * if (incidents.custody(id).holder() != null) return; // somebody is at it
     * }</pre>
     *
     * @param holder who took it over, or null for automation
     * @param version how often it changed hands
     */
    public record Custody(@Nullable Actor holder, long version) {

        /** As the entries of its stream say. What this version cannot read counts as taken over: automation keeps off. */
        public static Custody of(List<Entry> entries, Seal seal) {
            Actor holder = null;
            for (Entry entry : entries) {
                holder = entry.is(IncidentEntries.HANDED_BACK) && seal.holds(entry) ? null : entry.actor();
            }
            return new Custody(holder, entries.size());
        }
    }

    private static final Actor CORRELATION = Actor.system("correlation");
    private static final int MOST_ENTRIES = 1_000;
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int MOST_ATTEMPTS = 1_000;

    private final Journal journal;
    private final View<IncidentFold.State> view;
    // what this node saw since it started, kept only while the incident is active; the journal keeps the powers of two
    private final Seal seal;
    private final Remarks remarks;
    private final LessonView<LabelFold.State> labels;
    private final Map<String, Long> fed = new HashMap<>();
    private int roomFor = MOST_ENTRIES;

    /** The incidents of this journal, read from its start. */
    public Incidents(Journal journal, Seal seal) {
        this(journal, seal, new View<>(journal, new IncidentFold()), new LessonView<>(journal, seal, new LabelFold()));
    }

    /** The incidents of this journal, read from the last snapshot. */
    public Incidents(Journal journal, Seal seal, RecordStore<Snapshot> snapshots) {
        this(
                journal,
                seal,
                View.kept(journal, new IncidentFold(), snapshots),
                LessonView.kept(journal, seal, new LabelFold(), snapshots));
    }

    private Incidents(Journal journal, Seal seal, View<IncidentFold.State> view, LessonView<LabelFold.State> labels) {
        this.journal = journal;
        this.seal = seal;
        this.view = view;
        this.labels = labels;
        this.remarks = new Remarks(journal);
    }

    /** Takes a signal into the active incident of its kind, or opens one. */
    public Incident feed(Signal signal) {
        IncidentFold.Kind kind = new IncidentFold.Kind(signal.client().id(), signal.incidentType(), signal.target());
        int unreadable = 0;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            int seen = view.ask(state -> state.seen.getOrDefault(kind, 0));
            Incident active = view.ask(state -> state.activeOf(kind));
            try {
                Incident fed = active == null ? open(signal, kind, seen + unreadable) : grow(active);
                if (fed != null) {
                    return fed;
                }
            } catch (StaleAppendException faster) {
                // another thread or node opened, fed or resolved it in between; what it wrote is read on the next
                // round.
                // Where nothing is to be read, the entry was erased or is a newer node's, and its id is passed over
                boolean nothing =
                        view.ask(state -> state.activeOf(kind) == null && state.seen.getOrDefault(kind, 0) == seen);
                unreadable += active == null && nothing ? 1 : 0;
            }
        }
        throw new AiopsException("No place in the journal for a signal of type " + kind.type() + " about "
                + kind.target() + " after " + MOST_ATTEMPTS + " attempts. Verify the journal.");
    }

    private Incident open(Signal signal, IncidentFold.Kind kind, int before) {
        String id = Id.derived("inc", kind.client(), kind.type(), kind.target().toString(), Integer.toString(before));
        Append append = Append.by(CORRELATION)
                .client(signal.client())
                .require(IncidentEntries.stream(id), 0)
                .add(
                        IncidentEntries.stream(id),
                        IncidentEntries.OPENED,
                        new IncidentEntries.Opened(
                                signal.incidentType(),
                                signal.target().toString(),
                                signal.severity(),
                                excerpt(signal.message()),
                                signal.source()));
        return IncidentFold.opened(journal.append(append).get(0));
    }

    private static String excerpt(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
    }

    // null when it was resolved in between
    private @Nullable Incident grow(Incident incident) {
        long count = count(incident);
        if (count < incident.signals() * 2) {
            return incident;
        }
        boolean written = change(incident.id(), CORRELATION, IncidentEntries.GROWN, new IncidentEntries.Grown(count));
        return written ? incident.grown(count) : null;
    }

    private long count(Incident incident) {
        synchronized (fed) {
            if (fed.size() >= roomFor) {
                view.ask(state -> fed.keySet().retainAll(state.active.keySet()));
                roomFor = Math.max(MOST_ENTRIES, 2 * fed.size());
            }
            return fed.merge(incident.id(), incident.signals() + 1, (had, first) -> had + 1);
        }
    }

    /** Says that a person is needed, and why. */
    public void escalate(String id, Actor actor, String why) {
        require(id, actor, IncidentEntries.ESCALATED, why);
    }

    /**
     * Says that a person is needed, and why, once more if that was said before; not if it was said since this entry was written, which
     * is what led to it, or if the incident is over.
     */
    public void escalate(String id, Actor actor, String why, Entry cause) {
        String stream = IncidentEntries.stream(id);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            List<Entry> told = new JournalReader(journal).stream(stream);
            boolean said = told.stream()
                    .anyMatch(entry -> entry.is(IncidentEntries.RESOLVED)
                            || (entry.is(IncidentEntries.ESCALATED) && entry.position() > cause.position()));
            if (said || told.isEmpty()) {
                return;
            }
            try {
                journal.append(Append.by(actor)
                        .client(told.get(0).client())
                        .causedBy(cause.position())
                        .require(stream, told.size())
                        .add(stream, IncidentEntries.ESCALATED, new IncidentEntries.Closed(excerpt(why))));
                return;
            } catch (StaleAppendException faster) {
                // it was fed in between, or another node said so
            }
        }
        throw new AiopsException("Incident " + id + " changes too fast. Try again.");
    }

    /** Closes an incident, and says why. */
    public void resolve(String id, Actor actor, String why) {
        require(id, actor, IncidentEntries.RESOLVED, why);
    }

    /**
     * Takes an incident over: what runs against it stops before its next step, and nothing is run against it by itself until it is
     * {@linkplain #handBack handed back}.
     */
    public void takeOver(String id, Actor person, String why) {
        if (!person.isPerson()) {
            throw new AiopsException("Only a person takes an incident over, and " + person + " is none.");
        }
        custody(id, person, IncidentEntries.TAKEN_OVER, why);
    }

    /** Hands an incident back to automation. */
    public void handBack(String id, Actor person, String why) {
        custody(id, person, IncidentEntries.HANDED_BACK, why);
    }

    private void custody(String id, Actor person, EntryType type, String why) {
        Incident incident = view.ask(state -> state.active.get(id));
        if (incident == null) {
            throw new AiopsException("There is no active incident " + id + ". It may have been resolved in between.");
        }
        String stream = IncidentEntries.custody(id);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                journal.append(Append.by(person)
                        .client(incident.client())
                        .require(stream, custody(id).version())
                        .add(stream, type, new IncidentEntries.Closed(excerpt(why)))
                        .sealedWith(seal));
                return;
            } catch (StaleAppendException faster) {
                // somebody else took it or gave it in between; the last word counts
            }
        }
        throw new AiopsException("Incident " + id + " changes hands too fast. Try again.");
    }

    /** Who has an incident in hand. */
    public Custody custody(String id) {
        return Custody.of(new JournalReader(journal).stream(IncidentEntries.custody(id)), seal);
    }

    private void require(String id, Actor actor, EntryType type, String why) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                if (!change(id, actor, type, new IncidentEntries.Closed(excerpt(why)))) {
                    throw new AiopsException(
                            "There is no active incident " + id + ". It may have been resolved in between.");
                }
                return;
            } catch (StaleAppendException faster) {
                // it was fed in between, which changes nothing about this word
            }
        }
        throw new AiopsException("Incident " + id + " changes too fast. Try again.");
    }

    private boolean change(String id, Actor actor, EntryType type, Object payload) {
        long version = view.ask(state -> state.versions.getOrDefault(id, 0L));
        Incident incident = view.ask(state -> state.active.get(id));
        if (incident == null) {
            return false;
        }
        if (type.equals(IncidentEntries.ESCALATED) && incident.status() == Incident.Status.ESCALATED) {
            return true; // another node was faster
        }
        journal.append(Append.by(actor)
                .client(incident.client())
                .require(IncidentEntries.stream(id), version)
                .add(IncidentEntries.stream(id), type, payload));
        return true;
    }

    /** Notes what a person has to say of an incident, also when it is over. The note can be erased. */
    public void note(String id, Actor person, String text) {
        if (text.isBlank()) {
            throw new AiopsException("There is nothing in the note. Say something, in a sentence.");
        }
        remarks.say(id, person, IncidentEntries.NOTED, text, incident -> new IncidentEntries.Noted(text));
    }

    /** Says that an incident was real, or a false alarm: the last word on it counts. It can be forgotten and erased. */
    public void label(String id, Actor person, boolean real, String note) {
        remarks.say(
                id,
                person,
                IncidentEntries.LABELLED,
                note,
                incident -> new IncidentEntries.Labelled(real, note, incident.source(), incident.type()));
    }

    /** Whether people called an incident real (true) or a false alarm (false), of the last 10,000 of which they said so. */
    public Optional<Boolean> label(String id) {
        return labels.ask(state -> Optional.ofNullable(state.of(id)));
    }

    /** How many incidents were real and how many false alarms, by client, source and type; without what was forgotten. */
    public List<Incident.Labels> labels() {
        return labels.ask(LabelFold.State::all);
    }

    /** Every incident that is not resolved, the oldest first. */
    public List<Incident> open() {
        return view.ask(state -> List.copyOf(state.active.values()));
    }

    /** An incident by its id, also when it is resolved. */
    public Optional<Incident> byId(String id) {
        return of(new JournalReader(journal).stream(IncidentEntries.stream(id)));
    }

    /** The incident that the entries of its stream tell of; none when they do not tell how it opened. */
    public static Optional<Incident> of(List<Entry> stream) {
        Incident incident = null;
        for (Entry entry : stream) {
            incident = next(incident, entry);
        }
        return Optional.ofNullable(incident);
    }

    private static @Nullable Incident next(@Nullable Incident incident, Entry entry) {
        if (entry.payload().isErased()) { // that it is over is in the header
            return incident == null || !entry.is(IncidentEntries.RESOLVED)
                    ? incident
                    : incident.with(Incident.Status.RESOLVED, "");
        }
        if (entry.is(IncidentEntries.OPENED)) {
            return IncidentFold.opened(entry);
        }
        if (incident == null) {
            return null;
        }
        if (entry.is(IncidentEntries.GROWN)) {
            return incident.grown(
                    entry.payload().as(IncidentEntries.Grown.class).signals());
        }
        if (entry.is(IncidentEntries.ESCALATED)) {
            return incident.with(Incident.Status.ESCALATED, IncidentFold.why(entry));
        }
        return entry.is(IncidentEntries.RESOLVED)
                ? incident.with(Incident.Status.RESOLVED, IncidentFold.why(entry))
                : incident;
    }
}
