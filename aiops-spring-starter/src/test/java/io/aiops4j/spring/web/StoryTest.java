package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Node;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.verify.StateProbe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a reviewer is shown of a version that was learned: what it changes, and how it came about. */
class StoryTest {

    private static final Documents JSON = new Documents("answer", "{}");
    private static final Actor BOB = Actor.person("bob");

    // the restart comes before the limit is set, so it does not hold
    private static final String V1 = """
            id: redis-oom
            version: 1
            title: Redis is out of memory
            platform: linux
            incidentTypes: [out_of_memory]
            steps:
              - name: restart
                action: restart_service
                parameters: {service: "${target.service}"}
              - name: raise the limit
                action: set_limit
                parameters: {mb: "1024"}
            verification:
              - heap.limit > 900
            """;

    private RestHost host;

    /** A service that reads its configuration when it starts. */
    @Configuration(proxyBeanMethods = false)
    static class Redis {

        private final AtomicInteger configured = new AtomicInteger(512);
        private final AtomicInteger limit = new AtomicInteger(512);

        @Bean
        Action set() {
            return Action.named("set_limit")
                    .parameter(Parameter.number("mb"))
                    .idempotent()
                    .effect("heap.configured = ${mb}")
                    .run(step -> configured.set(step.number("mb").intValueExact()));
        }

        @Bean
        Action restart() {
            return Action.named("restart_service")
                    .parameter("service")
                    .idempotent()
                    .effect("heap.limit = heap.configured")
                    .run(step -> limit.set(configured.get()));
        }

        @Bean
        StateProbe heap() {
            return target -> Map.of("heap.configured", configured.get(), "heap.limit", limit.get());
        }
    }

    @BeforeEach
    void learn() throws Exception {
        host = RestHost.with(Redis.class, "spring.main.allow-bean-definition-overriding=true");
        Aiops aiops = host.aiops();
        String v1 = aiops.runbooks().submit(RunbookCodec.fromYaml(V1), Actor.person("alice"));
        aiops.reviews().approve(v1, BOB, Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));
        host.failed();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Node json(String path) throws Exception {
        return JSON.json(host.get("reader", path).body());
    }

    private static Node at(Node node, String... path) {
        Node found = node;
        for (String name : path) {
            found = ((Node.Fields) found).fields().get(name);
        }
        return found;
    }

    private static String text(Node node, String... path) {
        return String.valueOf(((Node.Scalar) at(node, path)).text());
    }

    private static List<Node> items(Node node, String... path) {
        return ((Node.Items) at(node, path)).items();
    }

    private Proposal draft() {
        return host.aiops().reviews().pending().get(0);
    }

    @Test
    void a_version_that_was_learned_tells_of_the_run_behind_it_and_of_what_the_past_says() throws Exception {
        Node shown = json("/reviews/" + draft().id());
        String execution = text(shown, "story", "execution");
        assertThat(host.get("reader", "/executions/" + execution).statusCode()).isEqualTo(200);
        String incident = text(shown, "story", "incident");
        assertThat(host.get("reader", "/incidents/" + incident).statusCode()).isEqualTo(200);
        assertThat(text(shown, "story", "target")).contains("redis");
        assertThat(text(shown, "story", "reason")).contains("restart").doesNotContain("In the past");
        assertThat(text(shown, "why")).startsWith(text(shown, "story", "reason"));
        assertThat(text(shown, "story", "analysis", "cause")).contains("heap.limit");
        assertThat(text(shown, "story", "replay", "cases")).isEqualTo("1");
        assertThat(text(shown, "story", "replay", "failures")).isEqualTo("1");
        assertThat(text(shown, "story", "replay", "fixed")).isEqualTo("1");
        Node told = items(shown, "story", "replay", "told").get(0);
        assertThat(text(told, "execution")).isEqualTo(execution);
        assertThat(text(told, "verdict")).isEqualTo("fixed");
        assertThat(items(shown, "story", "findings")).isEmpty();
        String body = host.get("reader", "/reviews/" + draft().id()).body();
        assertThat(Described.faults(host, "/reviews/{id}", body)).isEmpty();
    }

    @Test
    void what_a_person_proposed_has_no_story() throws Exception {
        String id = host.aiops()
                .runbooks()
                .submit(RunbookCodec.fromYaml(V1.replace("redis-oom", "other")), Actor.person("alice"));
        assertThat(host.get("reader", "/reviews/" + id).body()).doesNotContain("\"story\"");
        Node shown = json("/reviews/" + id);
        assertThat(items(shown, "changes", "lines"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(text(line, "kind")).isEqualTo("added"));
    }

    @Test
    void what_it_changes_is_told_line_by_line_and_what_can_be_done_with_it() throws Exception {
        String id = draft().id();
        Node shown = json("/reviews/" + id);
        assertThat(text(shown, "changes", "from")).isEqualTo("1");
        assertThat(text(shown, "changes", "to")).isEqualTo("2");
        Node version = items(shown, "changes", "lines").stream()
                .filter(line -> text(line, "kind").equals("changed"))
                .findFirst()
                .orElseThrow();
        assertThat(items(version, "pieces")).hasSize(3);
        assertThat(host.get("reader", "/reviews/" + id).body())
                .contains(
                        "\"moves\":[\"claim\",\"approve\",\"reject\",\"request_changes\",\"edit\",\"withdraw\",\"prioritise\"]");
        assertThat(host.move("bob", id, "approve", "{\"services\": [\"redis\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(host.get("reader", "/reviews/" + id).body())
                .contains("\"moves\":[\"approve\",\"edit\",\"revoke\",\"use\",\"suspend\"]");
    }

    @Test
    void two_versions_are_held_against_each_other_either_way() throws Exception {
        Node there = json("/runbooks/redis-oom/diff?from=1&to=2");
        Node back = json("/runbooks/redis-oom/diff?from=2&to=1");
        assertThat(items(there, "lines")).isEqualTo(items(json("/reviews/" + draft().id()), "changes", "lines"));
        assertThat(count(there, "added")).isEqualTo(count(back, "removed")).isPositive();
        assertThat(count(json("/runbooks/redis-oom/diff?from=2&to=2"), "same"))
                .isEqualTo(items(json("/runbooks/redis-oom/diff?from=2&to=2"), "lines")
                        .size());
    }

    private static long count(Node diff, String kind) {
        return items(diff, "lines").stream()
                .filter(line -> text(line, "kind").equals(kind))
                .count();
    }

    @Test
    void a_difference_that_cannot_be_told_is_refused_with_what_to_write() throws Exception {
        assertThat(host.get("reader", "/runbooks/redis-oom/diff").body())
                .contains("from=1&to=2".replace("&", "\\u0026"));
        assertThat(host.get("reader", "/runbooks/redis-oom/diff?from=1").statusCode())
                .isEqualTo(400);
        assertThat(host.get("reader", "/runbooks/redis-oom/diff?from=1&to=x").statusCode())
                .isEqualTo(400);
        assertThat(host.get("reader", "/runbooks/redis-oom/diff?from=1&to=9").statusCode())
                .isEqualTo(404);
        assertThat(host.get("reader", "/runbooks/none/diff?from=1&to=2").statusCode())
                .isEqualTo(404);
        assertThat(host.get("reader", "/runbooks/redis-oom/diff?from=1&to=2&client=other")
                        .statusCode())
                .isEqualTo(404);
        assertThat(host.get("guest", "/runbooks/redis-oom/diff?from=1&to=2").statusCode())
                .isEqualTo(403);
        assertThat(host.get("", "/runbooks/redis-oom/diff?from=1&to=2").statusCode())
                .isEqualTo(403);
    }
}
