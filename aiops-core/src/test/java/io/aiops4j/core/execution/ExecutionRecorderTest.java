package io.aiops4j.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExecutionRecorderTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final RecordStore<ExecutionResult> store =
            Stores.inMemory(clock).records(ExecutionResult.KIND, ExecutionResult.CODEC);

    /** A store that does something else first. */
    private record Odd(RecordStore<ExecutionResult> sound, Consumer<ExecutionResult> first)
            implements RecordStore<ExecutionResult> {

        @Override
        public void save(ExecutionResult record) {
            first.accept(record);
            sound.save(record);
        }

        @Override
        public Page<ExecutionResult> find(Query query) {
            return sound.find(query);
        }

        @Override
        public int purge(Instant olderThan) {
            return sound.purge(olderThan);
        }

        @Override
        public int erase(List<String> ids) {
            return sound.erase(ids);
        }
    }

    private List<ExecutionResult> stored() {
        return store.find(Query.all().limit(1_000)).records();
    }

    @Test
    void the_value_passes_through_and_is_recorded() throws Exception {
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, clock, "node-1")) {
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
        try (ExecutionRecorder recorder = new ExecutionRecorder(store, clock, "node-1")) {
            for (Throwable failure : thrown) {
                Throwable caught = catchThrowable(() -> recorder.record("import", () -> {
                    throw ExecutionRecorderTest.<RuntimeException>sneak(failure);
                }));
                assertThat(caught == failure).isTrue();
            }
            assertThat(recorder.flush(LONG)).isTrue();
            assertThat(stored()).hasSize(thrown.size() - 1).allSatisfy(result -> {
                assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
                assertThat(result.error()).hasSizeLessThan(3_000);
            });
            assertThat(recorder.dropped()).isEqualTo(1);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void a_store_that_blocks_costs_records_that_are_counted_and_never_the_host() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Odd blocked = new Odd(store, record -> {
            stuck.countDown();
            awaitDeafly(release);
        });
        ExecutionRecorder recorder = new ExecutionRecorder(blocked, clock, "node-1", Duration.ofMillis(100));
        recorder.record("first", () -> 1);
        stuck.await();
        int extra = 500;
        for (int i = 0; i < ExecutionRecorder.CAPACITY + extra; i++) {
            int value = i;
            assertThat(recorder.<Integer, RuntimeException>record("more", () -> value))
                    .isEqualTo(i);
        }
        assertThat(recorder.dropped()).isEqualTo(extra);
        assertThat(recorder.flush(Duration.ofMillis(20))).isFalse();
        long start = System.nanoTime();
        recorder.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(recorder.dropped()).isEqualTo(ExecutionRecorder.CAPACITY + extra);
        assertThat(recorder.<Integer, RuntimeException>record("after", () -> 7)).isEqualTo(7);
        assertThat(recorder.dropped()).isEqualTo(ExecutionRecorder.CAPACITY + extra + 1);
        release.countDown();
    }

    private static void awaitDeafly(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                latch.await();
                over = true;
            } catch (InterruptedException ignored) {
                // a driver that swallows interrupts
            }
        }
    }

    @Test
    void a_store_that_fails_in_any_way_is_counted_and_the_next_record_is_stored() throws Exception {
        AtomicInteger saved = new AtomicInteger();
        List<Throwable> failures = List.of(
                new AiopsException("away"),
                new IllegalStateException("bug"),
                new AssertionError("error"),
                new StackOverflowError(),
                new NoClassDefFoundError("driver"),
                new InterruptedException("interrupted"));
        Odd failing = new Odd(store, record -> {
            int n = saved.getAndIncrement();
            if (n < failures.size()) {
                Thread.currentThread().interrupt();
                throw ExecutionRecorderTest.<RuntimeException>sneak(failures.get(n));
            }
        });
        try (ExecutionRecorder recorder = new ExecutionRecorder(failing, clock, "node-1")) {
            for (int i = 0; i <= failures.size(); i++) {
                recorder.record("import", () -> 1);
            }
            assertThat(recorder.flush(LONG)).isTrue();
            assertThat(recorder.dropped()).isEqualTo(failures.size());
            assertThat(stored()).hasSize(1);
        }
    }

    @Test
    void closing_stores_what_waits() {
        ExecutionRecorder recorder = new ExecutionRecorder(store, clock, "node-1");
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

    // --- the codec ---

    private ExecutionResult hostile(double confidence, String text) {
        StateSnapshot state = new StateSnapshot(clock.instant(), Map.of("a", text), Map.of("b", text));
        return new ExecutionResult(
                "ex-1",
                "rb",
                2,
                "d",
                null,
                null,
                "default",
                "redis",
                "n",
                "linux",
                clock.instant(),
                clock.instant().plusNanos(1),
                ExecutionResult.Status.FAILED,
                new Verification(Verification.Outcome.NOT_PASSED, "m", confidence, text),
                state,
                state,
                text,
                FailureType.TRANSIENT,
                List.of(new StepResult(
                        "s",
                        "a",
                        Map.of("p", text),
                        StepResult.Status.FAILED,
                        1,
                        clock.instant(),
                        Duration.ofNanos(1_000_000_001),
                        text,
                        text)),
                "ev-1");
    }

    @Test
    void an_execution_reads_back_as_it_was_whatever_is_in_it() {
        for (double confidence : new double[] {0, 1, 0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE}) {
            for (String text : List.of(
                    "",
                    "plain",
                    "\u0000\u0007\n\"\\",
                    "\uD83D",
                    "\uDE00 turned \uD83D",
                    "\ud83d\ude00",
                    "x".repeat(3_000_000),
                    "{\"a\":1}",
                    "\u2028")) {
                ExecutionResult result = hostile(confidence, text);
                assertThat(ExecutionResult.CODEC
                                .decode(ExecutionResult.CODEC.encode(result))
                                .equals(result))
                        .as(confidence + " " + text.substring(0, Math.min(10, text.length())))
                        .isTrue();
            }
        }
    }

    @Test
    void unknown_fields_are_tolerated_and_what_is_no_execution_is_refused() {
        ExecutionResult result = hostile(0.5, "x");
        String text = ExecutionResult.CODEC.encode(result);
        String newer = "{\"colour\":{\"deep\":[1,{}]}," + text.substring(1);
        assertThat(ExecutionResult.CODEC.decode(newer)).isEqualTo(result);
        for (String bad : List.of(
                "",
                "null",
                "[]",
                "1",
                "{}",
                "{",
                text.substring(0, text.length() / 2),
                text + "x",
                "[".repeat(100_000),
                text.replace("\"FAILED\"", "\"EXPLODED\""),
                "{\"a\":".repeat(100_000))) {
            assertThatThrownBy(() -> ExecutionResult.CODEC.decode(bad))
                    .as(bad.substring(0, Math.min(30, bad.length())))
                    .isInstanceOf(AiopsException.class);
        }
    }

    @Test
    void an_execution_is_found_by_what_people_ask_for() {
        store.save(hostile(1, "x"));
        for (Map.Entry<String, String> field : Map.of(
                        "id", "ex-1", "runbook", "rb", "version", "2", "client", "default", "target", "redis", "host",
                        "n", "status", "failed", "success", "false")
                .entrySet()) {
            Query query = Query.all().where(field.getKey(), field.getValue());
            assertThat(store.find(query).records()).as(field.toString()).hasSize(1);
        }
    }
}
