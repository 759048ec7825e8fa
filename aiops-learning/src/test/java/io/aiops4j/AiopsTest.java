package io.aiops4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.store.Query;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AiopsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void it_starts_with_nothing_said_and_opens_an_incident() throws Exception {
        try (Aiops aiops = Aiops.builder().build()) {
            aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
            aiops.observe(LogLine.of("redis", "ready to accept connections"));
            assertThat(aiops.flush(SOON)).isTrue();
            assertThat(aiops.incidents().open()).singleElement().satisfies(incident -> {
                assertThat(incident.type()).isEqualTo("out_of_memory");
                assertThat(incident.source()).isEqualTo("pattern:memory-exhausted");
            });
            assertThat(aiops.journal().verify().intact()).isTrue();
        }
    }

    @Test
    void of_a_line_that_is_too_long_the_beginning_is_looked_at_and_it_is_counted() throws Exception {
        try (Aiops aiops = Aiops.builder().authority(Authority.of(new byte[32])).build()) {
            String blanks = " ".repeat(Observer.LONGEST);
            aiops.observe(LogLine.of("redis", blanks + "OutOfMemoryError"));
            aiops.observe(LogLine.of("shop", blanks.substring(100) + "OutOfMemoryError"));
            assertThat(aiops.flush(SOON)).isTrue();
            assertThat(aiops.incidents().open())
                    .singleElement()
                    .satisfies(
                            incident -> assertThat(incident.target().service()).isEqualTo("shop"));
            assertThat(aiops.health().figures()).containsEntry("lines.cut", 1L);
            assertThat(aiops.health().degradations()).containsKey("lines.cut");
        }
    }

    @Test
    void without_a_key_health_says_what_that_means() {
        try (Aiops aiops = Aiops.builder().build()) {
            assertThat(aiops.health().isWell()).isFalse();
            assertThat(aiops.health().degradations().get("authority"))
                    .contains("whoever can write the store can approve");
        }
        try (Aiops aiops = Aiops.builder().authority(Authority.of(new byte[32])).build()) {
            assertThat(aiops.health().isWell()).isTrue();
        }
    }

    @Test
    void what_is_recorded_keeps_its_own_value_and_its_own_exception() throws Exception {
        try (Aiops aiops = Aiops.builder().node("node-1").build()) {
            int rows = aiops.record("import", () -> 42);
            assertThat(rows).isEqualTo(42);
            IOException own = new IOException("disk is gone");
            assertThatThrownBy(() -> aiops.record("export", () -> {
                        throw own;
                    }))
                    .isSameAs(own);
            assertThat(aiops.flush(SOON)).isTrue();
            List<ExecutionResult> records = aiops.executions().find(Query.all()).records();
            assertThat(records).extracting(ExecutionResult::runbookId).containsExactlyInAnyOrder("import", "export");
            assertThat(records).extracting(ExecutionResult::host).containsOnly("node-1");
            assertThat(aiops.executions()
                            .find(Query.all().where("status", "failed"))
                            .records())
                    .singleElement()
                    .satisfies(r -> assertThat(r.error()).contains("disk is gone"));
        }
    }

    @Test
    void whoever_halts_everything_is_named_in_health() {
        try (Aiops aiops = Aiops.builder()
                .authority(Authority.of("a key of thirty-two bytes or more".getBytes())
                        .approver("bob"))
                .guardrails(Guardrails.DEFAULT.perHour(5))
                .reach(target -> target.service().equals("redis"))
                .build()) {
            assertThat(aiops.health().isWell()).isTrue();
            aiops.runs().halt(Actor.person("bob"), "an audit");
            assertThat(aiops.health().degradations().get("runs.halted")).contains("bob", "an audit");
            aiops.runs().resume(Actor.person("bob"), "over");
            assertThat(aiops.health().isWell()).isTrue();
            assertThat(aiops.health().figures()).containsEntry("runs.open", 0L);
        }
    }

    @Test
    void a_sensor_that_throws_never_reaches_the_host() {
        try (Aiops aiops = Aiops.builder()
                .sensor(point -> {
                    throw new IllegalStateException("a bad sensor");
                })
                .build()) {
            aiops.observe(MetricPoint.of("heap.used", "shop", 1));
            assertThat(aiops.health().degradations()).containsKey("observer.failures");
        }
    }

    @Test
    void a_listener_that_hangs_holds_up_neither_the_host_nor_the_end() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Aiops aiops = Aiops.builder()
                .listener(entry -> {
                    try {
                        never.await();
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build();
        aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
        for (int i = 0; i < 100_000; i++) {
            aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
        }
        assertThat(aiops.health().figures().get("signals.dropped")).isPositive();
        long before = System.nanoTime();
        aiops.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void closing_ends_every_thread_that_building_started() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Aiops aiops = Aiops.builder().build();
        aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
        aiops.record("import", () -> 42);
        assertThat(aiops.flush(SOON)).isTrue();
        Set<Thread> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().startsWith("aiops-"))
                .collect(Collectors.toSet());
        assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);
        aiops.close();
        for (Thread thread : own) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
        assertThat(own).noneMatch(Thread::isAlive);
    }

    @Test
    void after_the_end_observing_and_recording_still_do_no_harm() {
        Aiops aiops = Aiops.builder().build();
        aiops.close();
        aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
        int rows = aiops.record("import", () -> 42);
        assertThat(rows).isEqualTo(42);
        assertThat(aiops.health().figures().get("records.dropped")).isPositive();
    }

    @Test
    void a_threshold_out_of_range_is_refused_with_a_hint() {
        assertThatThrownBy(() -> Guardrails.DEFAULT.threshold(1.5))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> Guardrails.DEFAULT.threshold(Double.NaN)).isInstanceOf(AiopsException.class);
    }
}
