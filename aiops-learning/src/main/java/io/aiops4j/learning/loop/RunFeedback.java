package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.run.RunEntries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people say of runs that are over. That one did not help counts against its version; that it helped is kept and shown. Who writes
 * the store can do neither in somebody's name: the word is sealed, and what was said with it stands apart, so that it can be erased.
 */
final class RunFeedback {

    /** How many words there are on one run at most. */
    static final int MOST = 200;

    /** How many of them are one person's at most: nobody keeps others from being heard. */
    static final int MOST_OF_ONE = 20;

    /** How long a note is at most. */
    static final int LONGEST = 2_000;

    private static final int MOST_ATTEMPTS = 100;

    private final Journal journal;
    private final Seal seal;

    RunFeedback(Journal journal, Seal seal) {
        this.journal = journal;
        this.seal = seal;
    }

    void say(String id, Actor person, boolean helped, String note) {
        if (!person.isPerson()) {
            throw new AiopsException("Only a person says whether a run helped, and " + person + " is none.");
        }
        if (note.length() > LONGEST) {
            throw new AiopsException("The note has " + note.length() + " characters; " + LONGEST
                    + " is the most. Say it more shortly, or say where the rest is to be found.");
        }
        String stream = RunEntries.stream(id);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            List<Entry> told = new JournalReader(journal).stream(stream);
            Entry end = end(id, told);
            if (isSaid(told, person, helped, note)) {
                return;
            }
            requireRoom(id, told, person);
            RunEntries.Ended ended = end.payload().as(RunEntries.Ended.class);
            Append append = Append.by(person)
                    .client(end.client())
                    .causedBy(end.position())
                    .require(stream, told.size())
                    .add(stream, RunEntries.JUDGED, judged(ended, helped));
            append = note.isEmpty()
                    ? append
                    : append.add(stream, RunEntries.NOTED, new RunEntries.Noted(note, ended.incident()));
            try {
                journal.append(append.sealedWith(seal));
                return;
            } catch (StaleAppendException faster) {
                // somebody else had a word, or it came back in between
            }
        }
        throw new AiopsException("Too many others speak about execution " + id + " at this moment. Try again.");
    }

    private static void requireRoom(String id, List<Entry> told, Actor person) {
        long own = told.stream()
                .filter(entry -> entry.is(RunEntries.JUDGED) && entry.actor().equals(person))
                .count();
        if (own >= MOST_OF_ONE) {
            throw new AiopsException(person + " spoke about execution " + id + " " + own + " times, and " + MOST_OF_ONE
                    + " is the most. Note the rest on its incident.");
        }
    }

    private Entry end(String id, List<Entry> told) {
        long words = told.stream().filter(entry -> entry.is(RunEntries.JUDGED)).count();
        if (words >= MOST) {
            throw new AiopsException("Execution " + id + " was spoken about " + words + " times, and " + MOST
                    + " is the most. Note the rest on its incident.");
        }
        return told.stream()
                .filter(entry -> entry.is(RunEntries.ENDED) && seal.holds(entry))
                .findFirst()
                .orElseThrow(() -> new AiopsException("No run of a runbook ended as " + id
                        + ". Feedback is given on runs that are over; see executions()."));
    }

    private boolean isSaid(List<Entry> told, Actor person, boolean helped, String note) {
        return of(told).stream()
                .anyMatch(said -> said.person().equals(person)
                        && said.helped() == helped
                        && said.note().equals(note));
    }

    private static RunEntries.Judged judged(RunEntries.Ended ended, boolean helped) {
        return new RunEntries.Judged(
                ended.runbook(),
                ended.version(),
                ended.digest(),
                ended.incident(),
                ended.status(),
                ended.verification(),
                helped);
    }

    /** The last word of each person, the oldest first. */
    List<Learning.Feedback> of(String id) {
        return of(new JournalReader(journal).stream(RunEntries.stream(id)));
    }

    private List<Learning.Feedback> of(List<Entry> told) {
        Map<Actor, Learning.Feedback> last = new LinkedHashMap<>();
        for (int i = 0; i < told.size(); i++) {
            Entry entry = told.get(i);
            if (entry.is(RunEntries.JUDGED) && seal.holds(entry)) {
                boolean helped = entry.payload().as(RunEntries.Judged.class).helped();
                String note = i + 1 < told.size() ? note(entry, told.get(i + 1)) : "";
                last.remove(entry.actor());
                last.put(entry.actor(), new Learning.Feedback(entry.actor(), entry.time(), helped, note));
            }
        }
        return new ArrayList<>(last.values());
    }

    // what was said with it was written with it
    private static String note(Entry word, Entry next) {
        boolean its = next.is(RunEntries.NOTED)
                && next.position() == word.position() + 1
                && next.actor().equals(word.actor());
        return its && !next.payload().isErased()
                ? next.payload().as(RunEntries.Noted.class).note()
                : "";
    }
}
