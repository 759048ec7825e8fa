package io.aiops4j.learning.loop;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.journal.StaleAppendException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Background work that exactly one node does at a time: it follows the journal from where the work got to, on whichever node
 * that was, as long as this node holds the lease. What was under way when a node died is done again by the next one.
 */
final class LeasedFollower {

    static final Duration LIFETIME = Duration.ofSeconds(30);

    private static final int PAGE = 100;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What looking at an entry came to. */
    enum Worked {
        /** There was nothing to do. */
        NOTHING,
        /** It was done, and may have taken long. */
        DONE,
        /** It cannot be done now: the entry is looked at again later, and those behind it wait. */
        LATER
    }

    private final String name;
    private final String holder;
    private final Leases leases;
    private final JournalReader journal;
    private final Function<Entry, Worked> work;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long next = System.nanoTime();

    LeasedFollower(String name, String holder, Leases leases, JournalReader journal, Function<Entry, Worked> work) {
        this.name = name;
        this.holder = holder;
        this.leases = leases;
        this.journal = journal;
        this.work = work;
    }

    /** Whether the caller is the one who has to see to it that {@link #turn} is called. */
    boolean wantsTurn() {
        return scheduled.compareAndSet(false, true);
    }

    /** Whether it is time to look again although nothing is new: what failed may succeed, and another node may be gone. */
    boolean isDue() {
        long now = System.nanoTime();
        if (now - next < 0) {
            return false;
        }
        next = now + PAUSE_NANOS;
        return true;
    }

    /** How many entries nobody looked at yet. */
    long backlog() {
        return Math.max(0, journal.head().position() - leases.cursor(name));
    }

    /** Does what there is to do, if it is this node's to do. */
    void turn() {
        scheduled.set(false);
        try {
            Optional<Lease> lease = leases.acquire(name, holder, LIFETIME);
            while (lease.isPresent() && page(lease.get())) {
                lease = leases.acquire(name, holder, LIFETIME);
            }
        } catch (StaleAppendException passedOn) {
            // this node was too slow, and another one goes on with it
        }
    }

    private boolean page(Lease first) {
        List<Entry> entries = journal.entries(leases.cursor(name), PAGE);
        Optional<Lease> lease = Optional.of(first);
        long renewed = System.nanoTime();
        for (Entry entry : entries) {
            Worked worked = work.apply(entry);
            if (worked == Worked.LATER) {
                leases.advance(lease.get(), entry.position() - 1);
                return false;
            }
            // it may have taken long: the lease is asked for again before anything is said to be done
            if (worked == Worked.DONE || System.nanoTime() - renewed > LIFETIME.toNanos() / 3) {
                lease = leases.acquire(name, holder, LIFETIME);
                renewed = System.nanoTime();
            }
            if (lease.isEmpty()) {
                return false;
            }
        }
        if (entries.isEmpty()) {
            return false;
        }
        leases.advance(lease.get(), entries.get(entries.size() - 1).position());
        return true;
    }
}
