package io.aiops4j.core.run;

import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one run to act on one place, on all nodes together: a lease that is renewed while the run goes on. A node that slept
 * too long finds its appends refused, since each requires the fencing number.
 */
final class TargetLock {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final int RENEWALS = 3;

    private final Leases leases;
    private final WorkPool pool;
    private final Duration lifetime;
    private volatile Lease lease;
    private @Nullable Future<?> next;
    private volatile @Nullable BooleanSupplier stillBusy;
    private boolean released;

    private TargetLock(Leases leases, WorkPool pool, Duration lifetime, Lease lease) {
        this.leases = leases;
        this.pool = pool;
        this.lifetime = lifetime;
        this.lease = lease;
    }

    /** The lock, or null while somebody else has it. */
    static @Nullable TargetLock acquire(Leases leases, WorkPool pool, String place, String holder, Duration lifetime) {
        Optional<Lease> lease = leases.acquire("target/" + place, holder, lifetime);
        if (lease.isEmpty()) {
            return null;
        }
        TargetLock lock = new TargetLock(leases, pool, lifetime, lease.get());
        lock.renewLater();
        return lock;
    }

    Lease lease() {
        return lease;
    }

    private synchronized void renewLater() {
        if (!released) {
            next = pool.later(lifetime.dividedBy(RENEWALS), this::renew);
        }
    }

    private void renew() {
        BooleanSupplier busy = stillBusy;
        if (busy != null && !busy.getAsBoolean()) {
            giveBack();
            return;
        }
        try {
            extend(leases.acquire(lease.name(), lease.holder(), lifetime).orElse(null));
        } catch (RuntimeException e) {
            LOG.warn("{} could not be renewed: {}", lease.name(), e.getMessage());
        }
        renewLater();
    }

    private synchronized void extend(@Nullable Lease again) {
        if (again != null && released) {
            leases.release(again);
        } else if (again != null && again.fence() - lease.fence() <= 1) {
            // it had ended, where the number rose by one: nobody had it since, or it would have risen by more
            lease = again;
        } else {
            LOG.warn(
                    "{} passed on to another node while a run went on here; that run ends before its next step",
                    lease.name());
            if (again != null) {
                leases.release(again);
            }
        }
    }

    /** Gives the place back now, or when what still acts on it does so no longer. */
    synchronized void release(BooleanSupplier busy) {
        if (busy.getAsBoolean()) {
            stillBusy = busy;
        } else {
            giveBack();
        }
    }

    private synchronized void giveBack() {
        if (released) {
            return;
        }
        released = true;
        if (next != null) {
            next.cancel(false);
        }
        try {
            leases.release(lease);
        } catch (RuntimeException e) {
            LOG.warn("{} could not be given back and ends by itself: {}", lease.name(), e.getMessage());
        }
    }
}
