package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The page over real HTTP: which files there are, what they are sent with, and that nothing else is there. */
class PageTest {

    private static final Path SOURCES =
            Path.of("src/main/resources/io/aiops4j/spring/web/page").toAbsolutePath();

    private RestHost host;

    /** An application with a route for whatever nobody else wants. */
    @Configuration(proxyBeanMethods = false)
    static class Catching {

        @Bean
        RouterFunction<ServerResponse> all() {
            return RouterFunctions.route()
                    .GET("/**", request -> ServerResponse.ok().body("the application's own"))
                    .build();
        }
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    private HttpResponse<String> ask(String path, String... headers) throws IOException, InterruptedException {
        return host.send("", "GET", path, null, headers);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.sorted().toList();
        }
    }

    @Test
    void each_file_is_sent_with_its_type_and_a_policy_that_lets_nothing_else_in() throws Exception {
        host = RestHost.open();
        for (Path file : files()) {
            String name = String.valueOf(file.getFileName());
            HttpResponse<String> answer = ask(name.equals("index.html") ? "/aiops" : "/aiops/" + name);
            assertThat(answer.statusCode()).as(name).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(name)
                    .startsWith(
                            name.endsWith(".js")
                                    ? "text/javascript"
                                    : name.endsWith(".css")
                                            ? "text/css"
                                            : name.endsWith(".svg") ? "image/svg+xml" : "text/html");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';")
                    .contains("base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "trusted-types 'none'")
                    .doesNotContain("unsafe", "http", "*");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        }
    }

    @Test
    void what_is_known_is_not_sent_again() throws Exception {
        host = RestHost.open();
        HttpResponse<String> first = ask("/aiops/app.css");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = ask("/aiops/app.css", "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(ask("/aiops/app.css", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        HttpResponse<String> head = host.send("", "HEAD", "/aiops/app.css", null);
        assertThat(head.headers().firstValue("ETag")).contains(tag);
        assertThat(head.body()).isEmpty();
        HttpResponse<String> post = host.send("", "POST", "/aiops", "{}");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void all_other_paths_are_the_application_s() throws Exception {
        host = RestHost.with(Catching.class);
        assertThat(ask("/aiops").body()).contains("<!doctype html>");
        for (String path : List.of(
                "/aiops/openapi.json",
                "/aiops/page/app.js",
                "/aiops/index.html",
                "/aiops/none.js",
                "/aiops/app.js/x",
                "/aiopsx",
                "/other")) {
            assertThat(ask(path).body()).as(path).isEqualTo("the application's own");
        }
    }

    @Test
    void no_path_leads_out_of_the_page() throws Exception {
        host = RestHost.open();
        for (String path : List.of(
                "/aiops/../application.properties",
                "/aiops/%2e%2e/WebProperties.class",
                "/aiops/..%2f..%2fopenapi.json",
                "/aiops/....//app.js",
                "/aiops/%00app.js",
                "/aiops/app.js%00.html",
                "/aiops\\app.js",
                "/aiops/app.js::$DATA",
                "/aiops/page/../../openapi.json")) {
            String answer = raw(path);
            assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|404|302).*");
        }
    }

    // as it stands: a client would tidy the path up
    private String raw(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", host.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
    }

    @Test
    void it_finds_its_files_and_the_routes_wherever_they_are() throws Exception {
        host = RestHost.open(
                "server.servlet.context-path=/shop", "aiops.web.path=/api/ops", "aiops.web.page-path=/staff/review");
        HttpResponse<String> page = ask("/shop/staff/review");
        assertThat(page.body())
                .contains("content=\"../api/ops\"", "href=\"review/app.css\"", "src=\"review/app.js\"")
                .doesNotContain("{{");
        assertThat(ask("/shop/staff/review/app.js").statusCode()).isEqualTo(200);
        assertThat(host.send("bob", "GET", "/shop/api/ops/me", null).statusCode())
                .isEqualTo(200);
        HttpResponse<String> slash = ask("/shop/staff/review/");
        assertThat(slash.statusCode()).isEqualTo(302);
        assertThat(slash.headers().firstValue("Location").orElse("")).endsWith("../review");
        assertThat(ask("/shop/aiops").statusCode()).isEqualTo(404);
    }

    @Test
    void the_page_may_stand_above_the_routes_on_one_path() throws Exception {
        host = RestHost.open("aiops.web.path=/aiops");
        assertThat(ask("/aiops").body()).contains("<!doctype html>", "content=\"aiops\"");
        assertThat(ask("/aiops/app.js").statusCode()).isEqualTo(200);
        assertThat(host.send("bob", "GET", "/aiops/me", null).statusCode()).isEqualTo(200);
    }

    @Test
    void it_can_be_turned_off() throws Exception {
        host = RestHost.open("aiops.web.page=false");
        assertThat(ask("/aiops").statusCode()).isEqualTo(404);
        assertThat(ask("/aiops/app.js").statusCode()).isEqualTo(404);
        assertThat(host.get("bob", "/me").statusCode()).isEqualTo(200);
    }

    @Test
    void it_is_there_without_spring_security_and_says_what_the_routes_say() throws Exception {
        host = RestHost.unguarded();
        assertThat(ask("/aiops").statusCode()).isEqualTo(200);
        assertThat(host.get("", "/me").statusCode()).isEqualTo(403);
    }

    @Test
    void it_is_behind_the_application_s_own_chain() throws Exception {
        host = RestHost.plain();
        for (String path : List.of("/aiops", "/aiops/app.js", "/aiops/")) {
            assertThat(ask(path, "Accept", "text/html").statusCode()).as(path).isEqualTo(302);
            assertThat(host.send("guest", "GET", path, null).statusCode())
                    .as(path)
                    .isIn(200, 302);
        }
    }

    @Test
    void a_path_among_the_routes_is_refused_with_what_to_write() {
        assertThat(refusal("aiops.web.page-path=/aiops/api/v1/page")).contains("aiops.web.page-path=/aiops");
        assertThat(refusal("aiops.web.page-path=aiops/")).contains("begins with a slash");
    }

    private static String refusal(String property) {
        try (RestHost never = RestHost.open(property)) {
            return "it started";
        } catch (BindException | BeanCreationException e) {
            StringBuilder all = new StringBuilder();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                all.append(cause)
                        .append(
                                cause
                                                instanceof
                                                org.springframework.boot.context.properties.source
                                                                .InvalidConfigurationPropertyValueException
                                                        wrong
                                        ? wrong.getReason()
                                        : "");
            }
            return all.toString();
        }
    }

    @Test
    void no_text_can_become_markup_or_code() throws Exception {
        for (Path file : files()) {
            String text = Files.readString(file);
            assertThat(text)
                    .as(String.valueOf(file.getFileName()))
                    .doesNotContain(
                            "innerHTML",
                            "outerHTML",
                            "insertAdjacentHTML",
                            "document.write",
                            "createContextualFragment",
                            "DOMParser",
                            "srcdoc",
                            "eval(",
                            "new Function",
                            "setTimeout('",
                            "import(",
                            "javascript:",
                            "style=",
                            ".style.",
                            "onclick=",
                            "onload=",
                            "<style");
        }
        assertThat(Files.readString(SOURCES.resolve("index.html"))).containsOnlyOnce("<script");
    }

    @Test
    void nothing_is_fetched_from_elsewhere_and_all_that_is_imported_is_there() throws Exception {
        TreeSet<String> imported = new TreeSet<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                    .as(String.valueOf(file.getFileName()))
                    .doesNotContain("http:", "https:", "url(", "@import", "//cdn");
            text.lines()
                    .filter(line -> line.startsWith("import "))
                    .map(line -> line.substring(line.indexOf("'./") + 3, line.lastIndexOf('\'')))
                    .forEach(imported::add);
        }
        host = RestHost.open();
        for (String name : imported) {
            assertThat(ask("/aiops/" + name).statusCode()).as(name).isEqualTo(200);
        }
        assertThat(imported).hasSizeGreaterThan(5);
    }
}
