package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsListener;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.signal.LogLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Each entry is an event of the application, and who listens can hurt only themselves. */
class EntryEventsTest {

    /** Listens as an application does. */
    static class Ears {

        private final List<Entry> heard = new CopyOnWriteArrayList<>();
        private final List<String> threads = new CopyOnWriteArrayList<>();
        private volatile Runnable reaction = () -> {};

        @EventListener
        void on(Entry entry) {
            threads.add(Thread.currentThread().getName());
            heard.add(entry);
            reaction.run();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static long written(Aiops aiops) {
        return aiops.journal().head().position();
    }

    private static long figure(EntryEvents events, String name) {
        return events.figures().getOrDefault(name, -1L);
    }

    @Test
    void every_entry_is_heard_once_in_order_on_a_thread_of_its_own() {
        Contexts.withAuthority().withBean(Ears.class).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            Ears ears = context.getBean(Ears.class);
            long before = written(aiops); // while it was built
            OutOfMemory.isSeenBy(aiops);
            await(() -> ears.heard.size() == written(aiops) - before);
            assertThat(ears.heard)
                    .extracting(Entry::position)
                    .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, written(aiops))
                            .boxed()
                            .toList());
            assertThat(ears.heard).extracting(entry -> entry.type().name()).contains("incident.opened");
            assertThat(ears.threads).containsOnly("aiops-events");
        });
    }

    /** A bean at whose making something fails already. */
    @Configuration(proxyBeanMethods = false)
    static class Early {

        @Bean
        String early(Aiops aiops) {
            OutOfMemory.isSeenBy(aiops);
            return "early";
        }
    }

    @Test
    void what_was_written_while_the_context_started_is_heard_when_it_is_up() {
        Contexts.withAuthority()
                .withUserConfiguration(Early.class)
                .withBean(Ears.class)
                .run(context -> {
                    Ears ears = context.getBean(Ears.class);
                    await(() -> !ears.heard.isEmpty());
                    assertThat(ears.heard.get(0).type().name()).isEqualTo("incident.opened");
                });
    }

    @Test
    void one_that_throws_is_counted_and_hears_the_next_one() {
        Contexts.withAuthority().withBean(Ears.class).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            Ears ears = context.getBean(Ears.class);
            ears.reaction = () -> {
                throw new IllegalStateException("the moon is full");
            };
            long before = written(aiops);
            OutOfMemory.isSeenBy(aiops);
            await(() -> ears.heard.size() == written(aiops) - before);
            EntryEvents events = context.getBean(EntryEvents.class);
            await(() -> figure(events, "events.failed") == ears.heard.size());
            assertThat(aiops.health().figures()).containsEntry("loop.failures", 0L);
        });
    }

    @Test
    void one_that_hangs_holds_up_neither_the_engine_nor_the_end() {
        CountDownLatch never = new CountDownLatch(1);
        Contexts.withAuthority().withBean(Ears.class).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            Ears ears = context.getBean(Ears.class);
            ears.reaction = () -> {
                try {
                    never.await();
                } catch (InterruptedException ending) {
                    Thread.currentThread().interrupt();
                }
            };
            for (int i = 0; i < EntryEvents.CAPACITY; i++) {
                aiops.observe(LogLine.of("service-" + i, "OutOfMemoryError: heap space exhausted"));
            }
            OutOfMemory.flush(aiops); // the engine got through
            assertThat(aiops.incidents().open()).hasSize(EntryEvents.CAPACITY);
            EntryEvents events = context.getBean(EntryEvents.class);
            assertThat(figure(events, "events.waiting")).isEqualTo(EntryEvents.CAPACITY);
            assertThat(figure(events, "events.dropped")).isPositive();
            long begun = System.nanoTime();
            ((ConfigurableApplicationContext) context.getSourceApplicationContext()).close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        });
    }

    @Test
    void what_waits_is_heard_before_the_context_is_gone() {
        Ears ears = new Ears();
        Contexts.withAuthority().withBean(Ears.class, () -> ears).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            long before = written(aiops);
            OutOfMemory.isSeenBy(aiops);
            long written = written(aiops) - before;
            ((ConfigurableApplicationContext) context.getSourceApplicationContext()).close();
            assertThat(ears.heard).hasSize((int) written);
        });
    }

    @Test
    void events_can_be_left_out_and_replaced() {
        Contexts.withAuthority()
                .withPropertyValues("aiops.events.enabled=false")
                .withBean(Ears.class)
                .run(context -> {
                    OutOfMemory.isSeenBy(context.getBean(Aiops.class));
                    assertThat(context).doesNotHaveBean(EntryEvents.class);
                    assertThat(context.getBean(Ears.class).heard).isEmpty();
                });
        AiopsListener own = entry -> {};
        Contexts.withAuthority()
                .withBean("aiopsEvents", AiopsListener.class, () -> own)
                .run(context -> assertThat(context).doesNotHaveBean(EntryEvents.class));
    }
}
