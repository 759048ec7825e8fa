package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Appends of one entry each, every one waited for. */
final class AppendLoad {

    private static final EntryType NOTED = EntryType.of("eval.noted", 1);
    private static final Actor LOAD = Actor.system("load");

    private final Journal journal;

    AppendLoad(Journal journal) {
        this.journal = journal;
    }

    /**
     * What an entry carries.
     *
     * @param text as long as what is usual
     */
    record Note(String text) {}

    private static final Note NOTE = new Note("the heap is full again, and the limit was raised twice ".repeat(3));

    /** How many appends per second so many threads get acknowledged. */
    double perSecond(int threads, long nanos) throws InterruptedException {
        AtomicLong appends = new AtomicLong();
        List<Thread> all = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            String stream = "bench/" + i;
            Thread thread = new Thread(() -> append(stream, start + nanos, appends), "eval-append-" + i);
            thread.setDaemon(true);
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        return appends.get() * 1e9 / (System.nanoTime() - start);
    }

    private void append(String stream, long end, AtomicLong appends) {
        while (System.nanoTime() < end) {
            journal.append(Append.by(LOAD).add(stream, NOTED, NOTE));
            appends.incrementAndGet();
        }
    }
}
