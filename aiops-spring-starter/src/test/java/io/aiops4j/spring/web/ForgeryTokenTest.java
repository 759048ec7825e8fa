package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Node;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** What a page does in a session: signs in by form, asks who it is, and sends the token along. */
class ForgeryTokenTest {

    private static final Documents JSON = new Documents("answer", "{}");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private RestHost host;

    /** An application that keeps the token in a cookie. */
    @Configuration(proxyBeanMethods = false)
    static class Cookies extends RestHost.People {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse()))
                    .build();
        }
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + host.port() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(at(path))
                        .header("Accept", "application/json")
                        .header("X-Requested-With", "XMLHttpRequest")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void signIn(String name) throws Exception {
        String form = client.send(HttpRequest.newBuilder(at("/login")).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        int value = form.indexOf("value=\"", form.indexOf("_csrf")) + "value=\"".length();
        String token = URLEncoder.encode(form.substring(value, form.indexOf('"', value)), StandardCharsets.UTF_8);
        HttpResponse<String> in = client.send(
                HttpRequest.newBuilder(at("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "username=" + name + "&password=" + name + "&_csrf=" + token))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(in.headers().firstValue("Location").orElse("")).doesNotContain("error");
    }

    private static Map<String, Node> fields(Node node) {
        return ((Node.Fields) node).fields();
    }

    private static String text(Node node) {
        return String.valueOf(((Node.Scalar) node).text());
    }

    private HttpResponse<String> claim(String id, String... header) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/aiops/api/v1/reviews/" + id + "/claim"))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .POST(HttpRequest.BodyPublishers.ofString("{\"note\": \"mine\"}"));
        if (header.length > 0) {
            request.header(header[0], header[1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void walk() throws Exception {
        String id = host.proposed();
        assertThat(get("/aiops/api/v1/me").statusCode()).isIn(302, 401, 403);
        signIn("bob");
        String said = get("/aiops/api/v1/me").body();
        assertThat(Described.faults(host, "/me", said)).isEmpty();
        Map<String, Node> me = fields(JSON.json(said));
        assertThat(text(me.get("actor"))).isEqualTo("person:bob");
        assertThat(text(me.get("approver"))).isEqualTo("true");
        Map<String, Node> token = fields(me.get("csrf"));
        assertThat(claim(id).statusCode()).isEqualTo(403);
        assertThat(claim(id, text(token.get("header")), "forged").statusCode()).isEqualTo(403);
        assertThat(host.aiops().reviews().history(id)).hasSize(1);
        HttpResponse<String> claimed = claim(id, text(token.get("header")), text(token.get("token")));
        assertThat(claimed.statusCode()).as(claimed.body()).isEqualTo(200);
        assertThat(claimed.body()).contains("claimed");
    }

    @Test
    void with_the_token_of_its_session_a_page_may_change_something_and_without_it_may_not() throws Exception {
        host = RestHost.plain();
        walk();
    }

    @Test
    void so_it_is_where_the_token_is_kept_in_a_cookie() throws Exception {
        host = RestHost.of(Cookies.class);
        walk();
    }

    @Test
    void there_is_no_token_where_nobody_asks_for_one() throws Exception {
        host = RestHost.open();
        assertThat(host.get("bob", "/me").body())
                .doesNotContain("csrf")
                .contains("\"approver\":true", "\"readOnly\":false");
        assertThat(host.get("reader", "/me").body()).contains("\"approver\":false");
    }
}
