package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.runbook.RunbookCodec;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How well learning goes, over HTTP. */
class LearningRoutesTest {

    private static final String FLAKY = """
            id: flaky
            incidentTypes: [out_of_memory]
            steps: [{name: flush, action: flush}]
            verification: ["status = 'running'"]
            """;

    @Configuration(proxyBeanMethods = false)
    static class Flaky {

        @Bean
        Action flush() {
            return Action.named("flush").idempotent().run(step -> {
                throw new IllegalStateException("connection refused");
            });
        }
    }

    @Test
    void drafts_decisions_failures_and_versions_are_counted() throws Exception {
        try (RestHost host = RestHost.with(Flaky.class)) {
            assertThat(host.get("reader", "/learning/metrics").body())
                    .contains("\"generated\":0")
                    .doesNotContain("approvalRate");
            assertThat(host.post("alice", "/runbooks", FLAKY, "Content-Type", "application/yaml")
                            .body())
                    .contains("proposal");
            String first = host.aiops().reviews().pending().get(0).id();
            host.aiops()
                    .reviews()
                    .approve(
                            first,
                            Actor.person("bob"),
                            Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));
            host.failed();
            host.flush();
            String draft = host.aiops()
                    .runbooks()
                    .submit(
                            RunbookCodec.fromYaml(FLAKY + "version: 2\norigin: {generated: true, parent: 1}\n"),
                            Actor.system("improver"));
            assertThat(host.get("reader", "/learning/metrics").body())
                    .contains("\"generated\":1,\"waiting\":1")
                    .contains("\"analyses\":1,\"outcomes\":{\"not_improvable\":1}")
                    .contains("\"failures\":{\"external_dependency\":1}");
            host.move("bob", draft, "approve", "{\"services\": [\"redis\"]}");
            assertThat(host.get("reader", "/learning/metrics?since=2026-01-01T00:00:00Z")
                            .body())
                    .contains("\"approved\":1,\"rejected\":0,\"closed\":0,\"approvalRate\":1.0");
            assertThat(host.get("reader", "/learning/metrics?since=%2B1000000000-12-31T23:59:59Z")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(host.get("reader", "/learning/metrics?since=now").statusCode())
                    .isEqualTo(400);
            assertThat(host.get("reader", "/learning/versions?runbook=flaky").body())
                    .contains("\"version\":1,\"client\":\"default\"")
                    .contains("\"runs\":1,\"completed\":0,\"helped\":0,\"completedRate\":0.0,\"helpedRate\":0.0")
                    .contains("\"version\":2")
                    .contains("\"generated\":true,\"runs\":0");
            assertThat(host.get("reader", "/learning/versions?limit=1").body()).contains("\"next\":");
            assertThat(host.get("operator", "/learning/versions").statusCode()).isEqualTo(403);
        }
    }
}
