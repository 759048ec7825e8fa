package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.stores.Stores;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Take leases for a moment, write under them, and often sleep too long. */
final class RaceHolders {

    static final EntryType HELD = EntryType.of("eval.held", 1);
    static final String STREAM = "held/";

    private static final int NAMES = 3;
    private static final int MOST_WRITES = 4;
    private static final int SHORTEST_MILLIS = 5;
    private static final int LONGEST_MILLIS = 40;
    private static final Actor HOLDER = Actor.system("holder");

    private final Stores stores;
    private final String node;
    private final AtomicBoolean stopped;
    private final AtomicLong refused = new AtomicLong();

    RaceHolders(Stores stores, String node, AtomicBoolean stopped) {
        this.stores = stores;
        this.node = node;
        this.stopped = stopped;
    }

    /**
     * What was written under a lease.
     *
     * @param fence its fencing number
     * @param holder who held it
     */
    record Held(long fence, String holder) {}

    void hold(int number, long seed) {
        Random random = new Random(seed);
        String holder = node + "-" + number;
        while (!stopped.get()) {
            Duration lifetime = Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS));
            Optional<Lease> lease = stores.leases().acquire("work-" + random.nextInt(NAMES), holder, lifetime);
            if (lease.isPresent()) {
                work(lease.get(), lifetime, random);
            } else {
                LockSupport.parkNanos(lifetime.toNanos() / 4);
            }
        }
    }

    private void work(Lease lease, Duration lifetime, Random random) {
        try {
            int writes = 1 + random.nextInt(MOST_WRITES);
            for (int i = 0; i < writes; i++) {
                stores.journal()
                        .append(Append.by(HOLDER)
                                .fenced(lease)
                                .add(STREAM + lease.name(), HELD, new Held(lease.fence(), lease.holder())));
                LockSupport.parkNanos((long) (lifetime.toNanos() * random.nextDouble()));
            }
            if (random.nextBoolean()) {
                stores.leases().release(lease);
            }
        } catch (StaleAppendException passedOn) {
            refused.incrementAndGet();
        }
    }

    /** How many writes were refused because the lease had passed on. */
    long refused() {
        return refused.get();
    }
}
