package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.run.RunnerParts;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.StoreChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A node with what its steps act on; as a process of its own, the one that is killed at a boundary of its journal. */
final class CrashNode implements AutoCloseable {

    /** How soon after a kill the next node may go on: no sooner than a busy machine lets a node renew its lease. */
    static final Duration DYING = Duration.ofSeconds(1);

    /** The same for a node that is not killed. */
    static final Duration LIVING = Duration.ofSeconds(3);

    private static final Actor AUTHOR = Actor.person("alice");
    private static final Actor APPROVER = Actor.person("bob");
    private static final long GLANCE_NANOS = 5_000_000;

    private final CrashEffects effects;
    private final Inside inside;
    private final ReviewQueue reviews;
    private final Runbooks runbooks;
    private final Runner runner;

    /** Is told of each effect, between that and the end of its step. */
    interface Inside {
        void happened(int step);
    }

    CrashNode(Stores stores, Journal journal, String name, Duration lease, CrashEffects effects, Inside inside) {
        this.effects = effects;
        this.inside = inside;
        ActionCatalogue catalogue = ActionCatalogue.of(List.of(
                Action.named("once").parameter("n").run(this::act),
                Action.named("again").parameter("n").idempotent().run(this::act),
                Action.named("fails").parameter("n").run(step -> {
                    act(step);
                    throw new IllegalStateException("it always fails");
                })));
        this.reviews = new ReviewQueue(journal, EvalHost.authority(), Clock.systemUTC());
        this.runbooks = new Runbooks(journal, reviews, catalogue::signature);
        this.runner = new Runner(RunnerParts.of(
                        journal,
                        stores.leases(),
                        EvalHost.authority().seal(),
                        reviews,
                        runbooks,
                        stores.records(ExecutionResult.KIND, ExecutionResult.CODEC))
                .actions(catalogue)
                .probes(Map.of("state", target -> effects.state()))
                .guardrails(Guardrails.NONE)
                .lease(lease)
                .node(name, target -> true));
    }

    private void act(StepContext step) throws IOException {
        int number = step.number("n").intValueExact();
        effects.add(number, step.idempotencyKey());
        inside.happened(number);
    }

    ReviewQueue reviews() {
        return reviews;
    }

    /** Goes on until nothing is open, and says whether that came about in time. */
    boolean turn(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        do {
            runner.turn(Runnable::run);
            if (runner.open().isEmpty()) {
                return true;
            }
            LockSupport.parkNanos(GLANCE_NANOS);
        } while (System.nanoTime() - end < 0);
        return false;
    }

    /** Takes the kind of store and its place, then in a line the case, and the file of effects in the next. */
    public static void main(String[] args) throws InterruptedException {
        ParentWatch parent = ParentWatch.begin();
        CrashCase where = CrashCase.parse(parent.await());
        CrashEffects effects = new CrashEffects(Path.of(parent.await()));
        // SIGKILL comes from the parent: nothing here has a say in it
        Runnable end = () -> {
            parent.say("here");
            await(new CountDownLatch(1));
        };
        StoreChoice choice = StoreChoice.valueOf(args[0]);
        try (Stores stores = choice.open(args[1])) {
            CrashJournal journal = new CrashJournal(stores.journal(), where, end);
            Inside inside = step -> {
                if (where.moment() == CrashCase.Moment.INSIDE && step == where.boundary()) {
                    end.run();
                }
            };
            try (CrashNode node = new CrashNode(stores, journal, "node-1", DYING, effects, inside)) {
                RunRequest request = node.approved(where, parent);
                journal.arm();
                node.runner.queue(request);
                node.turn(Duration.ofMinutes(1));
            }
            parent.say("over " + journal.appends());
        }
    }

    private static void await(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
            } catch (InterruptedException timedOut) {
                // a step that takes too long is told so; this one is dead already
            }
        }
    }

    /** Says which approvals were acknowledged. */
    private RunRequest approved(CrashCase where, ParentWatch parent) {
        Runbook runbook = where.runbook();
        String proposal = runbooks.submit(runbook, AUTHOR);
        Approval.Mode mode = where.allowed() ? Approval.Mode.WHEN_ASKED : Approval.Mode.AT_ONCE;
        reviews.approve(
                proposal, APPROVER, Grant.in(Scope.client(CrashCase.CLIENT)).mode(mode));
        parent.say("approved " + proposal);
        RunbookVersion version =
                runbooks.versions(CrashCase.CLIENT, runbook.id()).get(0);
        RunRequest.Grounds grounds = where.allowed() ? RunRequest.Grounds.ALLOWED : RunRequest.Grounds.VOUCHED;
        RunRequest request = RunRequest.of(version, where.target(), Actor.system("crash"))
                .on(grounds, Clock.systemUTC().instant());
        if (where.allowed()) {
            String asked = reviews.submit(runner.requests(), request, CrashCase.CLIENT, Actor.system("crash"), "now");
            reviews.approve(asked, APPROVER);
            parent.say("allowed " + asked);
        }
        return request;
    }

    @Override
    public void close() {
        runner.close();
    }
}
