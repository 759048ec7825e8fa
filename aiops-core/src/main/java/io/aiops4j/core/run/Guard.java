package io.aiops4j.core.run;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.runbook.Runbook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules about what wants to start, under a lease that the start is fenced with: so no two nodes ask at once for one client, and
 * nothing is written but the start itself. What time it is the store says, in the lease that it gives; no node's clock has a say.
 *
 * <p>Safe for use by many threads.
 */
final class Guard {

    /** How long a start may take; a node that went down in one keeps the others waiting for so long. */
    static final Duration STARTING = Duration.ofSeconds(10);

    private static final int LEASES_TO_WAIT = 2;
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final RunnerParts parts;
    private final RunHistory history;
    private final SteadyTime time;
    private final List<Rule> forPeople;
    private final List<Rule> forAll;
    private final AtomicLong entrances = new AtomicLong();

    Guard(RunnerParts parts) {
        this.parts = parts;
        Guardrails rules = parts.guardrails();
        this.history = new RunHistory(parts.journal(), parts.seal(), rules);
        this.time = new SteadyTime(parts.elapsed());
        ChangeCalendar calendar = rules.calendar();
        Rule freeze = new FreezeRule(calendar);
        this.forPeople =
                calendar.freezes().stream().anyMatch(ChangeCalendar.Freeze::everything) ? List.of(freeze) : List.of();
        this.forAll = rules(rules, freeze);
    }

    // what does not pass by itself comes first: it would be no use to wait for the rest
    private static List<Rule> rules(Guardrails rules, Rule freeze) {
        Guardrails.Limits limits = rules.limits();
        Guardrails.Pauses pauses = rules.pauses();
        List<Rule> all = new ArrayList<>();
        add(all, limits.perIncident() != Guardrails.UNLIMITED, new PerIncidentRule(limits.perIncident()));
        add(all, limits.perHour() != Guardrails.UNLIMITED, new PerHourRule(limits.perHour()));
        add(all, limits.perTarget() != Guardrails.UNLIMITED, new PerTargetRule(limits.perTarget()));
        add(all, rules.breaker().failures() != Guardrails.UNLIMITED, new BreakerRule(rules.breaker()));
        add(all, !rules.calendar().freezes().isEmpty(), freeze);
        add(
                all,
                !rules.calendar().windows().isEmpty(),
                new WindowRule(rules.calendar().windows()));
        boolean cools =
                !pauses.afterSuccess().isZero() || !pauses.afterFailure().isZero();
        add(all, cools, new CoolDownRule(pauses));
        add(all, !pauses.apart().isZero(), new ConflictRule(pauses.apart()));
        return List.copyOf(all);
    }

    private static void add(List<Rule> all, boolean limits, Rule rule) {
        if (limits) {
            all.add(rule);
        }
    }

    /**
     * Lets a run pass, or refuses it.
     *
     * @return what its start is to be guarded with, and that is to be closed behind it
     */
    Entrance enter(String id, RunRequest request, Runbook runbook) throws InterruptedException {
        requirePersonWhereCritical(request);
        if (rulesFor(request).isEmpty()) {
            return new Entrance(id, request, runbook, null);
        }
        Lease lease = null;
        try {
            readAhead(request); // a long history must not be read while others wait
            lease = acquire(request);
            Entrance entrance = new Entrance(id, request, runbook, lease);
            entrance.ask();
            return entrance;
        } catch (RuntimeException refused) {
            if (lease != null) {
                leave(lease);
            }
            throw refused instanceof GuardrailException ? refused : unreadable(request, refused);
        }
    }

    /**
     * One start between the question and its append. The lease keeps other starts out. Failures it cannot keep out: an action may fail
     * elsewhere in that moment, and open its circuit; so the append depends on the version of the stream that failures move.
     */
    final class Entrance implements AutoCloseable {

        private final String id;
        private final RunRequest request;
        private final Runbook runbook;
        private final @Nullable Lease lease;
        private final long begun = System.nanoTime();
        private long failures;

        private Entrance(String id, RunRequest request, Runbook runbook, @Nullable Lease lease) {
            this.id = id;
            this.request = request;
            this.runbook = runbook;
            this.lease = lease;
        }

        private void ask() {
            Lease held = Objects.requireNonNull(lease);
            failures = require(id, request, runbook, held.expires().minus(STARTING), true);
        }

        /** The append of the start, which fails when what was asked about has changed. */
        Append guarded(Append append) {
            if (lease == null) {
                return append;
            }
            Append fenced = append.fenced(lease);
            return dependsOnFailures() ? fenced.require(RunEntries.failures(request.client()), failures) : fenced;
        }

        private boolean dependsOnFailures() {
            return request.grounds().isAutomatic()
                    && parts.guardrails().breaker().failures() != Guardrails.UNLIMITED;
        }

        /** Asks once more if it was a failure that came in between; false if it was anything else. */
        boolean again(StaleAppendException moved) {
            if (lease == null || !moved.stream().equals(RunEntries.failures(request.client()))) {
                return false;
            }
            if (System.nanoTime() - begun > STARTING.toNanos() / 2) {
                throw busy(request);
            }
            synchronized (history) {
                history.failuresAre(moved.stream(), moved.actual());
            }
            try {
                ask();
                return true;
            } catch (RuntimeException refused) {
                throw refused instanceof GuardrailException ? refused : unreadable(request, refused);
            }
        }

        /** Lets the next one in. */
        @Override
        public void close() {
            if (lease != null) {
                leave(lease);
            }
        }
    }

    private void leave(Lease lease) {
        try {
            parts.leases().release(lease);
        } catch (RuntimeException unreachable) {
            // it ends by itself
        }
    }

    /** Refuses what would be refused if it started now, without keeping anybody waiting; nothing holds behind it. */
    void look(RunRequest request, Runbook runbook) {
        requirePersonWhereCritical(request);
        if (rulesFor(request).isEmpty()) {
            return;
        }
        try {
            readAhead(request);
            require(null, request, runbook, parts.clock().instant(), false);
        } catch (RuntimeException refused) {
            throw refused instanceof GuardrailException ? refused : unreadable(request, refused);
        }
    }

    private List<Rule> rulesFor(RunRequest request) {
        return request.grounds().isAutomatic() ? forAll : forPeople;
    }

    private void requirePersonWhereCritical(RunRequest request) {
        if (request.grounds().isAutomatic() && parts.reviews().isCritical(request.target())) {
            String saw = request.target().service() + " is critical, and a person allows each run on it";
            throw new GuardrailException(
                    request.label(), Refusal.over(GuardrailException.CRITICAL_TARGET, saw, null), null, null);
        }
    }

    private void readAhead(RunRequest request) {
        if (request.grounds().isAutomatic()) {
            synchronized (history) {
                history.read();
            }
        }
    }

    private Lease acquire(RunRequest request) throws InterruptedException {
        String name = "starts/" + request.client().id();
        String holder = parts.node() + "/" + ProcessHandle.current().pid() + "/" + System.identityHashCode(this) + "/"
                + entrances.incrementAndGet();
        long end = System.nanoTime() + LEASES_TO_WAIT * STARTING.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<Lease> lease = parts.leases().acquire(name, holder, STARTING);
            if (lease.isPresent()) {
                return lease.get();
            }
            TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
        }
        throw busy(request);
    }

    private static GuardrailException busy(RunRequest request) {
        Refusal busy = Refusal.passing(GuardrailException.HISTORY, "too much else happens at this moment", null);
        return new GuardrailException(request.label(), busy, null, null);
    }

    // the version of the stream that failures move, as it was asked about
    private long require(@Nullable String id, RunRequest request, Runbook runbook, Instant store, boolean starts) {
        synchronized (history) {
            boolean automatic = request.grounds().isAutomatic();
            if (automatic) {
                history.read();
            }
            Instant shown = history.last().isAfter(store) ? history.last() : store;
            Instant now = starts ? time.of(shown) : shown;
            RunHistory.Damage damage = automatic ? history.damageSince(now.minus(RunHistory.READ_BACK)) : null;
            if (damage != null) {
                throw new RunHistory.DamagedException(damage.what());
            }
            ask(new Rule.Start(id, request, Run.actions(runbook), now, shown));
            return history.failures(request.client());
        }
    }

    private void ask(Rule.Start start) {
        for (Rule rule : rulesFor(start.request())) {
            Refusal refusal = rule.refusal(start, history);
            if (refusal != null) {
                Instant retry = refusal.retryAt();
                throw new GuardrailException(
                        start.request().label(),
                        retry == null ? refusal : refusal.at(start.toShow(retry)),
                        retry == null ? null : Duration.between(start.now(), retry),
                        null);
            }
        }
    }

    private static GuardrailException refused(RunRequest request, Refusal refusal, RuntimeException why) {
        return new GuardrailException(request.label(), refusal, null, why);
    }

    // what is damaged stays so, what is away comes back
    private static GuardrailException unreadable(RunRequest request, RuntimeException why) {
        String saw = "nobody can tell what was run: " + why.getMessage();
        return why instanceof RunHistory.DamagedException
                ? refused(request, Refusal.over(GuardrailException.HISTORY, saw + "; verify the journal", null), why)
                : refused(request, Refusal.passing(GuardrailException.HISTORY, saw, null), why);
    }
}
