package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.core.verify.Verifiers;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether it helped: by the conditions, by the verifier of the incident's type, at one look or while it is watched. */
@Timeout(60)
final class AftermathTest {

    private static final String LONG = Plant.RUNBOOK + "watch: 1h\n";
    private static final String WATCHED = Plant.RUNBOOK + "watch: 300ms\n";

    /** A probe whose every reading is counted; the first one is that before the run. */
    private static StateProbe looking(AtomicInteger looks, IntFunction<Map<String, String>> said) {
        return target -> said.apply(looks.getAndIncrement());
    }

    private static ExecutionResult run(String yaml, Verifiers verifiers, IntFunction<Map<String, String>> said)
            throws Exception {
        try (Plant plant = new Plant();
                Runner runner = new Runner(plant.parts("node-2", plant.catalogue)
                        .verifiers(verifiers)
                        .probes(Map.of("eye", looking(new AtomicInteger(), said))))) {
            Approved<Runbook> approved = plant.approve(yaml);
            return runner.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED));
        }
    }

    private static Map<String, String> heap(int limit, int used) {
        return Map.of("heap.limit", Integer.toString(limit), "heap.used", Integer.toString(used));
    }

    @Test
    void the_verifier_of_the_incidents_type_refutes_what_the_conditions_say() throws Exception {
        Map<String, String> full = Map.of("heap.limit", "9", "heap.used", "1", "heap.used_percent", "97");
        ExecutionResult refuted = run(Plant.RUNBOOK, Verifiers.standard(), look -> full);
        assertThat(refuted.verification().outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(refuted.verification().detail())
                .contains("heap.used_percent <= 90")
                .contains("97");
        assertThat(refuted.success()).isFalse();
        ExecutionResult loose =
                run(Plant.RUNBOOK, Verifiers.standard().limit("out_of_memory", "heap.used_percent", 98), l -> full);
        assertThat(loose.success()).isTrue();
        assertThat(run(Plant.RUNBOOK, Verifiers.none(), look -> full).verification())
                .isEqualTo(Verification.passed("state checks", 1));
    }

    @Test
    void it_never_makes_up_for_a_condition_that_does_not_hold() throws Exception {
        ExecutionResult unmet = run(
                Plant.RUNBOOK,
                Verifiers.standard(),
                look -> Map.of("heap.limit", "1", "heap.used", "9", "heap.used_percent", look == 0 ? "97" : "20"));
        assertThat(unmet.verification().outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
    }

    @Test
    void what_was_well_before_passes_and_is_less_sure() throws Exception {
        ExecutionResult result = run(
                Plant.RUNBOOK,
                Verifiers.standard(),
                look -> Map.of("heap.limit", "9", "heap.used", "1", "heap.used_percent", "20"));
        assertThat(result.success()).isTrue();
        assertThat(result.verification().confidence()).isEqualTo(0.5);
        assertThat(result.verification().detail()).contains("before the first step");
    }

    @Test
    void a_verifier_that_fails_or_says_nothing_is_told_and_proves_nothing() throws Exception {
        Verifiers thrown = Verifiers.none().with("out_of_memory", (before, after) -> {
            throw new IllegalStateException("no idea");
        });
        Verifiers silent = Verifiers.none().with("out_of_memory", (before, after) -> null);
        for (Verifiers bad : new Verifiers[] {thrown, silent}) {
            ExecutionResult result = run(Plant.RUNBOOK, bad, look -> heap(9, 1));
            assertThat(result.verification().passed()).isTrue();
            assertThat(result.verification().confidence()).isEqualTo(Aftermath.UNSEEN);
            assertThat(result.verification().detail()).contains("verifier of out_of_memory failed");
        }
    }

    @Test
    void what_settles_within_the_watch_and_lasts_has_passed() throws Exception {
        ExecutionResult result = run(WATCHED, Verifiers.standard(), look -> look < 4 ? heap(1, 9) : heap(9, 1));
        assertThat(result.verification().passed()).isTrue();
        assertThat(result.verification().method()).contains("watched with");
        assertThat(result.verification().confidence()).isEqualTo(1);
        assertThat(result.watched()).hasSize(2);
        assertThat(result.watched().get(0).value("heap.limit")).isEqualTo("1");
        assertThat(result.watched().get(1).value("heap.limit")).isEqualTo("9");
        assertThat(result.after().value("heap.limit")).isEqualTo("9");
    }

    @Test
    void what_held_and_did_not_last_has_not_passed_and_is_told_at_once() throws Exception {
        ExecutionResult result =
                run(Plant.RUNBOOK + "watch: 30s\n", Verifiers.standard(), look -> look == 2 ? heap(9, 1) : heap(1, 9));
        assertThat(result.verification().outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(result.verification().detail()).contains("did not last");
        assertThat(result.watched()).isNotEmpty();
    }

    @Test
    void what_never_holds_has_not_passed_and_what_cannot_be_told_is_unknown() throws Exception {
        assertThat(run(WATCHED, Verifiers.standard(), look -> heap(1, 9))
                        .verification()
                        .outcome())
                .isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(run(WATCHED, Verifiers.standard(), look -> Map.of())
                        .verification()
                        .outcome())
                .isEqualTo(Verification.Outcome.UNKNOWN);
        ExecutionResult blinked = run(WATCHED, Verifiers.standard(), look -> look == 3 ? Map.of() : heap(9, 1));
        assertThat(blinked.verification().passed()).isTrue();
        assertThat(blinked.verification().confidence()).isLessThan(1);
        assertThat(blinked.verification().detail()).contains("could not be told");
    }

    @Test
    void the_verifier_sees_each_look_of_the_watch() throws Exception {
        ExecutionResult flaps = run(
                WATCHED,
                Verifiers.standard(),
                look -> Map.of(
                        "heap.limit",
                        "9",
                        "heap.used",
                        "1",
                        "heap.used_percent",
                        look == 0 || look == 3 ? "97" : "20"));
        assertThat(flaps.verification().outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(flaps.verification().detail()).contains("was well and was not again");
    }

    /** A run on another thread, and somebody who does something once it is watched. */
    private static ExecutionResult whileWatched(java.util.function.Consumer<Plant> then) throws Exception {
        CountDownLatch watched = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        StateProbe eye = looking(looks, look -> {
            if (look > 0) {
                watched.countDown();
            }
            return Map.of();
        });
        try (Plant plant = new Plant(Map.of("eye", eye))) {
            Approved<Runbook> approved = plant.approve(LONG);
            plant.runner.queue(plant.request(approved, RunRequest.Grounds.VOUCHED));
            Thread node = new Thread(() -> plant.runner.turn(Runnable::run));
            node.start();
            watched.await();
            then.accept(plant);
            node.join();
            return plant.executions.find(Query.all()).records().stream()
                    .findFirst()
                    .orElse(null);
        }
    }

    @Test
    void somebody_who_cancels_ends_the_watch() throws Exception {
        ExecutionResult result = whileWatched(
                plant -> plant.runner.cancel(plant.runner.open().get(0).id(), Plant.BOB, "enough"));
        assertThat(result.status()).isEqualTo(ExecutionResult.Status.CANCELLED);
        assertThat(result.error()).contains("bob").contains("watched");
        assertThat(result.verification().outcome()).isEqualTo(Verification.Outcome.UNKNOWN);
        assertThat(result.steps()).hasSize(2);
    }

    @Test
    void a_halt_and_a_revocation_end_the_watch() throws Exception {
        ExecutionResult halted = whileWatched(plant -> plant.runner.halt(Plant.BOB, "an audit"));
        assertThat(halted.status()).isEqualTo(ExecutionResult.Status.STOPPED);
        assertThat(halted.error()).contains("watched").contains(RunEntries.SWITCH);
        ExecutionResult revoked = whileWatched(plant -> plant.reviews.revoke(
                plant.runbooks
                        .versions(io.aiops4j.core.Client.DEFAULT, "redis-oom")
                        .get(0)
                        .proposalId(),
                Plant.CAROL,
                "wrong"));
        assertThat(revoked.status()).isEqualTo(ExecutionResult.Status.STOPPED);
    }

    @Test
    void an_interruption_leaves_the_run_to_be_taken_up_and_nothing_is_done_twice() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        try (Plant plant = new Plant(Map.of("eye", looking(looks, look -> Map.of())))) {
            Approved<Runbook> approved = plant.approve(WATCHED);
            plant.runner.queue(plant.request(approved, RunRequest.Grounds.VOUCHED));
            Thread node = new Thread(() -> plant.runner.turn(Runnable::run));
            node.start();
            while (looks.get() < 2) {
                Thread.onSpinWait();
            }
            node.interrupt();
            node.join();
            assertThat(plant.story()).doesNotContain("run.ended");
            try (Runner other =
                    new Runner(plant.parts("node-2", plant.catalogue).probes(Map.of("plant", target -> plant.state)))) {
                while (!other.open().isEmpty()) {
                    other.turn(Runnable::run);
                }
            }
            ExecutionResult result =
                    plant.executions.find(Query.all()).records().get(0);
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.COMPLETED);
            assertThat(result.success()).isTrue();
            assertThat(plant.calls).containsExactly("set_limit 1024", "restart redis");
        }
    }
}
