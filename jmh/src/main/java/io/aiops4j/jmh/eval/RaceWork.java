package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Approvals that are taken back almost at once, and runs that try to be faster. */
final class RaceWork {

    private static final int LONGEST_WORD_MICROS = 150_000;
    private static final int LONGEST_PAUSE_MICROS = 5_000;

    /** So many approvals stay, so that there is something to compare at the end. */
    private static final int STAY = 3;

    /** One run in so many is of any runbook that is approved, not of the last one. */
    private static final int OLD = 8;

    private static final Actor AUTHOR = Actor.person("alice");
    private static final Actor APPROVER = Actor.person("bob");

    private final ReviewQueue reviews;
    private final Runbooks runbooks;
    private final Runner runner;
    private final Incidents incidents;
    private final AtomicBoolean stopped;
    private final Clock clock;
    private final AtomicLong refused = new AtomicLong();

    RaceWork(
            ReviewQueue reviews,
            Runbooks runbooks,
            Runner runner,
            Incidents incidents,
            AtomicBoolean stopped,
            Clock clock) {
        this.reviews = reviews;
        this.runbooks = runbooks;
        this.runner = runner;
        this.incidents = incidents;
        this.stopped = stopped;
        this.clock = clock;
    }

    /** Proposes, approves and revokes, one runbook after the other. */
    void review(long seed) {
        Random random = new Random(seed);
        for (int i = 0; !stopped.get(); i++) {
            String proposal = runbooks.submit(runbook(i), AUTHOR);
            reviews.approve(
                    proposal, APPROVER, Grant.in(Scope.client(RaceNode.CLIENT)).mode(Approval.Mode.AT_ONCE));
            pause(random, LONGEST_WORD_MICROS);
            if (i >= STAY) {
                reviews.revoke(proposal, APPROVER, "taken back");
            }
        }
    }

    private static Runbook runbook(int number) {
        return RunbookCodec.fromYaml("""
                id: race-%06d
                incidentTypes: [%s]
                steps:
                  - {name: one, action: count}
                  - {name: two, action: count}
                  - {name: three, action: count}
                verification: ["status = 'running'"]
                """.formatted(number, RaceNode.INCIDENT_TYPE));
    }

    /** Runs whatever may run, mostly what was approved last and will be taken back first. */
    void run(long seed) {
        Random random = new Random(seed);
        try {
            while (!stopped.get()) {
                List<Runbooks.Candidate> candidates =
                        runbooks.candidates(RaceNode.CLIENT, RaceNode.INCIDENT_TYPE, RaceNode.TARGET);
                boolean last = random.nextInt(OLD) > 0;
                if (!candidates.isEmpty()) {
                    run(candidates.get(last ? candidates.size() - 1 : random.nextInt(candidates.size())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Runbooks.Candidate candidate) throws InterruptedException {
        RunRequest request = RunRequest.of(candidate.version(), RaceNode.TARGET, Actor.system("race"))
                .on(RunRequest.Grounds.VOUCHED, clock.instant());
        try {
            runner.run(runbooks.approved(RaceNode.CLIENT, candidate.version().digest()), request);
        } catch (NotApprovedException tooLate) {
            refused.incrementAndGet();
        }
    }

    /** Feeds a few incidents, and resolves one now and then. */
    void feed(long seed) {
        Random random = new Random(seed);
        while (!stopped.get()) {
            Target target = Target.service("service-" + random.nextInt(5));
            String id = incidents
                    .feed(Signal.of("type-" + random.nextInt(4), target, Severity.ERROR, "it is down"))
                    .id();
            if (random.nextInt(20) == 0) {
                resolve(id);
            }
            pause(random, LONGEST_PAUSE_MICROS);
        }
    }

    private void resolve(String id) {
        try {
            incidents.resolve(id, APPROVER, "it is up");
        } catch (AiopsException resolvedByTheOther) {
            // both nodes feed the same incidents
        }
    }

    private static void pause(Random random, int longestMicros) {
        LockSupport.parkNanos(random.nextInt(longestMicros) * 1_000L);
    }

    /** How many runs came too late to start. */
    long refused() {
        return refused.get();
    }
}
