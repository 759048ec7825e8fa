package io.aiops4j.jmh.eval;

import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.RunRequest.Grounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two nodes run at the moment in which somebody forbids it. What was begun before may end; behind the entry that forbids it no run
 * and no step may be begun, and no handler may be called whose step was not begun.
 */
final class GateRaces {

    private static final int MOST = 10_000;
    private static final int LONGEST_NANOS = 300_000;
    private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;

    private GateRaces() {}

    static List<GateAttack> all() {
        return List.of(
                race("race_revoke", (plant, id) -> plant.reviews.revoke(id, GatePlant.CAROL, "no more")),
                race("race_approver", (plant, id) -> plant.reviews.revokeApprover("bob", GatePlant.CAROL, "left")),
                race("race_halt", (plant, id) -> plant.runner.halt(GatePlant.CAROL, "stop everything")),
                new GateAttack("race_permission", GateRaces::permission));
    }

    private interface Stop {
        void stop(GatePlant plant, String proposal);
    }

    private static GateAttack race(String kind, Stop stop) {
        return new GateAttack(kind, (scene, random, altered) -> {
            GatePlant plant = scene.fresh();
            GatePlant other = scene.with(plant.node("node-2"));
            String id = plant.submit(GatePlant.ALICE);
            plant.reviews.approve(
                    id, GatePlant.BOB, Grant.in(Scope.client(Client.DEFAULT)).mode(Approval.Mode.AT_ONCE));
            long before = plant.journal.head().position();
            RunRequest here = plant.request(Grounds.VOUCHED);
            RunRequest there = GateRequestAttacks.on(here, Target.service("mysql"));
            int behind = random.nextInt(2 * GatePlant.STEPS);
            int moment = random.nextInt(LONGEST_NANOS);
            List<Callable<Boolean>> racers = new ArrayList<>();
            racers.add(() -> plant.tryToRun(here));
            racers.add(() -> other.tryToRun(there));
            if (altered) {
                racers.add(() -> {
                    await(plant, behind);
                    await(System.nanoTime() + moment);
                    stop.stop(plant, id);
                    return true;
                });
            }
            together(racers);
            if (altered) {
                scene.judge(tooLate(plant, before));
                int calls = plant.calls.get();
                if (calls > 0 && calls < 2 * GatePlant.STEPS) {
                    scene.stoppedMidway();
                }
            }
        });
    }

    // so far into what is under way, however fast this machine is
    private static void await(GatePlant plant, int calls) {
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (plant.calls.get() < calls && System.nanoTime() - end < 0) {
            Thread.yield();
        }
    }

    private static void await(long end) {
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    // the only entries behind the approval that no run wrote are those that forbid it
    private static long tooLate(GatePlant plant, long before) {
        boolean forbidden = false;
        long late = 0;
        long begun = 0;
        for (Entry entry : plant.journal.readAll(before, MOST)) {
            boolean starts = entry.is(RunEntries.STARTED) || entry.is(RunEntries.STEP_STARTED);
            forbidden |= !entry.stream().startsWith(RunEntries.stream(""));
            late += forbidden && starts ? 1 : 0;
            begun += entry.is(RunEntries.STEP_STARTED) ? 1 : 0;
        }
        return late + Math.max(0, plant.calls.get() - begun);
    }

    private static void together(List<Callable<Boolean>> racers) throws InterruptedException {
        CyclicBarrier barrier = new CyclicBarrier(racers.size());
        ExecutorService threads = Executors.newFixedThreadPool(racers.size());
        try {
            List<Future<Boolean>> ends = new ArrayList<>();
            for (Callable<Boolean> racer : racers) {
                ends.add(threads.submit(() -> {
                    barrier.await();
                    return racer.call();
                }));
            }
            for (Future<Boolean> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A racer broke", e);
        } finally {
            threads.shutdownNow();
        }
    }

    // one permission, asked for on two nodes at one time: once is what was allowed
    private static void permission(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        GatePlant other = scene.with(plant.node("node-2"));
        plant.approve(Approval.Mode.WHEN_ASKED);
        RunRequest request = plant.allowed();
        List<Callable<Boolean>> racers = new ArrayList<>();
        racers.add(() -> plant.tryToRun(request));
        if (altered) {
            racers.add(() -> other.tryToRun(request));
        }
        together(racers);
        if (altered) {
            scene.judge(Math.abs(plant.calls.get() - GatePlant.STEPS));
        }
    }
}
