package io.aiops4j.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only where the host said, only so much, and only so long: against servers that do what no server should. */
final class HttpAccessTest {

    private static final String SECRET = "Bearer Kq7vTr0ub4dor9";
    private static final Duration SHORT = Duration.ofMillis(400);

    private static HttpAccess to(OddServer server) {
        return HttpAccess.to("shop", server.uri("/v1/"), Map.of("Authorization", SECRET));
    }

    private static HttpAccess.Call get(String path) {
        return HttpAccess.Call.get("shop", path);
    }

    @Test
    @Timeout(60)
    void what_is_asked_arrives_below_the_base_with_the_headers_of_the_base() throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(201, "Retry-After: 7", "{\"fine\":\"\u00fc\"}"))) {
            HttpAccess.Answer answer = to(server)
                    .send(HttpAccess.Call.of("PATCH", "shop", "/jobs/7?force=true")
                            .json("{\"name\":\"\u00fc\"}")
                            .header("Idempotency-Key", "key-1")
                            .header("authorization", "mine"));
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.text()).isEqualTo("{\"fine\":\"\u00fc\"}");
            assertThat(answer.whole()).isTrue();
            assertThat(answer.retryAfter()).isEqualTo("7");
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .startsWith("PATCH /v1/jobs/7?force=true HTTP/1.1\r\n")
                            .contains(
                                    "Authorization: " + SECRET,
                                    "Idempotency-Key: key-1",
                                    "Content-Type: application/json")
                            .doesNotContain("mine")
                            .endsWith("{\"name\":\"\u00fc\"}"));
        }
    }

    @Test
    @Timeout(60)
    void a_redirect_is_an_answer_and_leads_nowhere() throws Exception {
        try (OddServer elsewhere = OddServer.start(OddServer.answering(200, "", "caught"));
                OddServer server =
                        OddServer.start(OddServer.answering(302, "Location: " + elsewhere.uri("/steal"), ""))) {
            assertThat(to(server).send(get("/a")).status()).isEqualTo(302);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void of_50_megabytes_no_more_than_the_bound_is_read_and_the_connection_is_dropped() throws Exception {
        try (OddServer server = OddServer.start(OddServer.FLOOD)) {
            HttpAccess.Answer answer = to(server).send(get("/big").atMost(1_000));
            assertThat(answer.text()).isEqualTo("x".repeat(1_000));
            assertThat(answer.whole()).isFalse();
            assertThat(server.awaitHangUp(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    @Timeout(60)
    void a_body_of_exactly_the_bound_is_whole() throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(200, "", "12345"))) {
            assertThat(to(server).send(get("/a").atMost(5)).whole()).isTrue();
            assertThat(to(server).send(get("/a").atMost(4)).whole()).isFalse();
        }
    }

    @Test
    @Timeout(60)
    void a_server_that_stalls_or_drips_is_left_when_the_time_is_over() throws Exception {
        for (OddServer.Behaviour late : new OddServer.Behaviour[] {OddServer.SILENT, OddServer.DRIP}) {
            try (OddServer server = OddServer.start(late)) {
                long begin = System.nanoTime();
                assertThatThrownBy(() -> to(server).send(get("/a").within(SHORT)))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("did not answer in full within 400 ms")
                        .hasMessageNotContaining("/v1");
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
                assertThat(server.awaitHangUp(Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    @Test
    @Timeout(60)
    void a_reset_garbage_and_nobody_there_are_failures_with_words() throws Exception {
        URI gone;
        for (OddServer.Behaviour broken : new OddServer.Behaviour[] {OddServer.RESET, OddServer.GARBAGE}) {
            try (OddServer server = OddServer.start(broken)) {
                gone = server.uri("");
                assertThatThrownBy(() -> to(server).send(get("/a")))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith(gone + " did not answer as it should");
            }
        }
        try (OddServer server = OddServer.start(OddServer.SILENT)) {
            gone = server.uri("");
        }
        HttpAccess nobody = HttpAccess.to("shop", gone, Map.of());
        assertThatThrownBy(() -> nobody.send(get("/a")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not accept connections");
    }

    @Test
    @Timeout(60)
    void an_interrupt_ends_the_exchange_at_once() throws Exception {
        for (OddServer.Behaviour late : new OddServer.Behaviour[] {OddServer.SILENT, OddServer.DRIP}) {
            try (OddServer server = OddServer.start(late)) {
                CompletableFuture<Throwable> end = new CompletableFuture<>();
                Thread caller = new Thread(() -> {
                    try {
                        to(server).send(get("/a").within(Duration.ofHours(1)));
                        end.complete(new AssertionError("it answered"));
                    } catch (Exception e) {
                        end.complete(e);
                    }
                });
                caller.start();
                assertThat(server.awaitRequest()).isTrue();
                caller.interrupt();
                assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
                assertThat(server.awaitHangUp(Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/",
                "//evil.example/",
                "/a//evil",
                "evil",
                "@evil.example/",
                ":8080/",
                "?a=b",
                "#",
                "/..",
                "/../x",
                "/a/../../x",
                "/a/./b",
                "/%2e%2e/x",
                "/%2E./x",
                "/a%2fb",
                "/a%5Cb",
                "/a\\b",
                "/..;/x",
                "/;/x",
                "/%3b",
                "/%252e%252e/",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a\r\nHost: evil",
                "/a%0d%0aHost:%20evil",
                "/a%00",
                "/a b",
                "/\u00fc",
                "/a#b",
                "/a?b=\r\n",
                "/a?b=%0d%0a",
                "/a?b=c d",
                "/a|b",
                "/{a}",
                "/a?<b>",
                "/\ud800"
            })
    void a_path_that_could_lead_elsewhere_is_refused(String path) {
        HttpAccess access = HttpAccess.to("shop", URI.create("https://shop.internal/v1"), Map.of());
        assertThatThrownBy(() -> access.address("shop", path))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("is refused")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/7/retry",
                "/jobs/7;v=2",
                "/a.b/c..d",
                "/a?x=%2F%2e&y=http://z",
                "/a%20b",
                "/a@b:c",
                "/",
                "/a/"
            })
    void a_plain_path_is_taken(String path) {
        HttpAccess access = HttpAccess.to("shop", URI.create("https://shop.internal/v1/"), Map.of());
        assertThat(access.address("shop", path)).hasToString("https://shop.internal/v1" + path);
    }

    @Property
    void no_path_leaves_its_base(@ForAll("paths") String path) {
        HttpAccess access = HttpAccess.to("shop", URI.create("https://shop.internal:8443/v1"), Map.of());
        URI address;
        try {
            address = access.address("shop", path);
        } catch (AiopsException refused) {
            return;
        }
        assertThat(address.getScheme()).isEqualTo("https");
        assertThat(address.getHost()).isEqualTo("shop.internal");
        assertThat(address.getPort()).isEqualTo(8443);
        assertThat(address.getUserInfo()).isNull();
        assertThat(address.normalize().getPath()).startsWith("/v1");
        assertThat(address.getPath()).doesNotContain("\\", "//", "\r", "\n");
        // servers cut what follows a semicolon before they look at the name
        assertThat(address.getPath().split("/", -1))
                .noneMatch(segment -> List.of(".", "..").contains(segment.replaceFirst(";.*", "")));
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> piece = Arbitraries.of(
                "/",
                "..",
                ".",
                "%2e",
                "%2f",
                "%5c",
                "\\",
                ";",
                "@",
                ":",
                "?",
                "#",
                "a",
                "evil.example",
                "//",
                "%",
                "\r\n",
                "%0a",
                "http:",
                " ",
                "\u2024",
                "~",
                "v1",
                "=",
                "&");
        return Arbitraries.oneOf(
                piece.list().ofMinSize(1).ofMaxSize(8).map(all -> String.join("", all)),
                piece.list().ofMinSize(1).ofMaxSize(8).map(all -> "/" + String.join("", all)),
                Arbitraries.strings().ofMaxLength(20));
    }

    @Test
    void what_cannot_be_a_base_is_refused_and_no_secret_is_told() {
        for (String wrong : new String[] {
            "ftp://shop", "/v1", "http://my_host/", "https://u:p@shop/", "https://shop/#x", "file:///etc/passwd"
        }) {
            assertThatThrownBy(() -> HttpAccess.to("shop", URI.create(wrong), Map.of()))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("'shop' cannot be called");
        }
        URI shop = URI.create("https://shop.internal/v1");
        assertThatThrownBy(() -> HttpAccess.to("shop", shop, Map.of("Authorization", SECRET + "\r\nX: y")))
                .isInstanceOf(AiopsException.class)
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> HttpAccess.to("shop", shop, Map.of("Host", SECRET)))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("'Host'")
                .hasMessageNotContaining(SECRET);
        HttpAccess access = HttpAccess.to("shop", shop, Map.of("Authorization", SECRET));
        assertThat(access.toString()).doesNotContain(SECRET).contains("https://shop.internal");
        assertThatThrownBy(() -> access.and("shop", shop, Map.of())).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> access.address("other", "/"))
                .isInstanceOf(AiopsException.class)
                .hasMessage("There is no base 'other'. Configure it, or use one of [shop].");
        assertThatThrownBy(() -> access.send(HttpAccess.Call.of("TRACE", "shop", "/")))
                .isInstanceOf(AiopsException.class);
    }
}
