package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.store.Query;
import io.aiops4j.learning.testkit.HandCrank;
import io.aiops4j.spring.AiopsBuilderCustomizer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What somebody who may use a few routes, and means no good, can do by them to others. */
class AbuseTest {

    private static final String[] FEW = {"aiops.authority.approvers=alice,bob"};

    @Test
    void what_groups_caught_makes_no_answer_a_multiple_of_the_request() throws Exception {
        try (RestHost host = RestHost.open()) {
            String regex = "(".repeat(60) + "<*" + ")".repeat(60);
            String line = "<".repeat(10_000);
            String body = "{\"pattern\": {\"regex\": \"" + regex + "\", \"incidentType\": \"x\"}, \"lines\": [\"" + line
                    + "\", \"" + line + "\"]}";
            HttpResponse<String> tried = host.post("alice", "/patterns/try", body);
            assertThat(tried.statusCode()).isEqualTo(200);
            // a sign takes six characters where it is written so that it is no tag
            assertThat(tried.body().length()).isLessThan(12 * body.length());
        }
    }

    @Test
    void what_was_asked_for_once_is_run_by_nobody_who_only_reports_an_incident() throws Exception {
        try (RestHost host = RestHost.open(FEW)) {
            host.post(
                    "alice",
                    "/actions/restart_service/run",
                    "{\"service\": \"redis\", \"verification\": [\"status = 'running'\"], \"why\": \"it hangs\"}");
            String id = host.aiops().reviews().pending().get(0).id();
            Grant vouched =
                    Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE).ticking("risk");
            host.aiops().reviews().approve(id, Actor.person("bob"), vouched);
            String asked = "\"type\": \"asked_for\", \"service\": \"redis\", \"message\": \"go\"}";
            String alert =
                    "{\"alerts\": [{\"status\": \"firing\", \"labels\": {\"alertname\": \"%s\", \"service\": \"redis\"%s}}]}";
            for (HttpResponse<String> answer : List.of(
                    host.post("operator", "/incidents", "{" + asked),
                    host.post("operator", "/signals", "{\"signals\": [{" + asked + "]}"),
                    host.post("operator", "/signals", "{\"anomalies\": [{" + asked + "]}"),
                    host.post("operator", "/signals/alertmanager", alert.formatted("AskedFor", "")),
                    host.post(
                            "operator",
                            "/signals/alertmanager",
                            alert.formatted("Any", ", \"incident_type\": \"asked_for\"")))) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            }
            host.flush();
            assertThat(host.aiops().executions().find(Query.all()).records()).isEmpty();
        }
    }

    @Test
    void nobody_speaks_so_often_about_a_run_that_others_are_not_heard() throws Exception {
        try (RestHost host = RestHost.open(FEW)) {
            String id = host.proposed();
            Grant vouched = Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE);
            host.aiops().reviews().approve(id, Actor.person("bob"), vouched);
            String incident = host.failed();
            String run =
                    host.aiops().executions().find(Query.all()).records().get(0).executionId();
            int status = 200;
            for (int i = 0; i < 250 && status == 200; i++) {
                String word = "{\"helped\": " + (i % 2 == 0) + "}";
                status = host.post("operator", "/executions/" + run + "/feedback", word)
                        .statusCode();
            }
            assertThat(status).isEqualTo(422);
            host.aiops().learning().feedback(run, Actor.person("bob"), false, "it broke the shop");
            assertThat(host.aiops().learning().feedback(run))
                    .anyMatch(word -> word.person().id().equals("bob"));

            status = 200;
            for (int i = 0; i < 550 && status == 200; i++) {
                status = host.post("operator", "/incidents/" + incident + "/notes", "{\"note\": \"again\"}")
                        .statusCode();
            }
            assertThat(status).isEqualTo(422);
            host.aiops().incidents().label(incident, Actor.person("bob"), false, "a false alarm");
        }
    }

    /** Paths of the application that begin like the page's, and which its own chain denies to everybody. */
    @Configuration(proxyBeanMethods = false)
    static class Denied extends RestHost.People {

        @Bean
        SecurityFilterChain own(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().denyAll()).build();
        }

        @Bean
        Cellar cellar() {
            return new Cellar();
        }
    }

    @RestController
    static class Cellar {

        @GetMapping("/aiops/cellar")
        String look() {
            return "wine";
        }
    }

    @Test
    void the_added_chain_opens_no_path_of_the_application_below_the_page() throws Exception {
        for (String page : new String[] {"true", "false"}) {
            try (RestHost host = RestHost.of(Denied.class, "aiops.web.chain=true", "aiops.web.page=" + page)) {
                assertThat(host.send("guest", "GET", "/aiops/cellar", null).body())
                        .doesNotContain("wine");
                assertThat(host.get("bob", "/reviews").statusCode()).isEqualTo(200);
                int shown = page.equals("true") ? 200 : 403;
                assertThat(host.send("bob", "GET", "/aiops", null).statusCode()).isIn(shown, 401);
                assertThat(host.send("bob", "GET", "/aiops/app.js", null).statusCode())
                        .isIn(shown, 401);
            }
        }
    }

    @Test
    void the_added_chain_keeps_no_session_of_whoever_only_asks() throws Exception {
        try (RestHost host = RestHost.of(Denied.class, "aiops.web.chain=true")) {
            HttpResponse<String> asked = host.send("", "GET", "/aiops", null, "Accept", "text/html");
            assertThat(asked.statusCode()).isEqualTo(401);
            assertThat(asked.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    /** An action that shows what its preview was asked about. */
    @Configuration(proxyBeanMethods = false)
    static class Cleaning {

        static final List<String> LOOKED = new CopyOnWriteArrayList<>();

        @Bean
        Action clean() {
            return Action.named("clean")
                    .parameter("folder")
                    .preview(step -> {
                        LOOKED.add(step.target() + " " + step.text("folder"));
                        return "would empty " + step.text("folder");
                    })
                    .run(step -> {});
        }
    }

    @Test
    void a_dry_run_looks_at_nothing_beyond_the_bounds_of_what_is_approved() throws Exception {
        String runbook = """
                id: clean-up
                version: 1
                title: The disk is full
                platform: linux
                incidentTypes: [disk_full]
                parameters:
                  - {name: where, type: text, preset: logs, allowed: [logs]}
                steps:
                  - name: clean
                    action: clean
                    parameters: {folder: "${where}"}
                    timeout: 2s
                verification:
                  - status = 'running'
                """;
        Cleaning.LOOKED.clear();
        try (RestHost host = RestHost.with(Cleaning.class, FEW)) {
            String id = host.aiops().runbooks().submit(RunbookCodec.fromYaml(runbook), Actor.person("alice"));
            Grant grant = Grant.in(Scope.service("shop")).ticking("risk");
            host.aiops().reviews().approve(id, Actor.person("bob"), grant);
            String asked =
                    "{\"runbook\": \"clean-up\", \"version\": 1, \"service\": \"%s\", \"parameters\": {\"where\": \"%s\"}}";
            for (String body :
                    new String[] {asked.formatted("shop", "/etc/keys"), asked.formatted("payroll", "logs")}) {
                HttpResponse<String> dry = host.post("operator", "/runs/dry-run", body);
                assertThat(dry.statusCode()).as(dry.body()).isEqualTo(200);
                assertThat(dry.body()).contains("\"mayStart\":false").doesNotContain("would empty");
            }
            assertThat(Cleaning.LOOKED).isEmpty();
            assertThat(host.post("operator", "/runs/dry-run", asked.formatted("shop", "logs"))
                            .body())
                    .contains("would empty logs");
        }
    }

    /** An application whose engine does not get to what was noticed. */
    @Configuration(proxyBeanMethods = false)
    static class Busy {

        @Bean
        AiopsBuilderCustomizer busy() {
            return builder -> builder.executor(new HandCrank());
        }
    }

    @Test
    void those_who_wait_for_incidents_are_few_so_that_the_application_has_its_threads() throws Exception {
        try (RestHost host = RestHost.with(Busy.class, "server.tomcat.threads.max=40")) {
            // the first one takes its time whatever it asks for
            host.post(
                    "operator",
                    "/signals",
                    "{\"wait\": 0, \"signals\": [{\"type\": \"t\", \"service\": \"s\", \"message\": \"m\"}]}");
            ExecutorService callers = Executors.newFixedThreadPool(60);
            CompletionService<Long> waiting = new ExecutorCompletionService<>(callers);
            for (int i = 0; i < 60; i++) {
                String body = "{\"wait\": 10, \"signals\": [{\"type\": \"t\", \"service\": \"s" + i
                        + "\", \"message\": \"m\"}]}";
                waiting.submit(() -> {
                    long begun = System.nanoTime();
                    assertThat(host.post("operator", "/signals", body).statusCode())
                            .isEqualTo(202);
                    return System.nanoTime() - begun;
                });
            }
            int waited = 0;
            for (int i = 0; i < 60; i++) {
                waited += waiting.take().get() < TimeUnit.SECONDS.toNanos(9) ? 0 : 1;
            }
            assertThat(waited).as("of 60 that ask to wait, and 40 threads").isBetween(1, 20);
            callers.shutdownNow();
        }
    }

    @Test
    void a_type_is_a_name_and_no_book() throws Exception {
        try (RestHost host = RestHost.open()) {
            String type = "t".repeat(100_000);
            HttpResponse<String> opened = host.post(
                    "operator",
                    "/incidents",
                    "{\"type\": \"" + type + "\", \"service\": \"redis\", \"message\": \"m\"}");
            assertThat(opened.statusCode()).isEqualTo(422);
        }
    }

    @Test
    void nobody_fills_the_queue_with_permissions_that_they_ask_for() throws Exception {
        try (RestHost host = RestHost.open(FEW)) {
            host.aiops().reviews().approve(host.proposed(), Actor.person("bob"), Scope.service("redis"));
            String body = "{\"runbook\": \"redis-oom\", \"version\": 1, \"service\": \"redis\", \"note\": \"please\"}";
            int status = 201;
            for (int i = 0; i < 100 && status == 201; i++) {
                status = host.post("operator", "/runs/permissions", body).statusCode();
            }
            assertThat(status).isEqualTo(429);
        }
    }

    /** A directory, to which names are the same in whatever case, and which tells the one that was typed. */
    @Configuration(proxyBeanMethods = false)
    static class Directory {

        @Bean
        UserDetailsService people() {
            return typed -> User.withUsername(typed)
                    .password("{noop}" + typed)
                    .authorities("aiops:read", "aiops:review")
                    .build();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    @Test
    void an_author_who_types_their_name_in_another_way_approves_no_more_than_before() throws Exception {
        try (RestHost host = RestHost.of(Directory.class, FEW)) {
            HttpResponse<String> submitted =
                    host.post("Alice", "/runbooks?why=it+fails", RestHost.RUNBOOK, "Content-Type", "application/yaml");
            assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(201);
            String id = host.aiops().reviews().pending().get(0).id();
            HttpResponse<String> approved =
                    host.move("alice", id, "approve", "{\"services\": [\"redis\"], \"ticked\": [\"risk\"]}");
            assertThat(approved.statusCode()).as(approved.body()).isGreaterThanOrEqualTo(400);
            assertThat(host.move("bob", id, "approve", "{\"services\": [\"redis\"], \"ticked\": [\"risk\"]}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
