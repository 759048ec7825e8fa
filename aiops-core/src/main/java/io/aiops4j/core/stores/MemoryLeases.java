package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.journal.StaleAppendException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leases among the threads of one process. */
final class MemoryLeases implements Leases {

    /** A row: who holds it, if anybody, and what never falls. */
    private record Row(@Nullable String holder, long fence, Instant expires, long cursor) {}

    private static final Row FREE = new Row(null, 0, Instant.MIN, 0);

    private final Clock clock;
    private final Map<String, Row> rows = new HashMap<>();

    MemoryLeases(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Lease> acquire(String name, String holder, Duration lifetime) {
        Row row = row(name);
        Instant now = clock.instant();
        boolean own = holder.equals(row.holder()) && now.isBefore(row.expires());
        if (!own && row.holder() != null && now.isBefore(row.expires())) {
            return Optional.empty();
        }
        Row next = new Row(holder, own ? row.fence() : row.fence() + 1, now.plus(lifetime), row.cursor());
        rows.put(name, next);
        return Optional.of(new Lease(name, holder, next.fence(), next.expires()));
    }

    @Override
    public synchronized void release(Lease lease) {
        Row row = row(lease.name());
        if (fence(lease.name()) == lease.fence()) {
            rows.put(lease.name(), new Row(null, row.fence(), Instant.MIN, row.cursor()));
        }
    }

    @Override
    public synchronized long cursor(String name) {
        return row(name).cursor();
    }

    @Override
    public synchronized void advance(Lease lease, long position) {
        Chain.require(StaleAppendException.lease(lease.name()), lease.fence(), fence(lease.name()));
        Row row = row(lease.name());
        rows.put(lease.name(), new Row(row.holder(), row.fence(), row.expires(), Math.max(position, row.cursor())));
    }

    /** The fencing number of whoever holds it, or of the last one to hold it until somebody else does; 0 once released. */
    synchronized long fence(String name) {
        Row row = row(name);
        return row.holder() == null ? 0 : row.fence();
    }

    private Row row(String name) {
        return rows.getOrDefault(name, FREE);
    }
}
