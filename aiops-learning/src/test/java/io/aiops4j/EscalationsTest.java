package io.aiops4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.notify.Notice;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.stores.Stores;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People are told of what is escalated, and nobody is held up by that. */
@Timeout(120)
final class EscalationsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static AiopsBuilder with(AiopsListener listener) {
        return Aiops.builder().authority(Authority.of(new byte[32])).listener(listener);
    }

    private static Incident escalate(Aiops aiops, String service) throws InterruptedException {
        aiops.observe(LogLine.of(service, "OutOfMemoryError: heap space exhausted"));
        assertThat(aiops.flush(SOON)).isTrue();
        return aiops.incidents().open().stream()
                .filter(each -> each.target().service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_escalation_is_told_with_all_that_is_known_of_its_incident() throws Exception {
        BlockingQueue<Notice> told = new LinkedBlockingQueue<>();
        try (Aiops aiops = with(AiopsListener.escalations(told::add)).build()) {
            Incident incident = escalate(aiops, "redis");
            Notice notice = told.poll(20, TimeUnit.SECONDS);
            assertThat(notice).isNotNull();
            assertThat(notice.title()).isEqualTo("out_of_memory on redis needs a person");
            assertThat(notice.text())
                    .contains("OutOfMemoryError: heap space exhausted")
                    .startsWith(incident.note());
            assertThat(notice.incident()).isEqualTo(incident.id());
            assertThat(notice.severity()).isEqualTo(incident.severity());
            assertThat(notice.client()).isEqualTo(incident.client());
            assertThat(notice.labels()).containsEntry("target", "redis").containsEntry("type", "out_of_memory");
            assertThat(aiops.health().isWell()).isTrue();
            assertThat(aiops.health().figures())
                    .containsEntry("notices.dropped", 0L)
                    .containsEntry("notices.failed", 0L);
            aiops.incidents().resolve(incident.id(), Actor.person("bob"), "over");
            assertThat(aiops.flush(SOON)).isTrue();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void two_nodes_tell_it_under_the_same_id() throws Exception {
        BlockingQueue<Notice> told = new LinkedBlockingQueue<>();
        Stores shared = Stores.inMemory(Clock.systemUTC());
        try (Aiops one = with(AiopsListener.escalations(told::add))
                        .stores(shared)
                        .node("one")
                        .build();
                Aiops two = with(AiopsListener.escalations(told::add))
                        .stores(shared)
                        .node("two")
                        .build()) {
            escalate(one, "redis");
            assertThat(two.flush(SOON)).isTrue();
            Notice first = told.poll(20, TimeUnit.SECONDS);
            Notice second = told.poll(20, TimeUnit.SECONDS);
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void a_notifier_that_hangs_holds_up_neither_the_loop_nor_the_end_and_what_finds_no_room_is_counted()
            throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Escalations escalations = new Escalations(notice -> never.await());
        List<io.aiops4j.core.journal.Entry> escalated = new CopyOnWriteArrayList<>();
        Aiops aiops = with(escalations)
                .listener(entry -> {
                    if (entry.type().name().equals("incident.escalated")) {
                        escalated.add(entry);
                    }
                })
                .build();
        escalate(aiops, "redis");
        for (int i = 0; i < Escalations.CAPACITY + 10; i++) {
            escalations.onEntry(escalated.get(0));
        }
        escalate(aiops, "shop"); // the loop goes on
        assertThat(aiops.health().figures().get("notices.dropped")).isGreaterThanOrEqualTo(10);
        assertThat(aiops.health().figures()).containsEntry("notices.waiting", (long) Escalations.CAPACITY);
        assertThat(aiops.health().degradations().get("notices.dropped")).contains("nobody was told of");
        long before = System.nanoTime();
        aiops.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
        assertThat(escalations.dropped()).isGreaterThanOrEqualTo(Escalations.CAPACITY);
        escalations.onEntry(escalated.get(0));
        assertThat(escalations.waiting()).isZero();
    }

    @Test
    void what_is_not_taken_is_counted_and_the_next_one_is_told() throws Exception {
        BlockingQueue<Notice> told = new LinkedBlockingQueue<>();
        CountDownLatch failed = new CountDownLatch(1);
        try (Aiops aiops = with(AiopsListener.escalations(notice -> {
                    if (notice.title().contains("redis")) {
                        failed.countDown();
                        throw new IOException("the hook is gone");
                    }
                    told.add(notice);
                }))
                .build()) {
            escalate(aiops, "redis");
            assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
            escalate(aiops, "shop");
            assertThat(told.poll(20, TimeUnit.SECONDS).title()).contains("shop");
            assertThat(aiops.health().degradations()).containsKey("notices.failed");
        }
    }

    @Test
    void what_waits_is_told_before_the_end() throws Exception {
        List<Notice> told = new CopyOnWriteArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        Aiops aiops = with(AiopsListener.escalations(notice -> {
                    go.await();
                    told.add(notice);
                }))
                .build();
        escalate(aiops, "redis");
        escalate(aiops, "shop");
        go.countDown();
        aiops.close();
        assertThat(told).hasSize(2).allMatch(notice -> notice.severity().compareTo(Severity.INFO) >= 0);
    }

    @Test
    void one_follower_serves_one_instance() {
        AiopsListener escalations = AiopsListener.escalations(notice -> {});
        try (Aiops first = with(escalations).build()) {
            assertThat(first.health().figures()).containsKey("notices.waiting");
            assertThatThrownBy(() -> with(escalations).build())
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("once for each");
        }
    }
}
