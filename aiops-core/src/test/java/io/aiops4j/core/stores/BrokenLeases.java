package io.aiops4j.core.stores;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.journal.StaleAppendException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Leases that break one promise. They check no fence of an append: {@link Fenced} does. */
final class BrokenLeases implements Leases {

    enum Fault {
        NONE,
        GIVES_IT_TO_TWO,
        GIVES_IT_TO_TWO_THAT_ASK_AT_ONCE,
        FORGETS_THE_FENCE_WITH_THE_HOLDER,
        PASSES_ON_WITHOUT_A_HIGHER_FENCE,
        RAISES_THE_FENCE_OF_ITS_HOLDER,
        NEVER_EXPIRES,
        PASSES_ON_TOO_EARLY,
        RENEWS_NOTHING,
        KEEPS_WHAT_WAS_RELEASED,
        RELEASES_FOR_ANYBODY,
        LOSES_THE_CURSOR_WITH_THE_HOLDER,
        MOVES_THE_CURSOR_BACK,
        COUNTS_WITH_INTS,
        LETS_ANYBODY_ADVANCE,
        HAS_ONE_CURSOR_FOR_ALL,
        MIXES_NAMES_UP,
        LEAVES_A_TRACE,
        FORGETS_TO_FENCE,
        FENCES_BY_EXPIRY
    }

    private record Row(String holder, long fence, Instant expires, long cursor) {}

    private static final Row FREE = new Row(null, 0, Instant.MIN, 0);

    private final Fault fault;
    private final Clock clock;
    private final Journal journal;
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    BrokenLeases(Fault fault, Clock clock, Journal journal) {
        this.fault = fault;
        this.clock = clock;
        this.journal = journal;
    }

    private boolean is(Fault one) {
        return fault == one;
    }

    private String key(String name) {
        return is(Fault.MIXES_NAMES_UP) ? name.toLowerCase(Locale.ROOT) : name;
    }

    private Row row(String name) {
        return rows.getOrDefault(key(name), FREE);
    }

    @Override
    public Optional<Lease> acquire(String name, String holder, Duration lifetime) {
        if (is(Fault.GIVES_IT_TO_TWO_THAT_ASK_AT_ONCE)) {
            return give(name, holder, lifetime);
        }
        synchronized (this) {
            return give(name, holder, lifetime);
        }
    }

    private Optional<Lease> give(String name, String holder, Duration lifetime) {
        Row row = row(name);
        Instant now = clock.instant();
        Instant end = is(Fault.PASSES_ON_TOO_EARLY) ? row.expires().minusMillis(2) : row.expires();
        boolean over = row.holder() == null || (!now.isBefore(end) && !is(Fault.NEVER_EXPIRES));
        boolean own = holder.equals(row.holder()) && !over;
        if (is(Fault.GIVES_IT_TO_TWO_THAT_ASK_AT_ONCE)) {
            LockSupport.parkNanos(200_000);
        }
        if (!own && !over && !is(Fault.GIVES_IT_TO_TWO)) {
            return Optional.empty();
        }
        long raise = (own && !is(Fault.RAISES_THE_FENCE_OF_ITS_HOLDER))
                        || (is(Fault.PASSES_ON_WITHOUT_A_HIGHER_FENCE) && row.fence() > 0)
                ? 0
                : 1;
        Row next = new Row(
                holder,
                row.fence() + raise,
                own && is(Fault.RENEWS_NOTHING) ? row.expires() : now.plus(lifetime),
                !own && is(Fault.LOSES_THE_CURSOR_WITH_THE_HOLDER) ? 0 : row.cursor());
        rows.put(key(name), next);
        if (is(Fault.LEAVES_A_TRACE)) {
            journal.append(Append.by(Actor.system(holder))
                    .add(StaleAppendException.lease(name), EntryType.of("lease.taken", 1), Map.of()));
        }
        return Optional.of(new Lease(name, holder, next.fence(), next.expires()));
    }

    @Override
    public synchronized void release(Lease lease) {
        Row row = row(lease.name());
        boolean holds = row.holder() != null && row.fence() == lease.fence();
        if ((holds || is(Fault.RELEASES_FOR_ANYBODY)) && !is(Fault.KEEPS_WHAT_WAS_RELEASED)) {
            long fence = is(Fault.FORGETS_THE_FENCE_WITH_THE_HOLDER) ? 0 : row.fence();
            rows.put(key(lease.name()), new Row(null, fence, Instant.MIN, row.cursor()));
        }
    }

    @Override
    public synchronized long cursor(String name) {
        return row(is(Fault.HAS_ONE_CURSOR_FOR_ALL) ? "learning" : name).cursor();
    }

    @Override
    public synchronized void advance(Lease lease, long position) {
        if (!is(Fault.LETS_ANYBODY_ADVANCE)) {
            require(lease.name(), lease.fence());
        }
        String name = is(Fault.HAS_ONE_CURSOR_FOR_ALL) ? "learning" : lease.name();
        Row row = row(name);
        long to = is(Fault.COUNTS_WITH_INTS) ? (int) position : position;
        long cursor = is(Fault.MOVES_THE_CURSOR_BACK) ? to : Math.max(to, row.cursor());
        rows.put(key(name), new Row(row.holder(), row.fence(), row.expires(), cursor));
    }

    synchronized void require(String name, long fence) {
        Row row = row(name);
        boolean over = is(Fault.FENCES_BY_EXPIRY) && !clock.instant().isBefore(row.expires());
        Chain.require(StaleAppendException.lease(name), fence, row.holder() == null || over ? 0 : row.fence());
    }

    /** A journal that checks the fences of its appends here. */
    record Fenced(BrokenLeases leases, Journal sound) implements Journal {

        @Override
        public List<Entry> append(Append a) {
            if (!leases.is(Fault.FORGETS_TO_FENCE)) {
                a.fences().forEach(leases::require);
            }
            return sound.append(
                    new Append(a.id(), a.actor(), a.client(), a.causes(), a.requires(), Map.of(), a.items()));
        }

        @Override
        public List<Entry> read(String stream, long afterVersion, int limit) {
            return sound.read(stream, afterVersion, limit);
        }

        @Override
        public List<Entry> readAll(long afterPosition, int limit) {
            return sound.readAll(afterPosition, limit);
        }

        @Override
        public Head head() {
            return sound.head();
        }

        @Override
        public List<Entry> erase(List<Long> positions, Append receipt) {
            return sound.erase(positions, receipt);
        }
    }
}
