package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.store.Query;
import java.time.Duration;
import java.util.List;

/** A failure of redis and a runbook against it, for tests that want the whole loop. */
final class OutOfMemory {

    static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZg==";
    static final String[] AUTHORITY = {"aiops.authority.key=" + KEY, "aiops.authority.approvers=bob"};
    static final Actor BOB = Actor.person("bob");

    private static final Actor ALICE = Actor.person("alice");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String RUNBOOK = """
            id: redis-oom
            version: 1
            title: Redis is out of memory
            platform: linux
            incidentTypes: [out_of_memory]
            steps:
              - name: restart
                action: restart_service
                parameters: {service: "${target.service}"}
                timeout: 10s
            verification:
              - status = 'running'
            """;

    private OutOfMemory() {}

    /** An action of the name that the runbook wants. */
    static Action restart(Action.Handler handler) {
        return Action.named("restart_service").parameter("service").idempotent().run(handler);
    }

    /** Submits the runbook and gives its proposal's id. */
    static String submittedTo(Aiops aiops) {
        return aiops.runbooks().submit(RunbookCodec.fromYaml(RUNBOOK), ALICE);
    }

    /** Has bob approve the runbook, lets the failure happen, and gives what came of it. */
    static ExecutionResult happensTo(Aiops aiops) {
        String proposal = submittedTo(aiops);
        aiops.reviews().approve(proposal, BOB, Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));
        isSeenBy(aiops);
        return executions(aiops).get(0);
    }

    /** Shows the failure, without a runbook against it. */
    static void isSeenBy(Aiops aiops) {
        aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
        flush(aiops);
    }

    static List<ExecutionResult> executions(Aiops aiops) {
        flush(aiops);
        return aiops.executions().find(Query.all()).records();
    }

    static void flush(Aiops aiops) {
        try {
            if (!aiops.flush(SOON)) {
                throw new AssertionError("still at work after " + SOON);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
