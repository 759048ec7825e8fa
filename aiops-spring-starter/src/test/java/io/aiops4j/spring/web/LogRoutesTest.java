package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Target;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was logged last: found, redacted, bounded and counted. */
class LogRoutesTest {

    private static final Logger SHOP = LoggerFactory.getLogger("shop.Orders");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AlertPattern HEAP =
            AlertPattern.of("heap", "OutOfMemoryError", "out_of_memory", Severity.CRITICAL);

    private final SettableClock clock = SettableClock.at("2026-03-01T00:00:00Z");

    private static LogLine line(String level, String message) {
        return new LogLine(Target.service("shop"), message, Map.of("level", level, "logger", "shop.Orders"));
    }

    @Test
    void what_the_application_logs_is_read_with_what_was_found_in_it_and_without_secrets() throws Exception {
        try (RestHost host = RestHost.open("aiops.logs.enabled=true", "aiops.logs.service=shop")) {
            SHOP.error("OutOfMemoryError: heap space, password=Tr0ub4dor&3x");
            SHOP.warn("the queue is long");
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!host.get("reader", "/logs/recent?service=shop&text=queue")
                            .body()
                            .contains("the queue is long")
                    && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(host.get("reader", "/logs/recent?service=shop&incidentType=out_of_memory")
                            .body())
                    .contains("\"level\":\"error\",\"logger\":\"shop.Orders\"")
                    .contains("heap space")
                    .contains("\"incidentTypes\":[\"out_of_memory\"]")
                    .doesNotContain("Tr0ub4dor")
                    .doesNotContain("the queue is long");
            assertThat(host.get("reader", "/logs/recent?level=warn&text=QUEUE").body())
                    .contains("the queue is long");
            assertThat(host.get("reader", "/logs/recent?pattern=none").body()).isEqualTo("{\"items\":[]}");
            assertThat(host.get("reader", "/logs/recent?limit=1").body()).contains("\"next\":");
            assertThat(host.get("reader", "/logs/recent?limit=0").statusCode()).isEqualTo(400);
            assertThat(host.get("operator", "/logs/recent").statusCode()).isEqualTo(403);
            assertThat(host.get("reader", "/logs/statistics").body())
                    .contains("\"minutes\":60,\"seen\":")
                    .contains("\"services\":{\"shop\":")
                    .contains("\"droppedSinceStart\":0");
        }
    }

    @Test
    void nothing_is_kept_where_nothing_is_wanted_and_still_it_counts() {
        RecentLines recent = new RecentLines(0, Redactor.standard(), clock);
        recent.accept(line("WARN", "x"), List.of());
        assertThat(recent.lines()).isEmpty();
        assertThat(recent.sum().seen()).isEqualTo(1);
    }

    @Test
    void a_flood_is_counted_and_keeps_neither_more_nor_the_failures_out() {
        RecentLines recent = new RecentLines(70, Redactor.standard(), clock);
        for (int i = 0; i < 1_000; i++) {
            recent.accept(line("INFO", "all is fine " + i), List.of());
        }
        recent.accept(line("ERROR", "OutOfMemoryError"), List.of(HEAP));
        assertThat(recent.lines())
                .hasSize(RecentLines.MOST_IN_A_SECOND + 1)
                .last()
                .satisfies(last -> assertThat(last.patterns()).containsExactly("heap"));
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            recent.accept(line("INFO", "later " + i), List.of());
        }
        assertThat(recent.lines()).hasSize(70);
        assertThat(recent.sum()).satisfies(sum -> {
            assertThat(sum.seen()).isEqualTo(1_101);
            assertThat(sum.matched()).isEqualTo(1);
            assertThat(sum.levels()).containsEntry("ERROR", 1L);
            assertThat(sum.patterns()).containsEntry("heap", 1L);
        });
        clock.advance(Duration.ofMinutes(LineCounts.MINUTES));
        assertThat(recent.sum().seen()).as("an hour later").isZero();
    }

    @Test
    void a_long_line_is_cut_between_words_and_many_names_share_one() {
        RecentLines recent = new RecentLines(10, Redactor.standard(), clock);
        recent.accept(line("WARN", "x".repeat(RecentLines.LONGEST - 4) + " password=Tr0ub4dor&3x"), List.of());
        assertThat(recent.lines().get(0).message()).doesNotContain("Tr0").doesNotContain("pass");
        for (int i = 0; i < 2 * LineCounts.MOST_NAMES; i++) {
            recent.accept(new LogLine(Target.service("s" + i), "x", Map.of()), List.of());
        }
        assertThat(recent.sum().services()).hasSize(LineCounts.MOST_NAMES + 1).containsKey(LineCounts.OTHER);
    }
}
