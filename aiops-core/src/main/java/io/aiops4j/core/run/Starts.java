package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When runs started by themselves within the last hour, by client. It is read from the journal's end and never from a snapshot: who writes
 * the store could write one that counts nothing.
 */
final class Starts {

    static final Duration HOUR = Duration.ofHours(1);

    private static final int PAGE = 1_000;

    private final JournalReader journal;
    private final Map<String, Deque<Instant>> starts = new HashMap<>();
    private long position = -1;

    Starts(JournalReader journal) {
        this.journal = journal;
    }

    /** How many of a client's runs started by themselves within the hour before this moment. */
    synchronized int withinTheHourBefore(Instant now, Client client) {
        Instant since = now.minus(HOUR);
        if (position < 0) {
            position = positionBefore(since);
        }
        journal.follow(position, entry -> {
            take(entry);
            position = entry.position();
        });
        starts.values().forEach(times -> {
            while (!times.isEmpty() && !times.getFirst().isAfter(since)) {
                times.removeFirst();
            }
        });
        starts.values().removeIf(Deque::isEmpty);
        Deque<Instant> times = starts.get(client.id());
        return times == null ? 0 : times.size();
    }

    // entry time never decreases
    private long positionBefore(Instant since) {
        long from = journal.head().position();
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
        if (!entry.is(RunEntries.STARTED) || !isAutomatic(entry)) {
            return;
        }
        starts.computeIfAbsent(entry.client().id(), first -> new ArrayDeque<>()).add(entry.time());
    }

    // one that was altered counts: a limit that is reached too early asks a person, one that is not reached asks nobody
    private static boolean isAutomatic(Entry entry) {
        try {
            return entry.payload().as(RunEntries.Started.class).grounds().isAutomatic();
        } catch (AiopsException altered) {
            return true;
        }
    }
}
