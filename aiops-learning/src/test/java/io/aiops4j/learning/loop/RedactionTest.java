package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is noticed and recorded is kept, and what is secret in it is not. */
@Timeout(30)
final class RedactionTest {

    private static final String SECRET = "Kq7vTr0ub4dor!9";

    private static void assertNowhere(Toy toy, String secret) {
        for (Entry entry : toy.aiops.journal().entries(0, 1_000)) {
            assertThat(new String(entry.payload().bytes(), StandardCharsets.UTF_8))
                    .as(entry.type().toString())
                    .doesNotContain(secret);
        }
        assertThat(toy.executions().toString()).doesNotContain(secret);
        assertThat(toy.aiops.incidents().open().toString()).doesNotContain(secret);
    }

    @Test
    void a_line_matches_as_it_is_and_is_kept_without_its_secret() {
        try (Toy toy = new Toy()) {
            toy.aiops.observe(LogLine.of("shop", "request timed out for jdbc:postgresql://db/shop?password=" + SECRET));
            toy.aiops.observe(Signal.of("alert", Target.service("shop"), Severity.ERROR, "login with token: " + SECRET)
                    .with("apiKey", SECRET));
            toy.crank.turn();
            assertThat(toy.aiops.incidents().open()).hasSize(2);
            assertNowhere(toy, SECRET);
            assertThat(toy.aiops.incidents().open().toString()).contains("timed out for jdbc:postgresql");
        }
    }

    @Test
    void what_the_host_records_is_stored_and_spilled_without_its_secrets(@TempDir Path folder) throws Exception {
        try (Toy toy = new Toy(builder -> builder.spill(folder))) {
            try {
                toy.aiops.record("login", () -> {
                    throw new IllegalStateException("Authorization: Bearer " + SECRET + SECRET);
                });
            } catch (IllegalStateException own) {
                assertThat(own).hasMessageContaining(SECRET);
            }
            while (toy.executions().isEmpty()) { // stored by a thread of its own
                Thread.onSpinWait();
            }
            assertThat(toy.executions()).hasSize(1);
            assertNowhere(toy, SECRET);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (List<Path>) files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void the_host_says_what_is_secret() {
        Redactor ours = Redactor.standard().with(Redactor.Rule.of("order", "order ([0-9]{6})"));
        try (Toy toy = new Toy(builder -> builder.redactor(ours))) {
            toy.aiops.observe(LogLine.of("shop", "order 123456 timed out"));
            toy.crank.turn();
            assertNowhere(toy, "123456");
            assertThat(toy.aiops.incidents().open().toString()).contains("order <order:1> timed out");
        }
    }
}
