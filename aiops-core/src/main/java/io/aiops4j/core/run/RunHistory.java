package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.runbook.Runbook;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was run lately, as far as a rule could ask about it: a fold over run entries, by their own time. It is read from the journal's end
 * backwards and never from a snapshot: who writes the store could write one that counts nothing. An entry that cannot be read, or does
 * not bear the host's seal, is kept as {@linkplain #damage damage}.
 *
 * <p>Not safe for use by many threads: a {@link Guard} guards it.
 */
final class RunHistory {

    static final Duration HOUR = Duration.ofHours(1);

    /** What is older than this has no say: what ended within the longest memory began within this. */
    static final Duration READ_BACK = Guardrails.BREAKER_MEMORY.plus(Runbook.LONGEST_RUN);

    private static final int PAGE = 1_000;
    private static final int MOST_CLIENTS = 10_000;

    /** What was altered, or is missing, has a say in what was asked. */
    static final class DamagedException extends AiopsException {

        private static final long serialVersionUID = 1L;

        DamagedException(String what) {
            super(what);
        }
    }

    /** The last entry about a run that was altered, or that this version cannot read. */
    record Damage(long position, Instant time, String what) {}

    private final Journal store;
    private final JournalReader journal;
    private final Seal seal;
    private final StartTimes byClient;
    private final StartTimes byPlace;
    private final Circuits circuits;
    private final Places places = new Places();
    private final int mostIncidents;
    private final Map<String, Long> failures = new LinkedHashMap<>();
    private IncidentStarts byIncident;
    private @Nullable Damage damage;
    private Instant last = Instant.MIN;
    private long position = -1;

    RunHistory(Journal store, Seal seal, Guardrails rules) {
        this(store, seal, rules, IncidentStarts.MOST);
    }

    RunHistory(Journal store, Seal seal, Guardrails rules, int mostIncidents) {
        this.store = store;
        this.journal = new JournalReader(store);
        this.seal = seal;
        this.mostIncidents = mostIncidents;
        this.byClient = new StartTimes(rules.limits().perHour());
        this.byPlace = new StartTimes(rules.limits().perTarget());
        this.circuits = new Circuits(rules.breaker().failures());
        this.byIncident = new IncidentStarts(mostIncidents, 0);
    }

    /** Reads what is new. */
    void read() {
        if (position < 0) {
            position = whereToBegin();
            byIncident = new IncidentStarts(mostIncidents, position);
        }
        journal.follow(position, entry -> {
            take(entry);
            position = entry.position();
        });
        if (last.isAfter(Instant.MIN)) {
            Instant old = last.minus(READ_BACK);
            byClient.forgetBefore(old);
            byPlace.forgetBefore(old);
            circuits.forgetBefore(old);
            places.forgetBefore(old);
        }
    }

    // by the time of the last entry, which no node's clock moves; entry time never decreases
    private long whereToBegin() {
        long head = journal.head().position();
        if (head == 0) {
            return 0;
        }
        Instant since = journal.entries(head - 1, 1).get(0).time().minus(READ_BACK);
        long from = head;
        for (long step = PAGE; from > 0; step *= 2) {
            from = Math.max(0, from - step);
            List<Entry> first = journal.entries(from, 1);
            if (!first.isEmpty() && first.get(0).time().isBefore(since)) {
                return from;
            }
        }
        return 0;
    }

    private void take(Entry entry) {
        if (entry.is(RunEntries.FAILED)) {
            failuresAre(entry.stream(), entry.version());
        }
        last = entry.time().isAfter(last) ? entry.time() : last;
        try {
            String fault = RunEntries.fault(entry, seal);
            if (fault != null) {
                damaged(entry, fault);
            } else if (RunEntries.isAboutRun(entry) && !entry.payload().isErased()) {
                take(RunEntries.executionId(entry.stream()), entry);
            }
        } catch (AiopsException altered) {
            damaged(entry, "cannot be read");
        }
    }

    private void damaged(Entry entry, String fault) {
        damage = new Damage(entry.position(), last, named(entry) + fault);
    }

    private static String named(Entry entry) {
        return "entry " + entry.position() + " (" + entry.type() + " in " + entry.stream() + ") ";
    }

    private void take(String id, Entry entry) {
        if (entry.is(RunEntries.STARTED)) {
            start(id, entry, entry.payload().as(RunEntries.Started.class));
        } else if (entry.is(RunEntries.STEP_STARTED)) {
            places.acts(id, entry.payload().as(RunEntries.StepStarted.class).action());
        } else if (entry.is(RunEntries.STEP_ENDED)) {
            end(id, entry, entry.payload().as(RunEntries.StepEnded.class));
        } else if (entry.is(RunEntries.ENDED)) {
            places.ended(id, last, entry.payload().as(RunEntries.Ended.class).success());
        }
    }

    private void start(String id, Entry entry, RunEntries.Started started) {
        String client = entry.client().id();
        String place = client + "/" + Target.parse(started.target()).service();
        places.started(
                new Places.Running(id, client, place, started.runbook(), started.incident(), started.actions(), last));
        if (started.isAutomatic()) {
            byClient.add(client, last);
            byPlace.add(place, last);
            if (started.incident() != null) {
                byIncident.add(started.incident(), entry.position());
            }
        }
    }

    private void end(String id, Entry entry, RunEntries.StepEnded end) {
        String action = places.actedBy(id);
        if (action == null) {
            return; // it began before anything that was read
        }
        switch (end.status()) {
            case DONE -> circuits.done(entry.client().id(), action);
            case FAILED, TIMED_OUT -> circuits.failed(entry.client().id(), action, last);
            case IN_DOUBT -> {} // a node went down, and nobody knows what the action did
        }
    }

    /** The last damage that still has a say at this time, or null. */
    @Nullable
    Damage damageSince(Instant since) {
        return damage != null && damage.time().isAfter(since) ? damage : null;
    }

    /** When the last entry was written, by the journal's clock. */
    Instant last() {
        return last;
    }

    List<Instant> startsFor(Client client, Instant since) {
        return byClient.since(client.id(), since);
    }

    List<Instant> startsOn(String place, Instant since) {
        return byPlace.since(place, since);
    }

    /** When there is room for one more, if nothing else starts; null when there never is. */
    static @Nullable Instant room(List<Instant> starts, int most) {
        return most == 0 ? null : starts.get(starts.size() - most).plus(HOUR);
    }

    /** How many runs started by themselves against an incident, from when it was opened. */
    int startsAgainst(String incident) {
        List<Entry> opened = store.read(IncidentEntries.stream(incident), 0, 1);
        long from = opened.isEmpty() ? 0 : opened.get(0).position();
        if (damage != null && damage.position() > from) {
            throw new DamagedException(damage.what());
        }
        if (!byIncident.isComplete(incident, from)) {
            byIncident.put(incident, from, count(incident, from));
        }
        return byIncident.of(incident);
    }

    private int count(String incident, long from) {
        int starts = 0;
        long at = from;
        while (at < position) {
            List<Entry> page = journal.entries(at, (int) Math.min(PAGE, position - at));
            if (page.isEmpty()) {
                throw new DamagedException("entry " + (at + 1) + " is missing");
            }
            for (Entry entry : page) {
                at = entry.position();
                starts += isStartAgainst(incident, entry) ? 1 : 0;
            }
        }
        return starts;
    }

    private boolean isStartAgainst(String incident, Entry entry) {
        String fault = RunEntries.fault(entry, seal);
        if (fault != null) {
            throw new DamagedException(named(entry) + fault);
        }
        if (!entry.is(RunEntries.STARTED)) {
            return false;
        }
        RunEntries.Started started = entry.payload().as(RunEntries.Started.class);
        return started.isAutomatic() && incident.equals(started.incident());
    }

    /** The version of the stream that failures move, as far as it was read; 0 when nothing is known of it, which its next append tells. */
    long failures(Client client) {
        return failures.getOrDefault(RunEntries.failures(client), 0L);
    }

    /** Remembers it, of the clients for which something failed last. */
    void failuresAre(String stream, long version) {
        Long before = failures.remove(stream);
        failures.put(stream, before == null ? version : Math.max(before, version));
        if (failures.size() > MOST_CLIENTS) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    Collection<Places.Ran> ranOn(String place) {
        return places.ranOn(place);
    }

    Places.@Nullable Running underWayOn(String place, @Nullable String but) {
        return places.underWayOn(place, but);
    }

    @Nullable
    Instant brokenSince(Client client, String action, Instant since) {
        return circuits.brokenSince(client.id(), action, since);
    }

    @Nullable
    String tries(Client client, String action, @Nullable String but) {
        return places.using(client.id(), action, but);
    }
}
