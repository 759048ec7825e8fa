package io.aiops4j.samples.quickstart;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.detect.Detection;
import java.security.SecureRandom;
import java.time.Duration;

/** A failure is recognised, a fix is run and does not hold, a better one is drafted, approved, run, and holds. */
public final class Quickstart {
    private static final Actor ALICE = Actor.person("alice");
    private static final Actor BOB = Actor.person("bob");
    private static final Duration SOON = Duration.ofSeconds(20);

    public static void main(String[] args) throws Exception {
        tell(new ToyRedis(900, 512), "redis-oom.yaml", new Story(System.out));
    }

    static void tell(ToyRedis redis, String runbook, Story story) throws Exception {
        try (Aiops aiops = Aiops.builder()
                .authority(Authority.of(SecureRandom.getSeed(32)).approver("bob"))
                .action(Action.named("set_heap_limit")
                        .parameter(Parameter.number("mb"))
                        .idempotent()
                        .effect("heap.configured = ${mb}")
                        .run(step -> redis.setHeapLimit(step.number("mb").intValueExact())))
                .action(Action.named("restart_service")
                        .parameter("service")
                        .idempotent()
                        .effect("heap.limit = heap.configured")
                        .effect("status = 'running'")
                        .run(step -> redis.restart()))
                .probe("redis", target -> redis.state())
                .sensor(Detection.adaptive())
                .build()) {
            String v1 = aiops.runbooks().submit(RunbookCodec.fromYaml(story.resource(runbook)), ALICE);
            aiops.reviews().approve(v1, BOB, Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));

            redis.fill().forEach(mb -> aiops.observe(MetricPoint.of("heap.used", "redis", mb)));
            aiops.observe(LogLine.of("redis", redis.lastLogLine()));
            aiops.flush(SOON);
            story.noticed(redis.lastLogLine(), aiops.incidents().open(), aiops.journal());
            story.executed(aiops.executions());

            Proposal draft = aiops.reviews().pending().get(0);
            RunbookVersion v2 =
                    aiops.runbooks().versions(Client.DEFAULT, "redis-oom").get(1);
            story.drafted(draft);
            try {
                aiops.runs().run(RunRequest.of(v2, Target.service("redis"), BOB));
            } catch (NotApprovedException refused) {
                story.refused(refused);
            }
            story.approved(draft, aiops.reviews().approve(draft.id(), BOB, Scope.service("redis")));

            aiops.observe(LogLine.of("redis", redis.lastLogLine()));
            aiops.flush(SOON);
            Proposal permission = aiops.reviews().pending().get(0);
            story.asked(permission, aiops.reviews().approve(permission.id(), BOB));
            aiops.flush(SOON);
            story.executed(aiops.executions());
            story.ended(aiops.incidents().open(), aiops.learning(), v2, aiops.journal());
        }
    }
}
