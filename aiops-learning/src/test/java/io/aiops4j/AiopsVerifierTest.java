package io.aiops4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.core.verify.Verifier;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A verifier that is given to the builder decides whether a run against an incident of its type helped. */
class AiopsVerifierTest {

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
                timeout: 10s
            verification:
              - status = 'running'
            """;

    private static AiopsBuilder builder() {
        return Aiops.builder()
                .authority(Authority.of(new byte[32]).approver("bob"))
                .probe("redis", target -> Map.of("status", "running", "heap.used_percent", "97"))
                .action(Action.named("restart_service").run(step -> {}));
    }

    private static Verification verification(AiopsBuilder builder) throws Exception {
        try (Aiops aiops = builder.build()) {
            String proposal = aiops.runbooks().submit(RunbookCodec.fromYaml(RUNBOOK), Actor.person("alice"));
            aiops.reviews()
                    .approve(
                            proposal,
                            Actor.person("bob"),
                            Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));
            aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
            assertThat(aiops.flush(SOON)).isTrue();
            ExecutionResult result =
                    aiops.executions().find(Query.all()).records().get(0);
            assertThat(aiops.incidents().open()).hasSize(result.success() ? 0 : 1);
            return result.verification();
        }
    }

    @Test
    void when_nothing_is_said_the_standard_one_looks_at_the_state() throws Exception {
        Verification verification = verification(builder());
        assertThat(verification.outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(verification.detail()).contains("heap.used_percent <= 90");
    }

    @Test
    void one_of_the_hosts_own_takes_its_place() throws Exception {
        Verification verification = verification(
                builder().verifier("out_of_memory", (before, after) -> Verification.passed("our eyes", 0.9)));
        assertThat(verification.outcome()).isEqualTo(Verification.Outcome.PASSED);
        assertThat(verification.method()).contains("our eyes");
    }

    @Test
    void one_that_refutes_is_believed_and_one_of_another_type_is_not_asked() throws Exception {
        assertThat(verification(builder().verifier("out_of_memory", Verifier.holding("heap.used_percent <= 50")))
                        .detail())
                .contains("heap.used_percent <= 50");
        assertThat(verification(builder().verifier("disk_full", (before, after) -> Verification.passed("our eyes", 1)))
                        .outcome())
                .isEqualTo(Verification.Outcome.NOT_PASSED);
    }
}
