package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs that were said to have helped, and whose incident came back within the window. It is read from the journal's end and never from a
 * snapshot: who writes the store could write one in which nothing came back.
 */
final class Recurrences {

    /** How long it is made up for when nobody was there to say so in time; beyond that a run stays what it was. */
    static final Duration LATE = Duration.ofDays(1);

    private static final String METHOD = "recurrence";
    private static final int PAGE = 1_000;

    private final RunnerParts parts;
    private final JournalReader journal;
    private final Map<String, Helped> helped = new LinkedHashMap<>();
    private final Map<String, Back> back = new LinkedHashMap<>();
    private long position = -1;

    Recurrences(RunnerParts parts) {
        this.parts = parts;
        this.journal = parts.reader();
    }

    private record Kind(Client client, String type, Target target) {

        static Kind of(Incident incident) {
            return new Kind(incident.client(), incident.type(), incident.target());
        }
    }

    /** A run that was said to have helped. */
    private record Helped(Entry end, RunEntries.Ended said, Kind kind) {

        Instant until(Duration window) {
            return end.time().plus(window);
        }
    }

    /** Its incident came back as this one. */
    private record Back(Helped run, Incident incident) {}

    /** Says of each run whose incident came back that it did not help, unless somebody said so already. */
    synchronized void look() {
        if (parts.recurrence().isZero()) {
            return;
        }
        if (position < 0) {
            position = positionBefore(parts.recurrence().plus(LATE));
        }
        journal.follow(position, entry -> {
            take(entry);
            position = entry.position();
        });
        for (Map.Entry<String, Back> each : List.copyOf(back.entrySet())) {
            say(each.getKey(), each.getValue());
            back.remove(each.getKey());
        }
    }

    // entry time never decreases
    private long positionBefore(Duration past) {
        long from = journal.head().position();
        List<Entry> last = from == 0 ? List.of() : journal.entries(from - 1, 1);
        Instant since = last.isEmpty() ? Instant.MIN : last.get(0).time().minus(past);
        while (from > 0) {
            from = Math.max(0, from - PAGE);
            List<Entry> first = journal.entries(from, 1);
            if (!first.isEmpty() && first.get(0).time().isBefore(since)) {
                return from;
            }
        }
        return 0;
    }

    private void take(Entry entry) {
        helped.values().removeIf(run -> run.until(parts.recurrence()).isBefore(entry.time()));
        back.values().removeIf(each -> each.incident().opened().plus(LATE).isBefore(entry.time()));
        if (entry.is(RunEntries.ENDED) && parts.seal().holds(entry)) {
            end(entry);
        } else if (entry.is(RunEntries.RECURRED) && parts.seal().holds(entry)) {
            helped.remove(entry.stream());
            back.remove(entry.stream());
        } else if (entry.is(IncidentEntries.RESOLVED) && entry.actor().isPerson()) {
            // what they did themselves is not what the run did
            String id = IncidentEntries.incidentId(entry.stream());
            helped.values().removeIf(run -> id.equals(run.said().incident()));
        } else if (entry.is(IncidentEntries.OPENED) && !helped.isEmpty()) {
            incident(IncidentEntries.incidentId(entry.stream())).ifPresent(this::open);
        }
    }

    private void end(Entry entry) {
        RunEntries.Ended said;
        try {
            said = entry.payload().as(RunEntries.Ended.class);
        } catch (AiopsException altered) {
            return; // it did not help in the first place, as far as anybody can tell
        }
        if (said.success() && said.incident() != null) {
            incident(said.incident())
                    .ifPresent(incident -> helped.put(entry.stream(), new Helped(entry, said, Kind.of(incident))));
        }
    }

    // a store that is away throws, and the entry is taken in again; what is erased or altered does not come back
    private Optional<Incident> incident(String id) {
        List<Entry> told = journal.stream(IncidentEntries.stream(id));
        try {
            return Incidents.of(told);
        } catch (AiopsException unreadable) {
            return Optional.empty();
        }
    }

    private void open(Incident incident) {
        for (Map.Entry<String, Helped> run : List.copyOf(helped.entrySet())) {
            boolean same = run.getValue().kind().equals(Kind.of(incident));
            if (same && !incident.id().equals(run.getValue().said().incident())) {
                back.put(run.getKey(), new Back(run.getValue(), incident));
                helped.remove(run.getKey());
            }
        }
    }

    private void say(String stream, Back back) {
        RunEntries.Ended said = back.run().said();
        Duration after =
                Duration.between(back.run().end().time(), back.incident().opened());
        RunEntries.Recurred payload = new RunEntries.Recurred(
                said.runbook(),
                said.version(),
                said.digest(),
                back.incident().id(),
                String.valueOf(said.incident()),
                after);
        record(RunEntries.executionId(stream), payload); // first: the entry names what is stored
        while (true) {
            List<Entry> told = journal.stream(stream);
            if (told.stream()
                    .anyMatch(entry ->
                            entry.is(RunEntries.RECURRED) && parts.seal().holds(entry))) {
                return; // another node was faster
            }
            try {
                // by whom and because of what the end was said: whatever forgets that forgets this
                parts.journal()
                        .append(Append.by(back.run().end().actor())
                                .client(back.run().end().client())
                                .causedBy(back.run().end().position())
                                .require(stream, told.size())
                                .add(stream, RunEntries.RECURRED, payload)
                                .sealedWith(parts.seal()));
                return;
            } catch (StaleAppendException faster) {
                // whoever wrote there: the stream is read again
            }
        }
    }

    private void record(String id, RunEntries.Recurred came) {
        List<ExecutionResult> stored =
                parts.executions().find(Query.all().where("id", id).limit(1)).records();
        for (ExecutionResult result : stored) { // none when it was purged or erased
            if (result.verification().passed()) {
                String detail = "the incident came back as " + came.incident() + ", "
                        + came.after().toMinutes()
                        + " minutes after it was said to be over ("
                        + result.verification().method() + ")";
                parts.executions().save(result.verified(Verification.notPassed(METHOD, detail)));
            }
        }
    }
}
