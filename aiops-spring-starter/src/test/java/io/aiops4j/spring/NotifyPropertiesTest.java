package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aiops4j.Aiops;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.notify.Notice;
import io.aiops4j.core.notify.Notifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Who is told, by properties and by beans. */
class NotifyPropertiesTest {

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final BlockingQueue<Notice> told = new LinkedBlockingQueue<>();

    @Test
    void nobody_is_told_when_nothing_is_said() {
        assertThat(CapturedLog.linesOf(
                        () -> Contexts.runner().run(context -> OutOfMemory.isSeenBy(context.getBean(Aiops.class)))))
                .noneMatch(line -> line.contains("needs a person"));
    }

    @Test
    void an_escalation_is_written_to_the_log() throws Exception {
        List<String> lines = CapturedLog.linesOf(() -> Contexts.runner()
                .withPropertyValues("aiops.notify.log=true")
                .run(context -> OutOfMemory.isSeenBy(context.getBean(Aiops.class))));
        assertThat(lines).anyMatch(line -> line.contains("out_of_memory on redis needs a person"));
    }

    @Test
    void a_notifier_that_is_a_bean_is_told_of_escalations_behind_the_redactor() {
        Contexts.runner().withBean(Notifier.class, () -> told::add).run(context -> {
            OutOfMemory.isSeenBy(context.getBean(Aiops.class));
            Notice notice = told.poll(20, TimeUnit.SECONDS);
            assertThat(notice).isNotNull();
            assertThat(notice.title()).isEqualTo("out_of_memory on redis needs a person");
        });
    }

    @Test
    void a_notifier_that_is_a_bean_is_told_by_runbooks_alone_when_that_is_said() {
        Contexts.withAuthority()
                .withPropertyValues("aiops.notify.escalations=false", "aiops.actions.notify=true")
                .withBean(Notifier.class, () -> told::add)
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    OutOfMemory.isSeenBy(aiops);
                    StepResult result = OneStep.run(aiops, "notify", Map.of("title", "hello", "text", "world"));
                    assertThat(result.status()).as(result.error()).isEqualTo(StepResult.Status.DONE);
                    assertThat(told).extracting(Notice::title).containsExactly("hello");
                });
    }

    @Test
    void all_are_told_though_one_cannot_be_and_the_step_says_that_it_failed() {
        Contexts.withAuthority()
                .withPropertyValues("aiops.actions.notify=true")
                .withBean("broken", Notifier.class, () -> notice -> {
                    throw new IOException("the pager is away");
                })
                .withBean("working", Notifier.class, () -> told::add)
                .run(context -> {
                    StepResult result = OneStep.run(
                            context.getBean(Aiops.class), "notify", Map.of("title", "hello", "text", "world"));
                    assertThat(result.status()).isEqualTo(StepResult.Status.FAILED);
                    assertThat(result.error()).contains("the pager is away");
                    assertThat(told)
                            .isNotEmpty()
                            .allMatch(notice -> notice.title().equals("hello"));
                });
    }

    @Test
    void a_webhook_gets_signed_notices_without_secrets() throws Exception {
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            got.add(exchange.getRequestHeaders().getFirst("Aiops-Signature"));
            got.add(exchange.getRequestHeaders().getFirst("Aiops-Timestamp") + "." + body);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            Contexts.runner()
                    .withPropertyValues(
                            "aiops.notify.webhook.address=http://localhost:"
                                    + server.getAddress().getPort() + "/hook/swordfish",
                            "aiops.notify.webhook.key=" + KEY)
                    .run(context -> {
                        OutOfMemory.isSeenBy(context.getBean(Aiops.class));
                        String signature = got.poll(20, TimeUnit.SECONDS);
                        String signed = got.poll(20, TimeUnit.SECONDS);
                        Mac mac = Mac.getInstance("HmacSHA256");
                        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
                        assertThat(signature)
                                .isEqualTo("v1="
                                        + HexFormat.of()
                                                .formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
                        assertThat(signed).contains("out_of_memory on redis needs a person");
                        assertThat(context.getBean(AiopsProperties.class).toString())
                                .doesNotContain(KEY, "swordfish");
                    });
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_a_runbook_says_passes_the_redactor_too() {
        Contexts.withAuthority()
                .withPropertyValues("aiops.actions.notify=true")
                .withBean(Notifier.class, () -> told::add)
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    OneStep.run(aiops, "notify", Map.of("title", "hello", "text", "the card is 4111 1111 1111 1111"));
                    assertThat(told)
                            .singleElement()
                            .satisfies(notice -> assertThat(notice.text())
                                    .startsWith("the card is <")
                                    .doesNotContain("4111"));
                });
    }

    @Test
    void what_is_missing_or_wrong_is_reported_with_what_to_write_and_without_the_secret() {
        String hook = "aiops.notify.webhook.";
        String address = hook + "address=https://hooks.example.com/ops";
        Reports.name(hook + "key", "It is missing.", "openssl rand -base64 32", address);
        Reports.name(hook + "key", "It is not base64.", "openssl rand -base64 32", address, hook + "key=sword fish!");
        Reports.name(hook + "key", "at least 16", "openssl rand -base64 32", address, hook + "key=c3dvcmRmaXNo");
        Reports.name(hook + "address", "Its address is missing.", address, hook + "key=" + KEY);
        Reports.name(hook + "address", "neither http nor https", address, hook + "key=" + KEY, hook + "address=a:b");
        Reports.name(
                "aiops.actions.notify",
                "Nobody is there who could be told.",
                "aiops.notify.log=true",
                "aiops.actions.notify=true");
        assertThat(CapturedAnalysis.ofStarting(
                                "--" + hook + "key=" + KEY, "--" + hook + "address=https://a b/swordfish")
                        .getDescription())
                .doesNotContain(KEY, "swordfish");
    }
}
