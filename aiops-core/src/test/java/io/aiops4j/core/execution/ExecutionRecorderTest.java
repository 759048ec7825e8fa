package io.aiops4j.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordRefusedException;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExecutionRecorderTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final RecordStore<ExecutionResult> store =
            Stores.inMemory(clock).records(ExecutionResult.KIND, ExecutionResult.CODEC);

    private List<ExecutionResult> stored() {
        return store.find(Query.all().limit(1_000)).records();
    }

    @Test
    void the_value_passes_through_and_is_recorded() throws Exception {
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1")) {
            Object value = new Object();
            Object given = recorder.record("import", () -> {
                clock.advance(Duration.ofSeconds(3));
                return value;
            });
            assertThat(given).isSameAs(value);
            assertThat(recorder.<Object, RuntimeException>record("nothing", () -> null))
                    .isNull();
            assertThat(recorder.flush(LONG)).isTrue();
            assertThat(stored()).hasSize(2);
            ExecutionResult result =
                    store.find(Query.all().where("runbook", "import")).records().get(0);
            assertThat(result.duration()).isEqualTo(Duration.ofSeconds(3));
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.COMPLETED);
            assertThat(result.success()).isFalse();
            assertThat(result.verification().outcome()).isEqualTo(Verification.Outcome.UNKNOWN);
            assertThat(recorder.dropped()).isZero();
        }
    }

    private static final class Unprintable extends RuntimeException {

        @Override
        public String toString() {
            throw new StackOverflowError("even this");
        }
    }

    @Test
    void whatever_is_thrown_passes_through_the_very_same() throws Exception {
        List<Throwable> thrown = List.of(
                new IOException("checked"),
                new IllegalStateException("unchecked"),
                new AssertionError("error"),
                new StackOverflowError(),
                new OutOfMemoryError("pretended"),
                new InterruptedException(),
                new Unprintable(),
                new IllegalStateException("half \uD83D a pair"),
                new IllegalStateException("x".repeat(5_000_000)));
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1")) {
            for (Throwable failure : thrown) {
                Throwable caught = catchThrowable(() -> recorder.record("import", () -> {
                    throw ExecutionRecorderTest.<RuntimeException>sneak(failure);
                }));
                assertThat(caught == failure).isTrue();
            }
            assertThat(recorder.flush(LONG)).isTrue();
            assertThat(stored()).hasSize(thrown.size()).allSatisfy(result -> {
                assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
                assertThat(result.error()).hasSizeLessThan(3_000);
            });
            assertThat(recorder.dropped()).isZero();
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void closing_stores_what_waits() {
        ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1");
        for (int i = 0; i < 500; i++) {
            recorder.record("import", () -> 1);
        }
        recorder.close();
        recorder.close();
        assertThat(stored())
                .hasSize(500)
                .extracting(ExecutionResult::executionId)
                .doesNotHaveDuplicates();
        assertThat(recorder.dropped()).isZero();
    }

    @Test
    void wrapped_work_is_recorded_each_time_and_passes_through() throws Exception {
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1")) {
            Callable<Integer> one = recorder.callable("c", () -> 1);
            assertThat(one.call()).isEqualTo(1);
            assertThat(recorder.supplier("s", () -> "two").get()).isEqualTo("two");
            recorder.runnable("r", () -> {}).run();
            IOException thrown = new IOException("checked");
            assertThat(catchThrowable(() -> recorder.callable("c", () -> {
                                throw thrown;
                            })
                            .call()))
                    .isSameAs(thrown);
            assertThatThrownBy(() -> recorder.runnable("r", nothing())).isInstanceOf(NullPointerException.class);
            assertThat(recorder.flush(LONG)).isTrue();
        }
        assertThat(stored()).extracting(ExecutionResult::runbookId).containsExactlyInAnyOrder("c", "s", "r", "c");
    }

    @SuppressWarnings("NullAway")
    private static Runnable nothing() {
        return null;
    }

    @Test
    void an_executor_is_recorded_whichever_way_work_gets_there() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1")) {
            ExecutorService jobs = recorder.label("pool", "jobs").executor("job", pool);
            assertThat(jobs.submit(() -> 1).get()).isEqualTo(1);
            assertThat(jobs.submit(() -> {}, "two").get()).isEqualTo("two");
            assertThat(jobs.submit(() -> {}).get()).isNull();
            jobs.execute(() -> {});
            List<Callable<Integer>> both = List.of(() -> 5, () -> 6);
            for (Future<Integer> each : jobs.invokeAll(both)) {
                assertThat(each.get()).isBetween(5, 6);
            }
            assertThat(jobs.invokeAll(both, 10, TimeUnit.SECONDS)).hasSize(2);
            int any = jobs.invokeAny(both);
            assertThat(any).isBetween(5, 6);
            any = jobs.invokeAny(both, 10, TimeUnit.SECONDS);
            assertThat(any).isBetween(5, 6);
            Future<Object> failed = jobs.submit(() -> {
                throw new IllegalStateException("no");
            });
            assertThatThrownBy(failed::get).hasRootCauseMessage("no");
            jobs.shutdown();
            assertThat(jobs.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(jobs.isShutdown() && jobs.isTerminated()).isTrue();
            assertThat(jobs.shutdownNow()).isEmpty();
            assertThat(recorder.flush(LONG)).isTrue();
        }
        assertThat(stored())
                .hasSizeBetween(11, 13)
                .allMatch(result -> "jobs".equals(result.labels().get("pool")));
        assertThat(store.find(Query.all().where("label.pool", "jobs").where("status", "failed"))
                        .records())
                .hasSize(1);
    }

    @Test
    void what_is_known_before_is_recorded_with_it() throws Exception {
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1")) {
            recorder.client(Client.of("acme"))
                    .target(Target.instance("redis", "r-1"))
                    .incident("inc-1", "memory")
                    .label("team", "shop")
                    .record("flush", () -> 1);
            recorder.record("plain", () -> 1);
            assertThat(recorder.flush(LONG)).isTrue();
        }
        ExecutionResult result =
                store.find(Query.all().where("client", "acme")).records().get(0);
        assertThat(result.target()).isEqualTo("redis@r-1");
        assertThat(result.incidentId()).isEqualTo("inc-1");
        assertThat(result.incidentType()).isEqualTo("memory");
        assertThat(result.labels()).containsExactly(Map.entry("team", "shop"));
        assertThat(store.find(Query.all().where("target", "plain")).records()).hasSize(1);
    }

    @Test
    void state_is_read_before_and_after_and_what_cannot_be_read_is_unknown() throws Exception {
        AtomicInteger reading = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("self", Map.of("again", cycle));
        Map<String, StateProbe> probes = Map.of(
                "count", target -> Map.of("count", reading.incrementAndGet()),
                "hangs",
                        target -> {
                            never.await();
                            return Map.of();
                        },
                "throws",
                        target -> {
                            throw new NoClassDefFoundError("driver");
                        },
                "cycles", target -> Map.of("cycle", new ArrayList<>(List.of(cycle))),
                "large", target -> Map.of("large", "x".repeat(10_000_000)));
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1")) {
            assertThat(recorder.probing(probes).<Integer, RuntimeException>record("a name @ all", () -> 1))
                    .isEqualTo(1);
            Thread.currentThread().interrupt();
            assertThat(recorder.probing(probes).<Integer, RuntimeException>record("interrupted", () -> 2))
                    .isEqualTo(2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(recorder.flush(LONG)).isTrue();
        }
        ExecutionResult result = store.find(Query.all().where("runbook", "a name @ all"))
                .records()
                .get(0);
        assertThat(result.before().values()).containsEntry("count", "1");
        assertThat(result.after().values()).containsEntry("count", "2");
        assertThat(result.before().unknown()).containsOnlyKeys("hangs", "throws", "cycles");
        assertThat(result.before().value("large")).hasSizeLessThan(11_000);
        ExecutionResult interrupted = store.find(Query.all().where("runbook", "interrupted"))
                .records()
                .get(0);
        assertThat(interrupted.before().unknown()).containsOnlyKeys("all");
    }

    private static ExecutionResult result(String id, Instant time) {
        return ExecutionResult.of(id, "job")
                .time(time, time)
                .status(ExecutionResult.Status.COMPLETED)
                .build();
    }

    @Test
    void the_future_of_a_result_completes_when_it_is_stored() throws Exception {
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1")) {
            ExecutionResult result = result("job-1", clock.instant());
            recorder.record(result).get(30, TimeUnit.SECONDS);
            assertThat(stored()).containsExactly(result);
            assertThat(recorder.record(nobody())).isCompletedExceptionally();
            assertThat(recorder.dropped()).isEqualTo(1);
        }
    }

    @SuppressWarnings("NullAway")
    private static ExecutionResult nobody() {
        return null;
    }

    @Test
    void times_far_from_now_and_large_states_are_stored_as_they_are() throws Exception {
        StateSnapshot large = StateSnapshot.of(clock.instant(), Map.of("heap", "x".repeat(10_000_000)));
        List<ExecutionResult> odd = List.of(
                result("before 1970", Instant.parse("1907-01-01T00:00:00.123456789Z")),
                result("large", clock.instant()).but().state(large, large).build(),
                result("unsure", clock.instant())
                        .but()
                        .verification(new Verification(Verification.Outcome.PASSED, "m", Double.NaN, ""))
                        .build());
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1")) {
            for (ExecutionResult each : odd) {
                recorder.record(each).get(30, TimeUnit.SECONDS);
                assertThat(store.find(Query.all().where("id", each.executionId()))
                                .records())
                        .as(each.executionId())
                        .containsExactly(each);
            }
            for (Instant never : List.of(Instant.MIN, Instant.parse("+12345-01-01T00:00:00Z"), Instant.MAX)) {
                CompletableFuture<Void> refused = recorder.record(result("never", never));
                assertThatThrownBy(() -> refused.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(RecordRefusedException.class)
                        .hasMessageContaining("cannot be stored");
            }
            assertThat(recorder.dropped()).isEqualTo(3);
        }
    }

    @Test
    void what_the_host_runs_is_tallied_by_name() throws Exception {
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, null, clock, "node-1")) {
            for (int i = 1; i <= 9; i++) {
                int seconds = i;
                recorder.record("import", () -> {
                    clock.advance(Duration.ofSeconds(seconds));
                    return seconds;
                });
            }
            assertThatThrownBy(() -> recorder.record("import", () -> {
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(recorder.flush(LONG)).isTrue();
        }
        ExecutionStatistics statistics =
                ExecutionStatistics.of(store.tally(ExecutionStatistics.tallyOf(Client.DEFAULT.id(), "import")));
        assertThat(statistics.runs()).isEqualTo(10);
        assertThat(statistics.completed()).isEqualTo(9);
        assertThat(statistics.successes()).isZero();
        assertThat(statistics.medianDuration()).isBetween(Duration.ofMillis(3_600), Duration.ofMillis(5_500));
        assertThat(ExecutionStatistics.of(Map.of()).medianDuration()).isZero();
    }
}
