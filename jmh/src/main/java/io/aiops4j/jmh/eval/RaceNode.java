package io.aiops4j.jmh.eval;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.run.RunnerParts;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.learning.confidence.Confidences;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One of the two processes that race on one database. The first one approves and revokes, the second one runs; both take
 * leases, feed incidents and follow.
 */
final class RaceNode {

    static final Client CLIENT = Client.DEFAULT;
    static final Target TARGET = Target.service("shop");
    static final String INCIDENT_TYPE = "race";

    private static final int RUNNERS = 3;
    private static final int HOLDERS = 2;
    private static final long GLANCE_NANOS = 10_000_000;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong actions = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final ParentWatch parent;

    private RaceNode(ParentWatch parent) {
        this.parent = parent;
    }

    /** Takes the place of the database, this node's name, and what random choices begin with. */
    public static void main(String[] args) throws InterruptedException {
        ParentWatch parent = ParentWatch.begin();
        new RaceNode(parent).run(args[0], args[1], Long.parseLong(args[2]));
    }

    private void run(String place, String name, long seed) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        try (Stores stores = StoreChoice.POSTGRESQL.open(place)) {
            ActionCatalogue catalogue = ActionCatalogue.of(
                    List.of(Action.named("count").idempotent().run(step -> actions.incrementAndGet())));
            ReviewQueue reviews = new ReviewQueue(stores.journal(), EvalHost.authority(), clock);
            Runbooks runbooks = new Runbooks(stores.journal(), reviews, catalogue::signature);
            Confidences confidences = EvalHost.confidences(stores.journal());
            Incidents incidents =
                    new Incidents(stores.journal(), EvalHost.authority().seal());
            RaceFollower follower = new RaceFollower(stores.journal());
            RaceHolders holders = new RaceHolders(stores, name, stopped);
            Runner runner = new Runner(RunnerParts.of(
                            stores.journal(),
                            stores.leases(),
                            EvalHost.authority().seal(),
                            reviews,
                            runbooks,
                            stores.records(ExecutionResult.KIND, ExecutionResult.CODEC))
                    .actions(catalogue)
                    .probes(Map.of("state", target -> Map.of("status", "running")))
                    .proven((client, digest) -> confidences.of(client, digest).proven())
                    .guardrails(Guardrails.NONE)
                    .clock(clock)
                    .node(name, target -> true));
            RaceWork work = new RaceWork(reviews, runbooks, runner, incidents, stopped, clock);
            if (name.equals("a")) {
                begin("reviewer", () -> work.review(seed));
            } else {
                for (int i = 0; i < RUNNERS; i++) {
                    long own = seed + i;
                    begin("runner", () -> work.run(own));
                }
            }
            for (int i = 0; i < HOLDERS; i++) {
                int number = i;
                begin("holder", () -> holders.hold(number, seed + number));
            }
            begin("feeder", () -> work.feed(seed));
            Thread following = thread("follower", () -> follower.follow(stopped));
            warmUp(name);
            parent.say("ready");
            parent.await();
            stopped.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            following.join();
            parent.say("stopped");
            follower.finish(Long.parseLong(parent.await()));
            parent.say("actions " + actions);
            parent.say("refused " + work.refused());
            parent.say("lease_refused " + holders.refused());
            parent.say("failures " + failures);
            parent.say("holes " + follower.holes());
            parent.say("again " + follower.again());
            parent.say("followed " + follower.count() + " " + follower.digest());
            parent.say("folds " + RaceFolds.digest(stores.journal(), incidents, reviews, runbooks, confidences));
            runner.close();
        }
        parent.say("end");
    }

    // the race counts from where something runs, however slow the machine is to begin with
    private void warmUp(String name) {
        while (!name.equals("a") && actions.get() == 0 && failures.get() == 0) {
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }

    private void begin(String name, Runnable work) {
        threads.add(thread(name, work));
    }

    // a part that fails ends, and is counted: the figures would be worth nothing
    private Thread thread(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (AiopsException e) {
                        failures.incrementAndGet();
                        e.printStackTrace();
                    }
                },
                "eval-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
