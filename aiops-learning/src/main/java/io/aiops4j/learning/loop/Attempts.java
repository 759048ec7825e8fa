package io.aiops4j.learning.loop;

import io.aiops4j.core.HostCode;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from one thing once, and keeps what was learned. That an attempt is about to begin is stored before it does, and a lease is held
 * meanwhile: so one node at a time is at it, and what takes its node down is parked like what throws.
 */
final class Attempts {

    /** How long an attempt may take before another node takes it up. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final RecordStore<Learned> learned;
    private final Leases leases;
    private final String holder;
    private final Redactor redactor;
    private final AtomicLong over = new AtomicLong();
    private final AtomicLong parked = new AtomicLong();
    private final AtomicLong turns = new AtomicLong();

    Attempts(RecordStore<Learned> learned, Leases leases, String holder, Redactor redactor) {
        this.learned = learned;
        this.leases = leases;
        this.holder = holder;
        this.redactor = redactor;
    }

    /** What was learned from it before, if that is over. */
    Optional<Learned> known(String id) {
        return stored(id).filter(Learned::isOver);
    }

    /** Whether something was begun to be learned from it, and did not come to its end. */
    boolean isBegun(String id) {
        return stored(id).filter(state -> !state.isOver()).isPresent();
    }

    /** What is learned, now or before; empty when somebody else is at it. */
    Optional<Learned> learn(Learned fresh, UnaryOperator<Learned> work) {
        // a holder of its own each time: the same holder would be given the same lease twice
        String attempt = holder + "/" + turns.incrementAndGet();
        Optional<Lease> lease = leases.acquire("learning/" + fresh.executionId(), attempt, LONGEST);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(attempts(fresh, work));
        } finally {
            leases.release(lease.get());
        }
    }

    private Learned attempts(Learned fresh, UnaryOperator<Learned> work) {
        Learned state = stored(fresh.executionId()).orElse(fresh);
        if (state.isOver()) {
            return state; // somebody else was faster
        }
        while (!state.isOver()) {
            if (state.attempts() >= Learned.MOST_ATTEMPTS) {
                state = keep(state.came(
                        Learned.Outcome.PARKED,
                        "its analysis failed " + state.attempts() + " times: " + state.detail()));
                parked.incrementAndGet();
                LOG.warn("{} is parked: {}", state.executionId(), state.detail());
            } else {
                state = attempt(keep(state.begun()), work);
            }
        }
        over.incrementAndGet();
        return state;
    }

    private Learned attempt(Learned begun, UnaryOperator<Learned> work) {
        Learned found;
        try {
            found = work.apply(begun);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // what is at work may be the host's, and say what nobody may read
            String why = redactor.redact(HostCode.describe(e)).text();
            LOG.warn("Learning from {} failed, for the {}. time: {}", begun.executionId(), begun.attempts(), why);
            return begun.came(Learned.Outcome.BEGUN, why);
        }
        return keep(found);
    }

    private Learned keep(Learned state) {
        learned.save(state);
        return state;
    }

    private Optional<Learned> stored(String id) {
        return learned.find(Query.all().where("id", id).limit(1)).records().stream()
                .findFirst();
    }

    Page<Learned> find(Query query) {
        return learned.find(query);
    }

    /** How often something was learned from, one way or the other. */
    long over() {
        return over.get();
    }

    /** How often it was given up, because it failed too often. */
    long parked() {
        return parked.get();
    }
}
