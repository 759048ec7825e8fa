package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.review.Proposal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

/** Many requests that mean no good: none gets in, none breaks anything. */
class AttackTest {

    private static final int REQUESTS = 400;
    private static final int THREADS = 4;
    private static final long SEED = 11;

    private static final List<String> USERS = List.of("", "guest", "reader", "alice", "carol", "reviewer", "nobody");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
    private static final List<String> SUFFIXES = List.of(
            "", "", "", "/", ";a=b", "?approver=bob", "?_method=POST", "/../approve", "%2e%2e", "?limit=-1", ".json");
    private static final List<String> BODIES = List.of(
            "{}",
            "",
            "{\"services\": [\"redis\"]}",
            "{\"services\": [\"redis\"], \"approver\": \"bob\"}",
            "{\"services\": [\"redis\"], \"actor\": {\"id\": \"bob\"}}",
            "{\"everywhere\": true, \"mode\": \"at_once\"}",
            "{\"note\": \"because\"}",
            "{\"note\": null}",
            "[[[[[[",
            "{\"note\": \"\u0000\"}",
            "{\"@class\": \"java.lang.Runtime\"}",
            "{\"lines\": [{\"service\": \"a\", \"message\": \"b\"}]}",
            "{\"lines\": 7, \"signals\": {}}",
            "1e999999999",
            "\"text\"",
            "{\"note\": \"" + "x".repeat(5_000) + "\"}",
            "[".repeat(2_000));
    private static final List<String> HEADERS = List.of(
            "If-Match: \"1\"",
            "If-Match: *",
            "X-HTTP-Method-Override: POST",
            "X-Forwarded-User: bob",
            "X-Original-URL: /aiops/api/v1/reviews",
            "Idempotency-Key: k",
            "Content-Type: application/yaml",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: ;;",
            "Accept: text/html");

    private RestHost host;

    @BeforeEach
    void start() {
        host = RestHost.open("aiops.web.requests-per-minute=1000000");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void the_application_is_one_as_boot_sets_it_up() {
        for (Class<?> each : List.of(
                WebMvcAutoConfiguration.class,
                TomcatServletWebServerAutoConfiguration.class,
                SecurityAutoConfiguration.class)) {
            assertThat(host.context().getBeansOfType(each)).as(each.getName()).hasSize(1);
        }
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private int attack(Random random, List<Route> routes, String id) throws Exception {
        Route route = any(random, routes);
        String path =
                RestHost.BASE + route.path().replace("{id}", id).replace("{version}", "1") + any(random, SUFFIXES);
        String header = any(random, HEADERS);
        int colon = header.indexOf(':');
        String method = random.nextBoolean() ? route.method() : any(random, METHODS);
        HttpResponse<String> answer = host.send(
                any(random, USERS),
                method,
                path,
                method.equals("GET") || method.equals("HEAD") ? null : any(random, BODIES),
                header.substring(0, colon),
                header.substring(colon + 2));
        assertThat(answer.statusCode())
                .as("seed %d: %s %s %s: %s", SEED, method, path, header, answer.body())
                .isLessThan(500);
        return answer.statusCode();
    }

    @Test
    void hundreds_of_mixed_requests_approve_nothing_and_break_nothing() throws Exception {
        String id = host.proposed();
        host.aiops().runs().halt(Actor.person("bob"), "nothing is to run");
        List<Route> routes = host.context().getBean(RestDoor.class).routes();
        Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(SEED + thread);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < REQUESTS / THREADS; i++) {
                        statuses.merge(attack(random, routes, id), 1, Integer::sum);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
        assertThat(statuses.keySet()).as(statuses.toString()).contains(200, 400, 403, 404, 405, 415, 422);
        // alice may take her own back, and does; what nobody managed is to have it approved, or anything resumed
        assertThat(host.aiops().reviews().history(id))
                .extracting(Proposal.Past::move)
                .doesNotContain(Proposal.Move.APPROVE, Proposal.Move.REJECT, Proposal.Move.CLAIM);
        assertThat(host.aiops().reviews().history(id))
                .extracting(past -> past.actor().id())
                .containsOnly("alice");
        assertThat(host.aiops().runs().halted()).isPresent();
        assertThat(host.aiops().journal().verify().intact()).isTrue();
    }

    @Test
    void of_two_who_say_something_at_once_one_is_heard() throws Exception {
        String id = host.proposed();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String move = i % 2 == 0 ? "approve" : "reject";
                String body = i % 2 == 0 ? "{\"services\": [\"redis\"]}" : "{\"note\": \"no\"}";
                answers.add(
                        threads.submit(() -> host.post("bob", "/reviews/" + id + "/" + move, body, "If-Match", "\"1\"")
                                .statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses)
                    .containsOnlyOnce(200)
                    .allSatisfy(status -> assertThat(status).isIn(200, 409, 412));
            assertThat(host.aiops().reviews().history(id)).hasSize(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void one_key_is_done_once_however_often_it_comes_at_the_same_time() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> host.post(
                                "operator", "/guardrails/halt", "{\"note\": \"because\"}", "Idempotency-Key", "halt-1")
                        .statusCode()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 409);
            }
            assertThat(host.aiops().journal().stream(io.aiops4j.core.run.RunEntries.SWITCH))
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void no_text_of_a_line_is_a_tag_to_whoever_takes_it_for_a_page() throws Exception {
        host.post(
                "operator",
                "/signals",
                "{\"signals\": [{\"service\": \"shop\", \"type\": \"xss\", \"message\": \"<script>alert(1)</script>\"}]}");
        host.flush();
        HttpResponse<String> answer = host.get("reader", "/incidents");
        assertThat(answer.body()).contains("\\u003cscript\\u003e").doesNotContain("<");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    }
}
