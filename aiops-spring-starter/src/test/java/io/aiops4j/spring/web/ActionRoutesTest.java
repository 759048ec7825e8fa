package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Actions over HTTP: seen, tried without acting, and asked for, but never run by whoever asks. */
class ActionRoutesTest {

    private static final AtomicInteger CALLS = new AtomicInteger();

    @Configuration(proxyBeanMethods = false)
    static class Heap {

        @Bean
        Action setHeapLimit() {
            return Action.named("set_heap_limit")
                    .parameter(Parameter.number("mb").between(256, 4096))
                    .effect("heap.limit = ${mb}")
                    .preview(step -> step.text("mb") + " MB would be set, password=Tr0ub4dor&3x")
                    .run(step -> CALLS.incrementAndGet());
        }
    }

    private RestHost host;

    @BeforeEach
    void start() {
        CALLS.set(0);
        host = RestHost.with(Heap.class);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static final String ASKED =
            "{\"service\": \"shop\", \"parameters\": {\"mb\": \"512\"}, \"why\": \"it is too small\"}";

    private RunbookVersion approved() throws Exception {
        HttpResponse<String> asked = host.post("alice", "/actions/set_heap_limit/run", ASKED);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        RunbookVersion version = host.aiops().runbooks().versions().get(0);
        host.aiops().reviews().approve(version.proposalId(), Actor.person("bob"), Scope.service("shop"));
        return version;
    }

    @Test
    void actions_are_listed_with_their_bounds_and_with_what_came_of_them() throws Exception {
        assertThat(host.get("reader", "/actions").body())
                .startsWith("{\"items\":[{\"name\":\"restart_service\",")
                .contains("{\"name\":\"mb\",\"type\":\"number\",\"min\":\"256\",\"max\":\"4096\"}")
                .contains("\"effects\":[\"heap.limit = ${mb}\"]")
                .contains("\"runs\":0");
        assertThat(host.get("reader", "/actions?limit=1").body()).contains("\"next\":\"restart_service\"");
        assertThat(host.get("reader", "/actions?after=restart_service").body())
                .contains("set_heap_limit")
                .doesNotContain("restart_service");

        host.aiops().runs().run(RunRequest.of(approved(), Target.service("shop"), Actor.person("bob")));

        assertThat(host.get("reader", "/actions/set_heap_limit").body())
                .contains("\"runs\":1,\"failures\":0,\"medianMillis\":")
                .contains("\"lastUsed\":\"");
        assertThat(host.get("reader", "/actions/set_heap_limit?client=other").body())
                .contains("\"runs\":0");
        assertThat(host.get("reader", "/actions/set_heap_limits").statusCode()).isEqualTo(404);
        assertThat(host.get("reader", "/actions?client=%20").statusCode()).isEqualTo(422);
        assertThat(host.get("operator", "/actions").statusCode()).isEqualTo(403);
    }

    @Test
    void who_asks_for_an_action_gets_a_proposal_and_nothing_runs() throws Exception {
        HttpResponse<String> asked = host.post("alice", "/actions/set_heap_limit/run", ASKED);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        assertThat(host.post("alice", "/actions/set_heap_limit/run", ASKED).body())
                .as("the same is not proposed twice")
                .isEqualTo(asked.body());
        host.flush();
        assertThat(CALLS).hasValue(0);
        assertThat(host.aiops().reviews().pending()).singleElement().satisfies(proposal -> {
            assertThat(asked.body()).contains(proposal.id()).contains("\"state\":\"pending\"");
            assertThat(proposal.author()).isEqualTo(Actor.person("alice"));
            assertThat(proposal.why()).isEqualTo("it is too small");
            Runbook runbook = host.aiops().runbooks().versions().get(0).runbook();
            assertThat(runbook.title()).isEqualTo("Run set_heap_limit on shop");
            assertThat(runbook.verification()).hasToString("[heap.limit = '512']");
            assertThat(RunbookCodec.fromYaml(RunbookCodec.toYaml(runbook))).isEqualTo(runbook);
        });
        String id = host.aiops().reviews().pending().get(0).id();
        assertThat(host.move("alice", id, "approve", "{\"services\": [\"shop\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(host.post("alice", "/actions/set_heap_limit/run", ASKED.replace("512", "513"))
                        .body())
                .doesNotContain(id);
        host.move("bob", id, "reject", "{\"note\": \"no\"}");
        assertThat(host.post("alice", "/actions/set_heap_limit/run", ASKED).statusCode())
                .isEqualTo(409);
        assertThat(host.post("bob", "/actions/format_disk/run", ASKED).statusCode())
                .isEqualTo(404);
        assertThat(host.post("operator", "/actions/set_heap_limit/run", ASKED).statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_is_wrong_with_what_is_asked_for_comes_at_once() throws Exception {
        HttpResponse<String> refused = host.post(
                "alice",
                "/actions/set_heap_limit/run",
                "{\"service\": \"shop\", \"parameters\": {\"mb\": \"5\", \"gb\": \"1\"}, \"why\": \"x\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("\"path\":\"parameters.mb\"")
                .contains("it must be at least 256")
                .contains("\"path\":\"parameters.gb\"");
        assertThat(host.post("alice", "/actions/set_heap_limit/run", "{\"by\": \"bob\"}")
                        .body())
                .contains("\"path\":\"service\"")
                .contains("\"path\":\"why\"")
                .contains("\"path\":\"by\"");
        String restart = "{\"service\": \"redis\", \"why\": \"it hangs\"%s}";
        assertThat(host.post("alice", "/actions/restart_service/run", restart.formatted(""))
                        .body())
                .as("it declares no effect")
                .contains("\"path\":\"verification\"");
        assertThat(host.post(
                                "alice",
                                "/actions/restart_service/run",
                                restart.formatted(", \"verification\": [\"it runs\"]"))
                        .body())
                .contains("\"path\":\"verification[0]\"");
        assertThat(host.post(
                                "alice",
                                "/actions/restart_service/run",
                                restart.formatted(", \"verification\": [\"status = 'running'\"]"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(host.aiops().runbooks().versions())
                .singleElement()
                .satisfies(
                        version -> assertThat(version.runbook().steps().get(0).parameters())
                                .containsEntry("service", "redis"));
    }

    @Test
    void a_dry_run_says_what_would_be_done_and_does_nothing() throws Exception {
        RunbookVersion version = approved();
        host.flush();
        long before = host.aiops().journal().head().position();
        String named = "{\"runbook\": \"" + version.runbook().id() + "\", \"service\": \"shop\", ";
        HttpResponse<String> dry = host.post("operator", "/runs/dry-run", named + "\"version\": 1}");
        assertThat(dry.statusCode()).as(dry.body()).isEqualTo(200);
        assertThat(dry.body())
                .contains("\"mayStart\":true")
                .contains("\"parameters\":{\"mb\":\"512\"}")
                .contains("512 MB would be set")
                .contains("\"values\":{\"heap.limit\":\"512\"}")
                .contains("\"outcome\":\"passed\"")
                .doesNotContain("Tr0ub4dor");
        String byDigest = named + "\"digest\": \"" + version.digest().hex() + "\"}";
        assertThat(host.post("operator", "/runs/dry-run", byDigest).body()).contains("\"mayStart\":true");
        assertThat(host.post("operator", "/runs/dry-run", named.replace("shop", "redis") + "\"version\": 1}")
                        .body())
                .as("it is not approved there")
                .contains("\"mayStart\":false")
                .contains("\"refusal\":\"");
        host.aiops().runs().halt(Actor.person("bob"), "audit");
        assertThat(host.post("operator", "/runs/dry-run", byDigest).body())
                .contains("\"mayStart\":false")
                .contains("audit");
        assertThat(CALLS).hasValue(0);
        assertThat(host.aiops().journal().head().position())
                .as("but for the halt")
                .isEqualTo(before + 1);
    }

    @Test
    void what_is_not_approved_or_not_there_is_not_tried() throws Exception {
        String id = host.proposed();
        String dry = "{\"runbook\": \"redis-oom\", \"version\": 1, \"service\": \"redis\"}";
        assertThat(host.post("operator", "/runs/dry-run", dry).statusCode()).isEqualTo(409);
        assertThat(host.post("operator", "/runs/dry-run", dry.replace("1", "2")).statusCode())
                .isEqualTo(404);
        assertThat(host.post("bob", "/runs/dry-run", dry).statusCode()).isEqualTo(403);
        assertThat(host.post("operator", "/runs/dry-run", "{}").body())
                .contains("\"path\":\"runbook\"")
                .contains("\"path\":\"version\"")
                .contains("\"path\":\"service\"");
        assertThat(host.aiops().reviews().byId(id)).isPresent();
    }
}
