package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Id;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.runbook.Runbook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is: one run for each service at a time, on all nodes together, in the order in which they were asked for. What waits is
 * read from the journal, and what is under way is known by its lease: a run whose lease nobody renews was left by a node that went down.
 */
final class RunLine {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    /** How long a run waits for its turn or for a node; as long as a permission holds. */
    static final Duration PATIENCE = RunRequest.PERMISSION;

    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST_ATTEMPTS = 1_000;

    /** A node that does not reach a target leaves those that do so many leases' time to take over. */
    private static final int LEASES_TO_ABANDON = 3;

    private final RunnerParts parts;
    private final Carrier carrier;
    private final View<Map<String, Runner.Open>> runs;
    private final String holder;
    private final AtomicLong attempts = new AtomicLong();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Looks looks = new Looks();
    private final Map<String, Long> leftSince = new ConcurrentHashMap<>();
    private final Resting resting;
    private final RunQueue queue;
    private long nextPermissions = System.nanoTime();

    RunLine(RunnerParts parts) {
        this.parts = parts;
        this.runs = parts.openRuns();
        this.carrier = new Carrier(parts);
        this.resting = new Resting(parts.clock());
        this.queue = new RunQueue(parts, this::open);
        // no two runners are the same holder, in one process or after a restart
        this.holder = parts.node() + "-" + ProcessHandle.current().pid() + "-"
                + Integer.toHexString(System.identityHashCode(this)) + "-" + System.nanoTime();
    }

    ExecutionResult run(RunRequest request, Supplier<Approved<Runbook>> approved) throws InterruptedException {
        if (!parts.reaches(request.target())) {
            throw new NotApprovedException("Refused to run " + request.label()
                    + ": this node does not reach its target." + " Queue it for a node that does.");
        }
        parts.clearance().require(approved.get(), request); // refused at once, whosever turn it is
        String id = Id.derived(
                "run",
                parts.requests().digest(request).hex(),
                Long.toString(parts.journal().head().position()));
        Runner.Open run = new Runner.Open(
                id, request.client(), request.target(), parts.clock().instant(), false);
        TargetLock lock = turnOf(run);
        underWay.add(id);
        try {
            return carrier.begin(run, request, Past.none(), approved, lock::lease);
        } finally {
            underWay.remove(id);
            lock.release(() -> carrier.isBusy(id));
        }
    }

    private TargetLock turnOf(Runner.Open run) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            if (isFirst(run, open())) {
                TargetLock lock = lock(run);
                if (lock != null) {
                    return lock;
                }
            }
            TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
        }
        throw new NotApprovedException("Refused to run on " + run.target() + ": other runs held it for " + PATIENCE
                + ". Look at runs().open(), and cancel what does not come to an end.");
    }

    private @Nullable TargetLock lock(Runner.Open run) {
        // a holder of its own each time: the same holder would be given the same lease twice
        String attempt = holder + "/" + attempts.incrementAndGet();
        return TargetLock.acquire(parts.leases(), parts.pool(), run.place(), attempt, parts.lease());
    }

    // what waits for another node, or for a guardrail, does not hold up this one; once it is started, its lease does
    private boolean isFirst(Runner.Open run, List<Runner.Open> all) {
        if (!run.started() && all.stream().anyMatch(other -> other.started() && isInPlaceOf(run, other))) {
            return false;
        }
        for (Runner.Open other : all) {
            if (other.id().equals(run.id())) {
                return true;
            }
            boolean waits = !resting.has(other.id()) && parts.reaches(other.target());
            if (other.place().equals(run.place()) && (other.started() || waits)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInPlaceOf(Runner.Open run, Runner.Open other) {
        return other.place().equals(run.place()) && !other.id().equals(run.id());
    }

    List<Runner.Open> open() {
        return runs.ask(open -> List.copyOf(open.values()));
    }

    synchronized void turn(Executor executor) {
        long now = System.nanoTime();
        if (now - nextPermissions >= 0) {
            nextPermissions = now + LOOK_NANOS;
            queuePermitted();
        }
        List<Runner.Open> all = open();
        leftSince.keySet().removeIf(id -> all.stream().noneMatch(run -> run.id().equals(id)));
        resting.keepOnly(id -> all.stream().anyMatch(run -> run.id().equals(id) && !run.started()));
        looks.keepOnly(id -> all.stream().anyMatch(run -> run.id().equals(id)));
        for (Runner.Open run : all) {
            boolean due = looks.isDue(run.id(), parts.reaches(run.target()), now);
            if ((due || resting.isOver(run.id())) && isFirst(run, all) && underWay.add(run.id())) {
                looks.again(run.id(), now + parts.lease().toNanos() / LEASES_TO_ABANDON);
                hand(run, executor);
            }
        }
    }

    private void hand(Runner.Open run, Executor executor) {
        try {
            executor.execute(() -> take(run));
        } catch (RejectedExecutionException full) {
            underWay.remove(run.id());
            looks.atOnce(run.id());
        }
    }

    Optional<String> halted() {
        return parts.clearance().halted();
    }

    // what a person allowed in a moment in which no node was there to see it
    private void queuePermitted() {
        for (Approval permission : parts.reviews().approvals(parts.requests())) {
            try {
                Approved<RunRequest> allowed = parts.reviews().approved(parts.requests(), permission.proposalId());
                RunRequest request = allowed.value();
                if (allowed.refusal(request.client(), request.target()) != null) {
                    continue; // not by enough people yet
                }
                queue.queue(request);
            } catch (NotApprovedException over) {
                LOG.debug("{}", over.getMessage());
            }
        }
    }

    private void take(Runner.Open run) {
        try {
            if (!concerns(run)) {
                return;
            }
            TargetLock lock = lock(run);
            if (lock == null) {
                leftSince.remove(run.id()); // somebody goes on with it
            } else {
                try {
                    take(run, lock);
                } finally {
                    lock.release(() -> carrier.isBusy(run.id()));
                }
            }
        } catch (NotApprovedException refused) {
            LOG.warn("{}", refused.getMessage());
        } catch (StaleAppendException faster) {
            LOG.debug("Another node goes on with {}: {}", run.id(), faster.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("{} stands still and is taken up again: {}", run.id(), e.toString());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.remove(run.id());
        }
    }

    // a lease that is taken only to look keeps those away that reach the target, until they look again
    private boolean concerns(Runner.Open run) {
        return run.started()
                || parts.reaches(run.target())
                || isLate(run)
                || carrier.past(run.id()).cancelledBy() != null;
    }

    private boolean isLate(Runner.Open run) {
        return !parts.clock().instant().isBefore(run.queued().plus(PATIENCE));
    }

    private void take(Runner.Open run, TargetLock lock) throws InterruptedException {
        Past past = carrier.past(run.id());
        RunRequest request = past.request();
        if (request == null || past.standing() == Past.Standing.OVER || past.standing() == Past.Standing.UNKNOWN) {
            return;
        }
        if (past.standing() == Past.Standing.BROKEN) {
            LOG.error("{} ends: its stream holds what this host did not write. Verify the journal.", run.id());
            ExecutionResult.Status status =
                    past.started() == null ? ExecutionResult.Status.NOT_STARTED : ExecutionResult.Status.IN_DOUBT;
            carrier.close(run, request, past, lock::lease, status, "its stream was altered; verify the journal");
        } else if (past.started() == null && past.cancelledBy() != null) {
            carrier.close(
                    run,
                    request,
                    past,
                    lock::lease,
                    ExecutionResult.Status.CANCELLED,
                    past.cancelledBy() + " cancelled it");
        } else if (past.started() == null && isLate(run)) {
            String why = "nobody took it up within " + PATIENCE.toMinutes() + " minutes" + resting.why(run.id());
            carrier.close(run, request, past, lock::lease, ExecutionResult.Status.NOT_STARTED, why);
        } else if (parts.reaches(run.target())) {
            begin(run, request, past, lock);
        } else if (past.started() != null && isAbandoned(run)) {
            String why = "its node went down, and none that reaches " + run.target() + " went on with it";
            carrier.close(run, request, past, lock::lease, ExecutionResult.Status.IN_DOUBT, why);
        }
    }

    private void begin(Runner.Open run, RunRequest request, Past past, TargetLock lock) throws InterruptedException {
        try {
            carrier.begin(run, request, past, () -> parts.approved(request), lock::lease);
        } catch (GuardrailException refused) {
            if (carrier.past(run.id()).standing() != Past.Standing.GOES_ON) {
                throw refused; // it is ended with that
            }
            resting.put(run.id(), refused);
        }
    }

    private boolean isAbandoned(Runner.Open run) {
        long now = System.nanoTime();
        long since = leftSince.computeIfAbsent(run.id(), first -> now);
        return now - since > LEASES_TO_ABANDON * parts.lease().toNanos();
    }

    int underWay() {
        return underWay.size();
    }

    boolean isUnderWay(String id) {
        return underWay.contains(id);
    }

    RunQueue queue() {
        return queue;
    }

    Guard guard() {
        return carrier.guard();
    }

    List<String> stuck() {
        return carrier.stuck(this::isUnderWay);
    }

    void cancel(String id, Actor actor, String why) {
        String stream = RunEntries.stream(id);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Past past = carrier.past(id);
            if (past.standing() == Past.Standing.OVER || past.version() == 0) {
                throw new AiopsException("There is no run " + id + " to cancel: it is over, or was never asked for.");
            }
            try {
                parts.journal()
                        .append(Append.by(actor)
                                .client(
                                        past.request() == null
                                                ? Client.DEFAULT
                                                : past.request().client())
                                .require(stream, past.version())
                                .add(stream, RunEntries.CANCELLED, new RunEntries.Said(why))
                                .sealedWith(parts.seal()));
                nextLookAt(id);
                return;
            } catch (StaleAppendException faster) {
                // it went on in between; the word still counts
            }
        }
        throw new AiopsException("Run " + id + " moves too fast. Try again.");
    }

    private synchronized void nextLookAt(String id) {
        looks.atOnce(id);
    }

    void move(EntryType type, Actor actor, String why) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            int version = parts.reader().stream(RunEntries.SWITCH).size();
            try {
                parts.journal()
                        .append(Append.by(actor)
                                .require(RunEntries.SWITCH, version)
                                .add(RunEntries.SWITCH, type, new RunEntries.Said(why))
                                .sealedWith(parts.seal()));
                return;
            } catch (StaleAppendException faster) {
                // somebody else moved it; the last word counts
            }
        }
        throw new AiopsException("The switch moves too fast. Try again.");
    }
}
