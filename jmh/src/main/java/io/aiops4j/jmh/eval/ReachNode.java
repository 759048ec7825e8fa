package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.learning.analyze.FailureAnalyzer;
import io.aiops4j.learning.confidence.Confidence;
import io.aiops4j.learning.improve.RunbookImprover;
import io.aiops4j.learning.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A node with the whole loop, as a process of its own. It does what its parent says in lines, and says which actions it carried out.
 * The loop is the one that {@code Aiops} builds, with leases that end sooner.
 */
final class ReachNode {

    static final String COUNT = "reach-count";
    static final String HOLD = "reach-hold";
    static final String LONG = "reach-long";
    static final int TICKS = 90;

    private static final Actor AUTHOR = Actor.person("alice");
    private static final Actor APPROVER = Actor.person("bob");
    private static final Actor ASKS = Actor.system("reach");
    private static final long TICK_NANOS = 10_000_000;

    private final ParentWatch parent;
    private final boolean holds;
    private final Loop loop;
    private volatile boolean reaches;

    private ReachNode(ParentWatch parent, Stores stores, String name, Duration lease) {
        this.parent = parent;
        this.holds = name.equals("a");
        ActionCatalogue catalogue = ActionCatalogue.of(List.of(
                Action.named("count").parameter("n").idempotent().run(this::did),
                Action.named("hold").parameter("n").idempotent().run(this::hold),
                Action.named("tick").parameter("n").idempotent().run(step -> {
                    did(step);
                    LockSupport.parkNanos(TICK_NANOS);
                })));
        Clock clock = Clock.systemUTC();
        this.loop = new Loop(
                stores,
                new ExecutionRecorder(stores.records(ExecutionResult.KIND, ExecutionResult.CODEC), null, clock, name),
                EvalHost.authority(),
                catalogue,
                PatternLibrary.of(),
                Map.of("state", target -> Map.of("status", "running")),
                Confidence.DEFAULT_THRESHOLD,
                clock,
                name,
                parts -> parts.node(name, target -> reaches).lease(lease).guardrails(Guardrails.NONE),
                FailureAnalyzer.byRules(catalogue::signature),
                RunbookImprover.byRules(catalogue::signature),
                null);
    }

    private void did(StepContext step) {
        parent.say("did " + step.executionId() + " " + step.text("n"));
    }

    // the node that is to be killed stays in this step until it is
    private void hold(StepContext step) throws InterruptedException {
        did(step);
        if (holds) {
            parent.say("held " + step.target().service());
            new CountDownLatch(1).await();
        }
    }

    /** Takes the place of the database, this node's name, and how many milliseconds a lease holds. */
    public static void main(String[] args) throws InterruptedException {
        ParentWatch parent = ParentWatch.begin();
        try (Stores stores = StoreChoice.POSTGRESQL.open(args[0])) {
            ReachNode node = new ReachNode(parent, stores, args[1], Duration.ofMillis(Long.parseLong(args[2])));
            parent.say("ready");
            for (String word = parent.await(); !word.equals("stop"); word = parent.await()) {
                node.obey(word.split(" "));
                parent.say("done " + word);
            }
            parent.say("failures " + node.loop.failures());
            node.loop.close();
        }
        parent.say("end");
    }

    private void obey(String[] words) {
        switch (words[0]) {
            case "reach" -> reaches = Boolean.parseBoolean(words[1]);
            case "approve" -> approve();
            case "allow" -> allow(words[1], Target.service(words[2]));
            case "signal" -> loop.offer(Signal.of("held", Target.service(words[1]), Severity.ERROR, "it is down"));
            case "halt" -> loop.runner().halt(APPROVER, "nothing may be touched");
            case "resume" -> loop.runner().resume(APPROVER, "it may again");
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private void approve() {
        approve(COUNT, "counted", step("count", 1) + step("count", 2) + step("count", 3), Approval.Mode.WHEN_ASKED);
        approve(HOLD, "held", step("count", 1) + step("hold", 2) + step("count", 3), Approval.Mode.AT_ONCE);
        StringBuilder ticks = new StringBuilder();
        for (int i = 0; i < TICKS; i++) {
            ticks.append(step("tick", i));
        }
        approve(LONG, "ticking", ticks.toString(), Approval.Mode.WHEN_ASKED);
    }

    private static String step(String action, int number) {
        return "  - {name: step " + number + ", action: " + action + ", parameters: {n: \"" + number + "\"}}\n";
    }

    private void approve(String id, String type, String steps, Approval.Mode mode) {
        String yaml = "id: " + id + "\nincidentTypes: [" + type + "]\nsteps:\n" + steps
                + "verification: [\"status = 'running'\"]\n";
        String proposal = loop.runbooks().submit(RunbookCodec.fromYaml(yaml), AUTHOR);
        loop.reviews()
                .approve(
                        proposal,
                        APPROVER,
                        Grant.in(Scope.client(Client.DEFAULT)).mode(mode));
    }

    private void allow(String runbook, Target target) {
        RunbookVersion version =
                loop.runbooks().versions(Client.DEFAULT, runbook).get(0);
        RunRequest request = RunRequest.of(version, target, ASKS)
                .on(RunRequest.Grounds.ALLOWED, Clock.systemUTC().instant());
        String proposal = loop.reviews().submit(loop.runner().requests(), request, Client.DEFAULT, ASKS, "now");
        loop.reviews().approve(proposal, APPROVER);
    }
}
