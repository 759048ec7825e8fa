package io.aiops4j.core.jdbc;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.stores.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What the tests of this package write and how they do it at once. */
final class Notes {

    static final EntryType NOTED = EntryType.of("note.taken", 1);
    static final Actor ALICE = Actor.person("alice");

    /** Short enough that a test which runs into one of them does not hold up the others. */
    static final Waits IMPATIENT = new Waits(
            Duration.ofMillis(1_500),
            Duration.ofMillis(1_000),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            Duration.ofMillis(1_000));

    private Notes() {}

    static Append note(String stream) {
        return Append.by(ALICE).add(stream, NOTED, Map.of("text", "of " + stream));
    }

    static List<Entry> followed(Stores stores, long after) {
        List<Entry> entries = new ArrayList<>();
        new JournalReader(stores.journal()).follow(after, entries::add);
        return entries;
    }

    static <T> List<T> together(List<? extends Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
