package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.Aiops;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.spring.BreakableStores;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.SecurityFilterChain;

/** Closed unless opened: who comes in, and what is turned away at the door. */
class RestDoorTest {

    private static final String NOTE = "{\"note\": \"because\"}";

    @Test
    void without_spring_security_nothing_is_open_and_it_is_said_why() throws Exception {
        try (RestHost host = RestHost.unguarded()) {
            String id = host.proposed();
            for (HttpResponse<String> answer : new HttpResponse[] {
                host.get("", "/reviews"),
                host.get("bob", "/reviews/" + id),
                host.post("bob", "/reviews/" + id + "/reject", NOTE, "If-Match", "\"1\"")
            }) {
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body())
                        .contains("\"status\":403")
                        .contains("Spring Security is not on the class path")
                        .contains("spring-boot-starter-security");
            }
            assertThat(host.context().getBean(Callers.class).areKnown()).isFalse();
        }
    }

    @Test
    void without_spring_security_reading_can_be_opened_and_nothing_else() throws Exception {
        try (RestHost host = RestHost.unguarded("aiops.web.open-reading=true")) {
            String id = host.proposed();
            assertThat(host.get("", "/reviews/" + id).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = host.post("", "/reviews/" + id + "/reject", NOTE, "If-Match", "\"1\"");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(host.aiops().reviews().byId(id).orElseThrow().state()).isEqualTo(Proposal.State.PENDING);
        }
    }

    @Test
    void open_reading_opens_nothing_where_spring_security_is() throws Exception {
        try (RestHost host = RestHost.open("aiops.web.open-reading=true")) {
            assertThat(host.get("", "/reviews").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void each_route_wants_its_own_authority_and_no_other_one_will_do() throws Exception {
        try (RestHost host = RestHost.open()) {
            for (Route route : host.context().getBean(RestDoor.class).routes()) {
                String path = route.path().replace("{id}", "x").replace("{version}", "1");
                for (String user : new String[] {"", "guest", "reader", "reviewer", "operator", "root"}) {
                    HttpResponse<String> answer =
                            route.isMutating() ? host.post(user, path, "{}") : host.get(user, path);
                    boolean may = route.right() == Right.ANY ? !user.isEmpty() : user.equals(holder(route.right()));
                    assertThat(answer.statusCode() != 403)
                            .as("%s %s for '%s': %s", route.method(), route.path(), user, answer.body())
                            .isEqualTo(may);
                    assertThat(answer.statusCode()).isLessThan(500);
                }
            }
        }
    }

    private static String holder(Right right) {
        return switch (right) {
            case READ -> "reader";
            case REVIEW -> "reviewer";
            case OPERATE -> "operator";
            case ADMIN -> "root";
            case ANY -> "";
        };
    }

    @Test
    void the_application_keeps_its_chain_and_its_protection_against_forged_requests() throws Exception {
        try (RestHost host = RestHost.plain()) {
            String id = host.proposed();
            assertThat(host.context().getBeansOfType(SecurityFilterChain.class)).hasSize(1);
            assertThat(host.get("", "/reviews").statusCode()).isEqualTo(401);
            assertThat(host.get("bob", "/reviews").statusCode()).isEqualTo(200);
            // Boot's chain asks again for the page of the error, which is 401 then
            assertThat(host.move("bob", id, "reject", NOTE).statusCode())
                    .as("no token")
                    .isIn(401, 403);
            assertThat(host.aiops().reviews().byId(id).orElseThrow().state()).isEqualTo(Proposal.State.PENDING);
        }
    }

    @Test
    void the_chain_of_the_document_lets_people_in_and_nobody_else() throws Exception {
        try (RestHost host = RestHost.documented()) {
            String id = host.proposed();
            assertThat(host.get("", "/reviews").statusCode()).isEqualTo(401);
            assertThat(host.get("guest", "/reviews").statusCode()).isEqualTo(403);
            HttpResponse<String> approved = host.move("bob", id, "approve", "{\"services\": [\"redis\"]}");
            assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
            assertThat(approved.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void read_only_means_it() throws Exception {
        try (RestHost host = RestHost.open("aiops.web.read-only=true")) {
            String id = host.proposed();
            assertThat(host.get("bob", "/reviews/" + id).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = host.move("bob", id, "reject", NOTE);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("aiops.web.read-only");
            assertThat(host.aiops().reviews().byId(id).orElseThrow().state()).isEqualTo(Proposal.State.PENDING);
        }
    }

    @Test
    void what_does_not_fit_is_turned_away_with_a_problem() throws Exception {
        try (RestHost host = RestHost.open("aiops.web.largest-body=2KB")) {
            String id = host.proposed();
            String reject = "/reviews/" + id + "/reject";
            expect(413, host.post("bob", reject, "{\"note\": \"" + "x".repeat(3000) + "\"}"));
            expect(415, host.post("bob", reject, "note=no", "Content-Type", "application/x-www-form-urlencoded"));
            expect(415, host.post("bob", reject, NOTE, "Content-Type", "text/plain"));
            expect(400, host.post("bob", reject, "{\"note\": "));
            expect(400, host.post("bob", reject, ""));
            expect(400, host.post("bob", reject, "[".repeat(900) + "]".repeat(900)));
            expect(400, host.post("bob", reject, "{\"a\":".repeat(300) + "1" + "}".repeat(300)));
            expect(400, host.post("bob", reject, "{\"note\": \"a\", \"note\": \"b\"}"));
            expect(400, host.post("bob", reject, NOTE + NOTE));
            expect(422, host.post("bob", reject, "[]"));
            expect(422, host.post("bob", reject, "{}"));
            expect(422, host.post("bob", reject, "{\"note\": {\"a\": 1}}"));
            expect(422, host.post("bob", reject, "{\"note\": \"a\", \"x\": 1}"));
            expect(400, host.post("bob", reject, NOTE, "Idempotency-Key", "two words"));
            expect(400, host.get("bob", "/reviews?limit=0"));
            expect(400, host.get("bob", "/reviews?limit=many"));
            expect(400, host.get("bob", "/reviews?limit=1&limit=2"));
            expect(400, host.get("bob", "/reviews?user=bob"));
            expect(415, host.post("bob", reject, "a=%zz&b=%", "Content-Type", "application/x-www-form-urlencoded"));
            expect(404, host.get("bob", "/nothing"));
            HttpResponse<String> method = host.send("bob", "DELETE", RestHost.BASE + "/reviews", null);
            expect(405, method);
            assertThat(method.headers().firstValue("Allow")).hasValue("GET");
            expect(405, host.send("bob", "PUT", RestHost.BASE + reject, NOTE, "X-HTTP-Method-Override", "POST"));
            expect(405, host.get("bob", reject));
            assertThat(host.aiops().reviews().history(id)).hasSize(1);
        }
    }

    private static void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body())
                .contains("\"type\":\"urn:aiops4j:problem:")
                .contains("\"title\":")
                .contains("\"status\":" + status)
                .contains("\"detail\":")
                .doesNotContain("io.aiops4j")
                .doesNotContain("\\tat ");
    }

    // a client would put it right
    private static String byHand(RestHost host, String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", host.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                            + "Authorization: Basic Ym9iOmJvYg==\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_path_that_is_spelt_in_another_way_leads_nowhere() throws Exception {
        try (RestHost host = RestHost.open()) {
            for (String path : new String[] {
                "/aiops/api/v1/reviews/",
                "/aiops/api/v1//reviews",
                "/aiops/api/v1/./reviews",
                "/aiops/api/v1/x/../reviews",
                "/aiops/api/v1/%72eviews",
                "/aiops/api/v1/reviews;a=b",
                "/aiops/api/v1;a=b/reviews",
                "/aiops/api/v1/reviews%2f",
                "/aiops/api/v1/reviews%00",
                "/aiops/api/v1/..%2freviews",
                "/aiops/api/v1/REVIEWS",
                "/aiops/api/v1/reviews.json",
                "/AIOPS/api/v1/reviews"
            }) {
                String answer = byHand(host, path);
                assertThat(answer).as(path).doesNotContain("\"items\"").doesNotStartWith("HTTP/1.1 5");
                assertThat(answer).as(path).containsAnyOf("HTTP/1.1 404", "HTTP/1.1 400");
            }
        }
    }

    @Test
    void a_query_that_cannot_be_decoded_is_turned_away() throws Exception {
        try (RestHost host = RestHost.open()) {
            for (String query : new String[] {"limit=%zz", "limit=%", "%=1", "state=%u0041"}) {
                assertThat(byHand(host, "/aiops/api/v1/reviews?" + query))
                        .as(query)
                        .startsWith("HTTP/1.1 400");
            }
            assertThat(byHand(host, "/aiops/api/v1/reviews?limit=%32")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void no_text_that_was_sent_becomes_a_header() throws Exception {
        try (RestHost host = RestHost.open()) {
            HttpResponse<String> answer = host.get("bob", "/reviews?after=%0d%0aX-Evil:%20yes&state=%0aX-Evil:yes");
            assertThat(answer.headers().firstValue("X-Evil")).isEmpty();
            HttpResponse<String> refused = host.get("bob", "/reviews?%0d%0aX-Evil=1");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.headers().map().toString()).doesNotContain("Evil");
        }
    }

    @Test
    void what_was_sent_comes_back_in_a_problem_without_its_secrets() throws Exception {
        try (RestHost host = RestHost.open()) {
            String id = host.proposed();
            HttpResponse<String> refused =
                    host.move("bob", id, "approve", "{\"everywhere\": true, \"mode\": \"AKIAIOSFODNN7EXAMPLE\"}");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("\"path\":\"mode\"").doesNotContain("AKIAIOSFODNN7EXAMPLE");
        }
    }

    /** A clock that stands still. */
    @Configuration(proxyBeanMethods = false)
    static class Still {

        @Bean
        Clock clock() {
            return SettableClock.at("2026-03-01T00:00:12Z");
        }
    }

    @Test
    void who_asks_too_often_is_told_when_to_come_back() throws Exception {
        try (RestHost host = RestHost.with(Still.class, "aiops.web.requests-per-minute=3")) {
            for (int i = 0; i < 3; i++) {
                assertThat(host.get("bob", "/reviews").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = host.get("bob", "/reviews");
            expect(429, refused);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("48");
            assertThat(host.get("alice", "/reviews").statusCode())
                    .as("somebody else")
                    .isEqualTo(200);
            host.context().getBean(SettableClock.class).advance(java.time.Duration.ofSeconds(48));
            assertThat(host.get("bob", "/reviews").statusCode()).isEqualTo(200);
        }
    }

    /** Stores that break down. */
    @Configuration(proxyBeanMethods = false)
    static class Breakable {

        @Bean
        BreakableStores stores() {
            return new BreakableStores();
        }
    }

    @Test
    void a_store_that_is_away_is_said_to_be_and_quotes_nothing() throws Exception {
        try (RestHost host = RestHost.with(Breakable.class)) {
            String id = host.proposed();
            BreakableStores stores = host.context().getBean(BreakableStores.class);
            stores.breakDown();
            for (HttpResponse<String> refused : new HttpResponse[] {
                host.get("bob", "/journal"),
                host.get("bob", "/reviews/" + id),
                host.post("bob", "/reviews/" + id + "/reject", NOTE, "If-Match", "\"1\""),
            }) {
                expect(503, refused);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(refused.body()).doesNotContain("the disk is gone");
            }
            stores.recover();
            assertThat(host.move("bob", id, "reject", NOTE).statusCode()).isEqualTo(200);
        }
    }

    private static WebApplicationContextRunner runner() {
        return new WebApplicationContextRunner()
                .withBean(Aiops.class, () -> Aiops.builder().build())
                .withConfiguration(AutoConfigurations.of(AiopsWebAutoConfiguration.class));
    }

    @Test
    void it_is_there_in_a_web_application_unless_it_is_switched_off() {
        runner().run(context -> assertThat(context).hasSingleBean(RestDoor.class));
        runner().withPropertyValues("aiops.web.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RestDoor.class));
        runner().withPropertyValues("aiops.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RestDoor.class));
        runner().withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RestDoor.class));
        runner().withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(RestDoor.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path=aiops",
                "path=/",
                "path=/a/../b",
                "path=/a/**",
                "requests-per-minute=0",
                "largest-body=2MB",
                "largest-body=0B"
            })
    void a_property_that_cannot_be_used_stops_the_start(String property) {
        runner().withPropertyValues("aiops.web." + property)
                .run(context -> assertThatThrownBy(context::start)
                        .hasStackTraceContaining("aiops.web." + property.substring(0, property.indexOf('='))));
    }

    @Test
    void it_can_be_somewhere_else() throws Exception {
        try (RestHost host = RestHost.open("aiops.web.path=/ops/aiops")) {
            assertThat(host.send("bob", "GET", "/ops/aiops/reviews", null).statusCode())
                    .isEqualTo(200);
            assertThat(host.get("bob", "/reviews").statusCode()).isEqualTo(404);
        }
    }
}
