package io.aiops4j.samples.boot35;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.jdbc.JdbcStores;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.store.Query;
import io.aiops4j.spring.AiopsAction;
import io.aiops4j.spring.RecordExecution;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The jar that is compiled against Spring Boot 4 in a real web application on Spring Boot 3.5. */
class FormerBootTest {

    private ConfigurableApplicationContext context;
    private Aiops aiops;

    /** The application. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {

        @Bean
        Jobs jobs() {
            return new Jobs();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        UserDetailsService people() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("bob")
                            .password("{noop}bob")
                            .authorities("aiops:read", "aiops:review")
                            .build(),
                    User.withUsername("guest")
                            .password("{noop}guest")
                            .authorities("ROLE_USER")
                            .build());
        }
    }

    static class Jobs {

        @RecordExecution("nightly-import")
        public int importAll() {
            return 42;
        }

        @AiopsAction(name = "restart_service", idempotent = true)
        void restart(String service) {}
    }

    @BeforeEach
    void start() {
        SpringApplication application = new SpringApplication(Shop.class);
        application.setBannerMode(Banner.Mode.OFF);
        context = application.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--aiops.authority.approvers=bob",
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.show-details=always");
        aiops = context.getBean(Aiops.class);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private String get(String path) throws Exception {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void it_is_the_former_boot() {
        assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
    }

    @Test
    void it_records_recognises_and_keeps_in_the_database() throws Exception {
        assertThat(context.getBean(Jobs.class).importAll()).isEqualTo(42);
        aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
        assertThat(aiops.flush(Duration.ofSeconds(30))).isTrue();
        assertThat(context.getBeansOfType(JdbcStores.class)).hasSize(1);
        assertThat(aiops.executions().find(Query.all()).records())
                .extracting(ExecutionResult::runbookId)
                .containsExactly("nightly-import");
        assertThat(aiops.incidents().open()).hasSize(1);
    }

    @Test
    void what_it_logs_is_looked_at() throws Exception {
        LoggerFactory.getLogger("shop").error("OutOfMemoryError: heap space exhausted");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (aiops.incidents().open().isEmpty() && System.nanoTime() < end) {
            aiops.flush(Duration.ofSeconds(1));
        }
        assertThat(aiops.incidents().open()).hasSize(1);
    }

    @Test
    void health_shows_it() throws Exception {
        assertThat(get("/actuator/health"))
                .contains("\"aiops\":{\"status\":\"DEGRADED\"")
                .contains("Authority.of(key)")
                .contains("journal.entries")
                .contains("logs.waiting");
    }

    @Test
    void the_endpoint_and_the_meters_show_it() throws Exception {
        assertThat(get("/actuator/aiops/journal")).contains("\"position\"");
        assertThat(get("/actuator/aiops")).contains("\"incidents\"").contains("\"guardrails\"");
        assertThat(get("/actuator/metrics/aiops.incidents.open")).contains("\"value\":0.0");
    }

    private HttpResponse<String> send(String user, String path, String body, String... headers) throws Exception {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/aiops/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
        if (!user.isEmpty()) {
            byte[] pair = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_proposal_is_approved_over_http_by_whoever_may() throws Exception {
        String id = aiops.runbooks().submit(RunbookCodec.fromYaml("""
                                id: redis-oom
                                version: 1
                                title: Redis is out of memory
                                platform: linux
                                incidentTypes: [out_of_memory]
                                steps:
                                  - name: restart
                                    action: restart_service
                                    parameters: {service: redis}
                                    timeout: 10s
                                verification:
                                  - status = 'running'
                                """), Actor.person("alice"));
        assertThat(send("", "/reviews", "").statusCode()).isEqualTo(403);
        assertThat(send("guest", "/reviews", "").statusCode()).isEqualTo(403);
        assertThat(send("bob", "/reviews", "").body()).contains(id);
        assertThat(send("bob", "/reviews/../reviews;a=b", "").statusCode()).isIn(400, 404);
        HttpResponse<String> refused = send("guest", "/reviews/" + id + "/approve", "{}", "If-Match", "\"1\"");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("aiops:review");
        HttpResponse<String> approved =
                send("bob", "/reviews/" + id + "/approve", "{\"services\": [\"redis\"]}", "If-Match", "\"1\"");
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(aiops.reviews().byId(id).orElseThrow().state()).isEqualTo(Proposal.State.APPROVED);
    }

    @Test
    void the_page_is_there_and_so_is_what_it_asks_for() throws Exception {
        assertThat(get("/aiops")).contains("<!doctype html>", "content=\"aiops/api/v1\"");
        assertThat(get("/aiops/app.js")).contains("from './api.js'");
        assertThat(send("bob", "/me", "").body()).contains("\"approver\":true");
    }
}
