package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the application guards by itself is guarded in the same way with the library, without it, and with the library's own chain. */
class ChainTest {

    private static final String[] ABSENT = {"aiops.enabled=false"};
    private static final String[] THERE = {};
    private static final String[] CHAINED = {"aiops.web.chain=true"};

    /** An application with paths of its own, guarded as Boot does it. */
    @Configuration(proxyBeanMethods = false)
    static class Plain extends RestHost.People {

        @Bean
        Shelf shelf() {
            return new Shelf();
        }
    }

    /** An application whose chain lets everybody look and nobody buy. */
    @Configuration(proxyBeanMethods = false)
    static class Own extends Plain {

        @Bean
        SecurityFilterChain own(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.requestMatchers("/shelf")
                            .permitAll()
                            .anyRequest()
                            .denyAll())
                    .build();
        }
    }

    @RestController
    static class Shelf {

        @GetMapping("/shelf")
        String look() {
            return "books";
        }

        @PostMapping("/shelf")
        String buy() {
            return "sold";
        }
    }

    /** What this application answers on its own paths, to whomever. */
    private static String answers(Class<?> application, String... properties) throws Exception {
        StringBuilder answers = new StringBuilder();
        try (RestHost host = RestHost.of(application, properties)) {
            for (String user : new String[] {"", "guest", "bob", "root"}) {
                for (String path : new String[] {"/shelf", "/nothing", "/login", "/aiops.html", "/error"}) {
                    for (String method : new String[] {"GET", "POST", "DELETE"}) {
                        HttpResponse<String> answer =
                                host.send(user, method, path, method.equals("POST") ? "{}" : null, "Accept", "*/*");
                        answers.append(user + " " + method + " " + path + " " + answer.statusCode() + " "
                                + answer.headers()
                                        .firstValue("WWW-Authenticate")
                                        .orElse("") + " "
                                + answer.headers().firstValue("X-Frame-Options").orElse("") + "\n");
                    }
                }
            }
        }
        return answers.toString();
    }

    @Test
    void paths_of_the_application_are_as_guarded_as_without_the_library() throws Exception {
        String alone = answers(Plain.class, ABSENT);
        assertThat(alone).contains(" GET /shelf 401 Basic").contains("bob GET /shelf 200");
        assertThat(answers(Plain.class, THERE)).isEqualTo(alone);
        assertThat(answers(Plain.class, CHAINED)).isEqualTo(alone);
    }

    @Test
    void paths_of_an_application_with_a_chain_of_its_own_are_too() throws Exception {
        String alone = answers(Own.class, ABSENT);
        assertThat(alone).contains(" GET /shelf 200").contains("bob GET /nothing 403");
        assertThat(answers(Own.class, THERE)).isEqualTo(alone);
        assertThat(answers(Own.class, CHAINED)).isEqualTo(alone);
    }

    @Test
    void no_chain_is_added_unless_it_is_asked_for() throws Exception {
        try (RestHost host = RestHost.of(Plain.class)) {
            assertThat(host.context().getBeansOfType(SecurityFilterChain.class)).hasSize(1);
        }
        try (RestHost host = RestHost.of(Plain.class, CHAINED)) {
            assertThat(host.context().getBeansOfType(SecurityFilterChain.class)).hasSize(2);
        }
    }

    @Test
    void with_the_chain_people_sign_in_and_the_authority_still_counts() throws Exception {
        try (RestHost host = RestHost.of(Own.class, CHAINED)) {
            assertThat(host.get("", "/reviews").statusCode()).isEqualTo(401);
            assertThat(host.get("guest", "/reviews").statusCode()).isEqualTo(403);
            assertThat(host.get("bob", "/reviews").statusCode()).isEqualTo(200);
        }
        try (RestHost host = RestHost.of(Own.class)) {
            assertThat(host.get("bob", "/reviews").statusCode())
                    .as("the application's chain denies what it does not name")
                    .isEqualTo(403);
        }
    }

    @Test
    void with_the_chain_a_page_of_somebody_else_changes_nothing() throws Exception {
        try (RestHost host = RestHost.of(Plain.class, CHAINED)) {
            String id = host.proposed();
            String reject = "/reviews/" + id + "/reject";
            String note = "{\"note\": \"no\"}";
            for (String[] told : new String[][] {
                {"Origin", "https://evil.example"},
                {"Origin", "null"},
                {"Sec-Fetch-Site", "cross-site"},
                {"Referer", "https://evil.example/"},
                {"Cookie", "JSESSIONID=1"}
            }) {
                HttpResponse<String> refused = host.post("bob", reject, note, "If-Match", "\"1\"", told[0], told[1]);
                assertThat(refused.statusCode()).as(told[0]).isIn(401, 403);
                assertThat(host.aiops().reviews().history(id)).hasSize(1);
            }
            assertThat(host.post("bob", reject, note, "If-Match", "\"1\"").statusCode())
                    .as("a program that signs in by itself")
                    .isEqualTo(200);
        }
    }
}
