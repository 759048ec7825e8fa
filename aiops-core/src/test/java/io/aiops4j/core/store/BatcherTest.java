package io.aiops4j.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class BatcherTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private record Numbered(int thread, int number) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void everything_that_many_threads_hand_in_comes_out_once_and_in_the_order_of_each(int lingerMillis)
            throws Exception {
        int threads = 8;
        int each = 50_000;
        List<Numbered> taken = new ArrayList<>();
        Batcher<Numbered> batcher = Batcher.named("test")
                .capacity(100)
                .mostAtOnce(17)
                .linger(Duration.ofMillis(lingerMillis))
                .start(batch -> {
                    assertThat(batch).hasSizeBetween(1, 17);
                    taken.addAll(batch);
                });
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            all.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    Numbered next = new Numbered(thread, i);
                    while (!batcher.offer(next)) {
                        Thread.onSpinWait();
                    }
                }
            }));
        }
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(batcher.flush(LONG)).isTrue();
        assertThat(batcher.close(LONG)).isEmpty();
        int[] next = new int[threads];
        for (Numbered numbered : taken) {
            assertThat(numbered.number()).isEqualTo(next[numbered.thread()]++);
        }
        assertThat(next).containsOnly(each);
    }

    @Test
    void there_is_room_for_exactly_so_many_and_what_is_too_much_is_refused_at_once() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        Batcher<Integer> batcher = Batcher.named("test").capacity(10).start(batch -> {
            stuck.countDown();
            release.await();
            taken.addAndGet(batch.size());
        });
        assertThat(batcher.offer(0)).isTrue();
        stuck.await();
        for (int i = 1; i <= 10; i++) {
            assertThat(batcher.offer(i)).isTrue();
        }
        assertThat(batcher.offer(11)).isFalse();
        assertThat(batcher.waiting()).isEqualTo(10);
        assertThat(batcher.offer(11, Duration.ofMillis(5))).isFalse();
        assertThat(batcher.flush(Duration.ofMillis(5))).isFalse();
        release.countDown();
        assertThat(batcher.offer(11, LONG)).isTrue();
        assertThat(batcher.flush(LONG)).isTrue();
        assertThat(taken).hasValue(12);
        batcher.close(LONG);
    }

    @Test
    void closing_deals_with_what_waits_and_gives_back_what_does_not_get_through() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        List<Integer> taken = new ArrayList<>();
        Batcher<Integer> batcher = Batcher.named("test").capacity(10).start(batch -> {
            stuck.countDown();
            release.await();
            taken.addAll(batch);
            over.countDown();
        });
        batcher.offer(1);
        stuck.await();
        batcher.offer(2);
        batcher.offer(3);
        assertThat(batcher.close(Duration.ofMillis(20))).containsExactly(2, 3);
        assertThat(batcher.offer(4)).isFalse();
        assertThat(batcher.close(Duration.ofMillis(20))).isEmpty();
        release.countDown();
        over.await();
        assertThat(batcher.close(LONG)).isEmpty();
        assertThat(taken).containsExactly(1);
    }

    @Test
    void whatever_is_handed_in_while_it_closes_is_dealt_with_given_back_or_refused() throws Exception {
        for (int round = 0; round < 200; round++) {
            Queue<Integer> taken = new ConcurrentLinkedQueue<>();
            AtomicLong accepted = new AtomicLong();
            Batcher<Integer> batcher = Batcher.named("test").capacity(64).start(taken::addAll);
            CountDownLatch begun = new CountDownLatch(2);
            List<Thread> producers = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                Thread producer = new Thread(() -> {
                    begun.countDown();
                    for (int i = 0; i < 2_000; i++) {
                        if (batcher.offer(i)) {
                            accepted.incrementAndGet();
                        }
                    }
                });
                producer.start();
                producers.add(producer);
            }
            begun.await();
            List<Integer> left = batcher.close(round % 2 == 0 ? LONG : Duration.ofMillis(1));
            for (Thread producer : producers) {
                producer.join();
            }
            batcher.flush(Duration.ofMillis(50));
            assertThat(taken.size() + left.size()).isEqualTo((int) accepted.get());
        }
    }

    @Test
    void a_batch_that_fails_in_any_way_does_not_cost_the_next_one() throws Exception {
        List<Integer> taken = new ArrayList<>();
        Batcher<Integer> batcher = Batcher.named("test").start(batch -> {
            Thread.currentThread().interrupt();
            if (batch.contains(1)) {
                throw new StackOverflowError();
            }
            taken.addAll(batch);
        });
        batcher.offer(1);
        assertThat(batcher.flush(LONG)).isTrue();
        batcher.offer(2);
        assertThat(batcher.flush(LONG)).isTrue();
        assertThat(taken).containsExactly(2);
        batcher.close(LONG);
    }

    @Test
    void it_says_once_that_it_is_idle() throws Exception {
        AtomicInteger idle = new AtomicInteger();
        CountDownLatch twice = new CountDownLatch(2);
        Batcher<Integer> batcher = Batcher.named("test")
                .idle(Duration.ofMillis(5))
                .start(new Batcher.Sink<>() {
                    @Override
                    public void take(List<Integer> batch) {}

                    @Override
                    public void idle() {
                        idle.incrementAndGet();
                        twice.countDown();
                    }
                });
        batcher.offer(1);
        while (idle.get() == 0) {
            Thread.onSpinWait();
        }
        batcher.offer(2);
        assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
        batcher.close(LONG);
        assertThat(idle.get()).isBetween(2, 3);
    }
}
