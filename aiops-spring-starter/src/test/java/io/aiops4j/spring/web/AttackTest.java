package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Proposal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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

/**
 * Many requests that mean no good, among some that are fine: none gets in that may not, none breaks anything. How many, and drawn how:
 * {@code -Daiops.attack.requests=10000 -Daiops.attack.seed=3}.
 */
class AttackTest {

    private static final int REQUESTS = Integer.getInteger("aiops.attack.requests", 400);
    private static final long SEED = Long.getLong("aiops.attack.seed", 11L);
    private static final int THREADS = 4;
    private static final Set<String> APPROVERS = Set.of("alice", "bob", "operator", "root");

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

    private int send(Mischief.Request request) throws Exception {
        HttpResponse<String> answer =
                host.send(request.user(), request.method(), request.path(), request.body(), request.headers());
        String told = "seed " + SEED + ": " + request + " got " + answer.statusCode() + " " + answer.body();
        assertThat(answer.statusCode()).as(told).isLessThan(500);
        assertThat(answer.body()).as(told).doesNotContain("\tat ", "\\tat ", "java.lang.", "io.aiops4j.");
        if (answer.statusCode() < 300) {
            assertThat(request.isPlain() && request.mayPass()).as(told).isTrue();
        }
        return answer.statusCode();
    }

    @Test
    void of_many_mixed_requests_none_gets_in_that_may_not_and_none_breaks_anything() throws Exception {
        String id = host.proposed();
        String incident = host.failed();
        List<Route> routes = host.context().getBean(RestDoor.class).routes();
        Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Mischief mischief = new Mischief(new Random(SEED * THREADS + thread), routes, id, incident);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < REQUESTS / THREADS; i++) {
                        statuses.merge(send(mischief.next()), 1, Integer::sum);
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
        System.out.println("seed " + SEED + ", statuses of " + REQUESTS + " requests: " + statuses);
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
        assertThat(statuses.keySet()).as(statuses.toString()).contains(200, 400, 401, 403, 404, 405, 415, 422);
        assertThat(host.aiops().journal().verify().intact()).isTrue();
        nobody_said_what_they_may_not();
    }

    private void nobody_said_what_they_may_not() {
        long position = 0;
        Set<String> proposals = new TreeSet<>();
        List<Entry> page;
        do {
            page = host.aiops().journal().entries(position, 1_000);
            for (Entry entry : page) {
                position = entry.position();
                if (entry.stream().startsWith("proposal/")) {
                    proposals.add(entry.stream());
                }
            }
        } while (!page.isEmpty());
        assertThat(proposals).isNotEmpty();
        for (String stream : proposals) {
            Proposal proposal = host.aiops()
                    .reviews()
                    .byId(stream.substring("proposal/".length()))
                    .orElseThrow();
            for (Proposal.Past past : host.aiops().reviews().history(proposal.id())) {
                if (past.move() == Proposal.Move.APPROVE || past.move() == Proposal.Move.REJECT) {
                    assertThat(Mischief.rights(past.actor().id()))
                            .as(proposal.id())
                            .contains("aiops:review");
                    assertThat(APPROVERS).contains(past.actor().id());
                }
                if (past.move() == Proposal.Move.APPROVE) {
                    assertThat(proposal.authors()).doesNotContain(past.actor());
                }
            }
        }
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
