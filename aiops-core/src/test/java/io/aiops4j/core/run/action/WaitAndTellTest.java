package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.notify.Notice;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.OneStep;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.StateProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** wait_until and notify. */
@Timeout(60)
final class WaitAndTellTest {

    private static Action waits(StateProbe probe) {
        return Actions.waitUntil(Map.of("queue", probe));
    }

    @Test
    void it_waits_until_the_condition_holds_and_says_what_it_saw() throws Exception {
        AtomicInteger left = new AtomicInteger(3);
        StepResult result = OneStep.run(
                waits(target -> Map.of("queue.depth", left.decrementAndGet())), Map.of("until", "queue.depth < 1"));
        assertThat(result.status()).isEqualTo(StepResult.Status.DONE);
        assertThat(result.output()).isEqualTo("""
                queue.depth < 1, 3 looks
                look 1: it does not hold: queue.depth is 2
                look 2: it does not hold: queue.depth is 1
                look 3: it holds: queue.depth is 0
                """);
    }

    @Test
    void what_is_not_known_does_not_hold_and_the_time_out_ends_the_wait() throws Exception {
        StepResult result = OneStep.run(
                waits(target -> {
                    throw new IOException("no route");
                }),
                Map.of("until", "queue.depth < 1"),
                Duration.ofMillis(300));
        assertThat(result.status()).isEqualTo(StepResult.Status.TIMED_OUT);
        assertThat(result.error()).isEqualTo("no end within 300 ms");
        assertThat(result.output())
                .contains("it cannot be told: queue.depth is not known", "java.io.IOException: no route");
    }

    @Test
    void a_probe_that_hangs_is_ended_by_the_time_out_too() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        StepResult result = OneStep.run(
                waits(target -> {
                    never.await();
                    return Map.of();
                }),
                Map.of("until", "queue.depth < 1"),
                Duration.ofMillis(200));
        assertThat(result.error()).isEqualTo("no end within 200 ms");
    }

    @Test
    void what_is_no_condition_is_a_typed_failure_and_a_dry_run_tells_how_it_is_now() throws Exception {
        Action action = waits(target -> Map.of("queue.depth", 7));
        StepResult wrong = OneStep.run(action, Map.of("until", "the queue is empty"));
        assertThat(wrong.failure()).isEqualTo(FailureType.PARAMETER_WRONG);
        assertThat(wrong.error()).startsWith("Not a condition: 'the queue is empty'");
        assertThat(OneStep.preview(action, Map.of("until", "queue.depth < 1")).preview())
                .isEqualTo("would look every 1 s until queue.depth < 1; now it does not hold: queue.depth is 7");
    }

    @Test
    void of_a_long_wait_the_first_and_the_last_changes_are_told() {
        Seen seen = new Seen(io.aiops4j.core.verify.Check.parse("a > 100000"));
        for (int i = 0; i < 5_000; i++) {
            seen.holds(io.aiops4j.core.verify.StateSnapshot.of(java.time.Instant.EPOCH, Map.of("a", "" + i)));
        }
        assertThat(seen.toString())
                .contains("5000 looks", "look 1: ", "4990 changes left out", "look 5000: it does not hold: a is 4999")
                .hasSizeLessThan(StepContext.LONGEST_OUTPUT);
    }

    @Test
    void people_are_told_whose_system_it_is_and_about_what() throws Exception {
        List<Notice> told = new CopyOnWriteArrayList<>();
        Action tell = new Tell(told::add, SettableClock.at("2026-01-02T03:04:05Z")).action();
        Map<String, String> values = Map.of("title", "Restarted", "text", "Look at it", "severity", "ERROR");
        assertThat(OneStep.preview(tell, values).preview()).isEqualTo("would tell (ERROR): Restarted");
        assertThat(told).isEmpty();
        StepResult result = OneStep.run(tell, values);
        assertThat(told).singleElement().satisfies(notice -> {
            assertThat(result.output()).isEqualTo("told, as " + notice.id() + "\n");
            assertThat(notice.title()).isEqualTo("Restarted");
            assertThat(notice.severity()).isEqualTo(Severity.ERROR);
            assertThat(notice.client()).isEqualTo(Client.DEFAULT);
            assertThat(notice.incident()).isEqualTo("inc-1");
            assertThat(notice.time()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(notice.labels()).containsEntry("target", "redis").containsKey("execution");
        });
    }

    @Test
    void a_notifier_that_fails_fails_the_step_and_one_that_hangs_is_stopped() throws Exception {
        StepResult failed = OneStep.run(
                Actions.notify(notice -> {
                    throw new IOException("the hook is gone");
                }),
                Map.of("title", "Restarted"));
        assertThat(failed.failure()).isEqualTo(FailureType.EXTERNAL_DEPENDENCY);
        assertThat(failed.error()).isEqualTo("Nobody may have been told. java.io.IOException: the hook is gone");
        CountDownLatch never = new CountDownLatch(1);
        StepResult hung = OneStep.run(
                Actions.notify(notice -> never.await()), Map.of("title", "Restarted"), Duration.ofMillis(200));
        assertThat(hung.error()).isEqualTo("no end within 200 ms");
    }
}
