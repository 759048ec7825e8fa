package io.aiops4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openai.OpenAiChatModel;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.llm.ModelCall;
import io.aiops4j.learning.llm.Models;
import io.aiops4j.learning.testkit.HandCrank;
import io.aiops4j.learning.testkit.ModelServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A secret that the host sees on every path reaches neither the model's server nor anything that is kept. */
@Timeout(60)
class SniffedLoopTest {

    private static final List<String> SECRETS = List.of(
            "hunter2-Sommer", "AKIAIOSFODNN7EXAMPLQ", "geheim4711x", "erika.mustermann@example.org", "Kq7vTr0ub4dor9");

    private static final String LINE = "OutOfMemoryError: heap space exhausted, login with password=" + SECRETS.get(0);
    private static final String ERROR = "E4711 aws_access_key_id=" + SECRETS.get(1) + " at jdbc:postgresql://app:"
            + SECRETS.get(2) + "@db:5432/shop for " + SECRETS.get(3);

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

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);
    private final HandCrank crank = new HandCrank();

    private Aiops aiops(ModelServer server) {
        return Aiops.builder()
                .stores(stores)
                .clock(clock)
                .executor(crank)
                .authority(Authority.of("sixteen bytes or more".getBytes(StandardCharsets.UTF_8))
                        .approver("bob"))
                .model(OpenAiChatModel.builder()
                        .httpClientBuilder(new Models.Http())
                        .baseUrl(server.url())
                        .apiKey("key-of-the-host")
                        .modelName("toy")
                        .maxRetries(0)
                        .build())
                .action(Action.named("restart_service")
                        .parameter("service")
                        .idempotent()
                        .effect("status = running")
                        .run(step -> {
                            throw new IllegalStateException(ERROR);
                        }))
                .probe("redis", target -> Map.of("status", "stopped", "db.password", SECRETS.get(4)))
                .build();
    }

    private static void assertClean(String where, String text) {
        assertThat(SECRETS).as(where).noneMatch(text::contains);
    }

    @Test
    void it_is_in_no_prompt_no_entry_no_record_and_no_transcript() {
        ModelServer.Move answer = ModelServer.saying("{\"nothing\": true}");
        try (ModelServer server =
                        ModelServer.doing(ModelServer.saying("{\"type\": \"RUNBOOK_INSUFFICIENT\"}"), answer);
                Aiops aiops = aiops(server)) {
            String v1 = aiops.runbooks().submit(RunbookCodec.fromYaml(RUNBOOK), Actor.person("alice"));
            aiops.reviews()
                    .approve(
                            v1,
                            Actor.person("bob"),
                            Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));
            aiops.observe(LogLine.of("redis", LINE));
            crank.turn();

            // it was asked to classify and to draft, and was told what happened, with placeholders
            assertThat(server.requests())
                    .hasSizeGreaterThan(1)
                    .anyMatch(request -> request.contains("E4711") && request.contains("replaced by placeholders"));
            server.requests().forEach(request -> assertClean("the wire", request));
            for (Entry entry : aiops.journal().entries(0, 1_000)) {
                assertClean(entry.type().toString(), new String(entry.payload().bytes(), StandardCharsets.UTF_8));
            }
            List<ExecutionResult> executions = stores.records(ExecutionResult.KIND, ExecutionResult.CODEC)
                    .find(Query.all())
                    .records();
            assertThat(executions).hasSize(1);
            executions.forEach(each -> assertClean("the record", ExecutionResult.CODEC.encode(each)));
            List<ModelCall> calls = stores.records(ModelCall.KIND, ModelCall.CODEC)
                    .find(Query.all())
                    .records();
            assertThat(calls).hasSameSizeAs(server.requests());
            calls.forEach(each -> assertClean("the transcript", ModelCall.CODEC.encode(each)));
            assertClean("health", aiops.health().toString());
        }
    }
}
