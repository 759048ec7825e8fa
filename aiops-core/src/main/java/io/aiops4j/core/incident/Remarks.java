package io.aiops4j.core.incident;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.StaleAppendException;
import java.util.List;
import java.util.function.Function;

/** What people say of an incident, while it is open and after it: so much of it, and no more. */
final class Remarks {

    /** How many remarks there are about one incident at most. */
    static final int MOST = 500;

    /** How many of them are one person's at most: nobody keeps others from being heard. */
    static final int MOST_OF_ONE = 100;

    /** How long one is at most. */
    static final int LONGEST = 2_000;

    private static final int MOST_ATTEMPTS = 1_000;

    private final Journal journal;

    Remarks(Journal journal) {
        this.journal = journal;
    }

    void say(String id, Actor person, EntryType type, String text, Function<Incident, Object> payload) {
        if (!person.isPerson()) {
            throw new AiopsException("Only a person says something of an incident, and " + person + " is none.");
        }
        if (text.length() > LONGEST) {
            throw new AiopsException("The note has " + text.length() + " characters; " + LONGEST
                    + " is the most. Say it more shortly, or say where the rest is to be found.");
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            List<Entry> told = new JournalReader(journal).stream(IncidentEntries.stream(id));
            Incident incident = Incidents.of(told)
                    .orElseThrow(() -> new AiopsException("There is no incident " + id + ", or it was erased."));
            requireRoom(id, told, person);
            try {
                journal.append(Append.by(person)
                        .client(incident.client())
                        .require(IncidentEntries.stream(id), told.size())
                        .add(IncidentEntries.stream(id), type, payload.apply(incident)));
                return;
            } catch (StaleAppendException faster) {
                // it was fed in between, or somebody else said something: neither changes this word
            }
        }
        throw new AiopsException("Incident " + id + " changes too fast. Try again.");
    }

    private static void requireRoom(String id, List<Entry> told, Actor person) {
        List<Entry> remarks = told.stream()
                .filter(entry -> entry.is(IncidentEntries.NOTED) || entry.is(IncidentEntries.LABELLED))
                .toList();
        requireFew(id, "remarks", remarks.size(), MOST);
        long own =
                remarks.stream().filter(entry -> entry.actor().equals(person)).count();
        requireFew(id, "remarks of " + person, own, MOST_OF_ONE);
    }

    private static void requireFew(String id, String what, long many, int most) {
        if (many >= most) {
            throw new AiopsException("There are " + many + " " + what + " about incident " + id + ", and " + most
                    + " is the most. Write the rest where it can be read better.");
        }
    }
}
