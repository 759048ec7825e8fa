package io.aiops4j.core.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.http.OddServer;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.testkit.NotifierContract;
import io.aiops4j.core.testkit.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookNotifierTest extends NotifierContract {

    private static final byte[] KEY = "a key of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8);

    private final SettableClock clock = SettableClock.at("2026-01-02T12:00:00Z");
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private Hook hook;

    @BeforeEach
    void start() throws IOException {
        hook = new Hook();
    }

    @AfterEach
    void stop() {
        hook.close();
    }

    private WebhookNotifier to(URI address, Duration attempt) {
        return new WebhookNotifier(address, KEY, clock, attempt, pause -> {
            pauses.add(pause);
            clock.advance(pause);
        });
    }

    @Override
    protected Notifier notifier() {
        return to(hook.address(), WebhookNotifier.ATTEMPT);
    }

    @Override
    protected List<String> received() {
        return hook.accepted;
    }

    @Override
    protected void fail(boolean failing) {
        hook.refusing = failing;
    }

    private Notice notice() {
        return Notice.of("Redis is down", "Look at it.", Severity.ERROR, clock.instant(), "c");
    }

    /** As a receiver does it, by docs/notifications.md. */
    private static boolean verifies(Hook.Got got, byte[] key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] signed = (got.header("Aiops-timestamp") + "." + got.body()).getBytes(StandardCharsets.UTF_8);
        String expected = "v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                got.header("Aiops-signature").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_receiver_with_the_key_can_verify_it_and_nobody_else_can_alter_it() throws Exception {
        notifier().send(notice().label("name", "\u00fc \ud83d\ude00"));
        Hook.Got got = hook.got.get(0);
        assertThat(verifies(got, KEY)).isTrue();
        assertThat(verifies(got, "another key of as many bytes!".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(verifies(new Hook.Got(got.headers(), got.body().replace("down", "fine")), KEY))
                .isFalse();
        assertThat(got.header("Aiops-timestamp")).isEqualTo("1767355200");
        assertThat(got.header("Content-type")).isEqualTo("application/json");
        assertThat(got.header("Idempotency-key")).isEqualTo(notice().id());
    }

    @Test
    void the_body_is_the_notice_as_json() throws Exception {
        notifier().send(notice().label("target", "redis"));
        assertThat(hook.got.get(0).body())
                .isEqualTo("{\"id\":\"" + notice().id() + "\",\"title\":\"Redis is down\",\"text\":\"Look at it.\","
                        + "\"severity\":\"ERROR\",\"client\":\"default\",\"incident\":null,\"time\":\"2026-01-02T12:00:00Z\","
                        + "\"labels\":{\"target\":\"redis\"}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void what_may_work_later_is_tried_again_under_the_same_key_with_a_signature_of_its_own(int status)
            throws Exception {
        hook.answer(status);
        hook.answer(status);
        notifier().send(notice());
        assertThat(hook.got).hasSize(3);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(hook.got).allSatisfy(got -> {
            assertThat(verifies(got, KEY)).isTrue();
            assertThat(got.header("Idempotency-key")).isEqualTo(notice().id());
        });
        assertThat(hook.got).extracting(got -> got.header("Aiops-signature")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 410, 422, 501})
    void what_will_not_work_later_is_tried_once(int status) {
        hook.answer(status, "Location", "http://elsewhere.example/");
        assertThatThrownBy(() -> notifier().send(notice()))
                .isInstanceOf(IOException.class)
                .hasMessage("Notice " + notice().id() + " was not accepted after 1 of 4 attempts: localhost answered "
                        + status + ".");
        assertThat(hook.got).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void it_gives_up_after_four_attempts_and_does_not_tell_the_address() {
        for (int i = 0; i < 9; i++) {
            hook.answer(503);
        }
        assertThatThrownBy(() -> notifier().send(notice()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("after 4 of 4 attempts")
                .hasMessageNotContaining("T0Psecret");
        assertThat(hook.got).hasSize(4);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void the_receiver_says_when_it_wants_to_be_asked_again() throws Exception {
        hook.answer(429, "Retry-After", "17");
        hook.answer(503, "Retry-After", "Fri, 02 Jan 2026 12:00:40 GMT");
        hook.answer(503, "Retry-After", "soon");
        notifier().send(notice());
        assertThat(pauses).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(23), Duration.ofSeconds(4));
    }

    @Test
    void a_receiver_that_wants_to_be_left_alone_for_long_is() {
        hook.answer(429, "Retry-After", "3600");
        assertThatThrownBy(() -> notifier().send(notice()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("after 1 of 4 attempts", "in 3600 s");
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_reset_a_stall_and_garbage_are_tried_again_and_told() throws Exception {
        for (OddServer.Behaviour broken :
                new OddServer.Behaviour[] {OddServer.RESET, OddServer.SILENT, OddServer.GARBAGE, OddServer.DRIP}) {
            try (OddServer server = OddServer.start(broken)) {
                assertThatThrownBy(() ->
                                to(server.uri("/hook"), Duration.ofMillis(200)).send(notice()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("after 4 of 4 attempts");
                assertThat(server.requests()).hasSize(4);
            }
        }
    }

    @Test
    void of_an_answer_of_50_megabytes_a_little_is_read() throws Exception {
        try (OddServer server = OddServer.start(OddServer.FLOOD)) {
            to(server.uri("/hook"), WebhookNotifier.ATTEMPT).send(notice());
            assertThat(server.awaitHangUp(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void an_interrupt_ends_it_while_it_waits_for_an_answer_and_between_two_attempts() throws Exception {
        try (OddServer server = OddServer.start(OddServer.SILENT)) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread sender = new Thread(() -> {
                try {
                    Notifier.webhook(server.uri("/hook"), KEY).send(notice());
                } catch (Exception e) {
                    end.complete(e);
                }
            });
            sender.start();
            assertThat(server.awaitRequest()).isTrue();
            sender.interrupt();
            assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
        hook.answer(503);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Notifier.webhook(hook.address(), KEY).send(notice()))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_short_key_and_an_address_that_is_none_are_refused() {
        assertThatThrownBy(() -> Notifier.webhook(hook.address(), new byte[15]))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("15 bytes", "at least 16");
        assertThatThrownBy(() -> Notifier.webhook(URI.create("mailto:ops@example.com"), KEY))
                .isInstanceOf(AiopsException.class);
    }
}
