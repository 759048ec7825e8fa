package io.aiops4j.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordRefusedException;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that hang, fail, are slow or refuse: the host goes on, and nothing that was acknowledged is lost. */
@Timeout(60)
final class SpillingTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final RecordWriter.Limits QUICK =
            new RecordWriter.Limits(1_000, 1 << 20, Duration.ofMillis(100), Duration.ofSeconds(2));

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final RecordStore<ExecutionResult> sound =
            Stores.inMemory(clock).records(ExecutionResult.KIND, ExecutionResult.CODEC);
    private final OddStore store = new OddStore(sound);

    @TempDir
    Path folder;

    private ExecutionRecorder recorder(boolean spilling) {
        return new ExecutionRecorder(
                store,
                spilling ? Spill.open(folder, 1 << 20) : null,
                clock,
                "node-1",
                io.aiops4j.core.redact.Redactor.standard(),
                QUICK);
    }

    private ExecutionResult result(int number) {
        return ExecutionResult.of("job-" + number, "job")
                .time(clock.instant().plusMillis(number), clock.instant().plusMillis(number))
                .status(ExecutionResult.Status.COMPLETED)
                .build();
    }

    private List<CompletableFuture<Void>> record(ExecutionRecorder recorder, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> recorder.record(result(number)))
                .toList();
    }

    private static void await(List<CompletableFuture<Void>> futures) throws Exception {
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }

    private void awaitStored(int count) {
        while (stored().size() < count) {
            Thread.onSpinWait();
        }
        assertThat(stored()).hasSize(count);
    }

    private List<ExecutionResult> stored() {
        return sound.find(Query.all().limit(1_000)).records();
    }

    @Test
    void what_a_store_does_not_answer_for_is_spilled_and_stored_later_in_order() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        store.first(records -> {
            OddStore.awaitDeafly(release);
            records.forEach(record -> order.add(record.executionId()));
        });
        try (ExecutionRecorder recorder = recorder(true)) {
            await(record(recorder, 0, 50));
            await(record(recorder, 50, 100));
            assertThat(recorder.spilled()).isEqualTo(100);
            assertThat(stored()).isEmpty();
            release.countDown();
            awaitStored(100);
            while (recorder.spilled() > 0) {
                Thread.onSpinWait();
            }
            // what hung was in the spill as well: the first may have come twice, but nothing came before what is older
            List<String> once = order.stream().distinct().toList();
            assertThat(once)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(n -> "job-" + n).toList());
            await(record(recorder, 100, 101));
            assertThat(stored()).hasSize(101);
            assertThat(recorder.dropped()).isZero();
        }
        assertThat(sound.tally("default/job")).containsEntry("runs", 101L);
    }

    @Test
    void what_was_spilled_is_stored_after_the_next_start() throws Exception {
        store.first(records -> {
            throw new AiopsException("the database is gone");
        });
        try (ExecutionRecorder recorder = recorder(true)) {
            await(record(recorder, 0, 200));
            assertThatThrownBy(() -> recorder(true))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("in use by another recorder");
        }
        assertThat(stored()).isEmpty();
        store.first(records -> {});
        try (ExecutionRecorder recorder = recorder(true)) {
            awaitStored(200);
            assertThat(recorder.dropped()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_store_that_fails_in_whatever_way_gets_it_all_once_it_works(boolean spilling) throws Exception {
        AtomicInteger saves = new AtomicInteger();
        List<Throwable> failures = List.of(
                new AiopsException("away"),
                new IllegalStateException("bug"),
                new AssertionError("error"),
                new StackOverflowError(),
                new NoClassDefFoundError("driver"),
                new InterruptedException("interrupted"));
        store.first(records -> {
            int n = saves.getAndIncrement();
            if (n < failures.size()) {
                Thread.currentThread().interrupt();
                throw OddStore.<RuntimeException>sneak(failures.get(n));
            }
        });
        try (ExecutionRecorder recorder = recorder(spilling)) {
            await(record(recorder, 0, 20));
            awaitStored(20);
            assertThat(recorder.dropped()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_record_that_the_store_refuses_does_not_cost_the_others(boolean spilling) throws Exception {
        AtomicInteger saves = new AtomicInteger();
        store.first(records -> {
            if (spilling && saves.getAndIncrement() == 0) {
                throw new AiopsException("away"); // so that they are spilled first
            }
            if (records.stream().anyMatch(record -> record.executionId().equals("job-7"))) {
                throw new RecordRefusedException("job-7 is unlucky", null);
            }
        });
        try (ExecutionRecorder recorder = recorder(spilling)) {
            List<CompletableFuture<Void>> futures = record(recorder, 0, 20);
            awaitStored(19);
            if (spilling) {
                await(futures); // acknowledged, so it is kept for a person
                while (recorder.spilled() > 0) {
                    Thread.onSpinWait();
                }
                assertThat(Files.readString(folder.resolve("refused"), StandardCharsets.ISO_8859_1))
                        .contains("job-7");
            } else {
                assertThatThrownBy(() -> futures.get(7).get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(RecordRefusedException.class);
                assertThat(recorder.dropped()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_store_that_hangs_costs_records_that_are_counted_and_never_the_host() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        store.first(records -> {
            stuck.countDown();
            OddStore.awaitDeafly(release);
        });
        ExecutionRecorder recorder = recorder(false);
        recorder.record("first", () -> 1);
        stuck.await();
        for (int i = 0; i < QUICK.records() + 500; i++) {
            int value = i;
            assertThat(recorder.<Integer, RuntimeException>record("more", () -> value))
                    .isEqualTo(i);
        }
        assertThat(recorder.dropped()).isEqualTo(500);
        assertThat(recorder.waiting()).isEqualTo(QUICK.records());
        assertThat(recorder.flush(Duration.ofMillis(20))).isFalse();
        CompletableFuture<Void> late = recorder.record(result(1));
        assertThatThrownBy(() -> late.get(30, TimeUnit.SECONDS)).hasMessageContaining("too many wait");
        long start = System.nanoTime();
        recorder.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(recorder.dropped()).isEqualTo(1 + QUICK.records() + 500 + 1);
        assertThat(recorder.<Integer, RuntimeException>record("after", () -> 7)).isEqualTo(7);
        assertThat(recorder.dropped()).isEqualTo(1 + QUICK.records() + 500 + 2);
        release.countDown();
    }

    @Test
    void few_large_results_fill_the_memory_as_many_small_ones_do() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        store.first(records -> {
            stuck.countDown();
            OddStore.awaitDeafly(release);
        });
        ExecutionRecorder recorder = recorder(false);
        recorder.record("first", () -> 1);
        stuck.await();
        ExecutionResult large =
                result(1).but().label("heap", "x".repeat(300_000)).build();
        List<CompletableFuture<Void>> futures =
                IntStream.range(0, 5).mapToObj(n -> recorder.record(large)).toList();
        assertThatThrownBy(() -> futures.get(4).get(30, TimeUnit.SECONDS)).hasMessageContaining("too many wait");
        assertThat(recorder.dropped()).isEqualTo(2);
        release.countDown();
        await(futures.subList(0, 3));
        recorder.close();
    }

    @Test
    void a_spill_that_is_full_keeps_what_it_has_and_the_rest_is_counted() throws Exception {
        store.first(records -> {
            throw new AiopsException("away");
        });
        int acknowledged = 0;
        try (ExecutionRecorder recorder = recorder(true)) {
            List<CompletableFuture<Void>> futures = new ArrayList<>();
            for (int number = 0; number < 4_000; number++) {
                futures.add(recorder.record(result(number)));
                if (number % 100 == 0 && recorder.dropped() == 0) {
                    recorder.flush(Duration.ofMillis(50));
                }
            }
            recorder.close();
            for (CompletableFuture<Void> future : futures) {
                acknowledged += future.handle((done, why) -> why == null).get(30, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(acknowledged).isBetween(500, 3_000);
            assertThat(recorder.dropped()).isEqualTo(4_000 - acknowledged);
        }
        store.first(records -> {});
        try (ExecutionRecorder recorder = recorder(true)) {
            while (recorder.spilled() > 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(sound.tally("default/job")).containsEntry("runs", (long) acknowledged);
    }

    @Test
    void what_is_erased_does_not_come_back_out_of_the_spill() throws Exception {
        store.first(records -> {
            throw new AiopsException("away");
        });
        try (ExecutionRecorder recorder = recorder(true)) {
            await(record(recorder, 0, 20));
            assertThat(recorder.erase(Query.all().where("id", "job-3"))).isEqualTo(1);
            assertThat(recorder.spilled()).isEqualTo(19);
            try (var files = Files.list(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".spill")).toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .contains("job-4")
                            .doesNotContain("job-3");
                }
            }
            store.first(records -> {});
            awaitStored(19);
            assertThat(recorder.erase(Query.all().where("runbook", "job"))).isEqualTo(19);
            assertThat(stored()).isEmpty();
            assertThat(recorder.flush(LONG)).isTrue();
        }
    }
}
