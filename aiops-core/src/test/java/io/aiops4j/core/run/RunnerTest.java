package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RunnerTest {

    private static String steps(String... steps) {
        return """
                id: toy
                incidentTypes: [out_of_memory]
                steps:
                """
                + String.join(
                        "",
                        List.of(steps).stream().map(s -> "  - {" + s + "}\n").toList())
                + "verification: [\"status = 'running'\"]\n";
    }

    private static final String RESTART = "name: restart, action: restart, parameters: {service: redis}";

    private static Action failing(String name, Throwable failure) {
        return Action.named(name).run(step -> RunnerTest.<RuntimeException>sneak(failure));
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void a_run_completes_and_tells_everything() throws Exception {
        try (Plant plant = new Plant()) {
            ExecutionResult result = plant.run(Plant.RUNBOOK);
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.COMPLETED);
            assertThat(result.success()).isTrue();
            assertThat(result.verification().outcome()).isEqualTo(Verification.Outcome.PASSED);
            assertThat(result.before().value("heap.limit")).isEqualTo("512");
            assertThat(result.after().value("heap.limit")).isEqualTo("1024");
            assertThat(result.steps()).extracting(StepResult::name).containsExactly("limit", "restart");
            assertThat(result.steps()).allMatch(step -> step.done() && step.attempts() == 1);
            assertThat(result.steps().get(1).output()).isEqualTo("restarted");
            assertThat(result.error()).isNull();
            assertThat(result.incidentId()).isEqualTo("inc-1");
            assertThat(result.target()).isEqualTo("redis");
            assertThat(result.host()).isEqualTo("node-1");
            assertThat(plant.story())
                    .containsExactly(
                            "run.queued",
                            "run.started",
                            "step.started",
                            "step.ended",
                            "step.started",
                            "step.ended",
                            "run.ended");
            assertThat(plant.executions.find(Query.all()).records()).containsExactly(result);
            assertThat(new JournalReader(plant.journal).verify().intact()).isTrue();
        }
    }

    @Test
    void a_step_that_fails_stops_the_run_unless_it_may_go_on() throws Exception {
        try (Plant plant = new Plant(failing("fail", new IllegalStateException("no space")))) {
            ExecutionResult stopped = plant.run(steps("name: bad, action: fail", RESTART));
            assertThat(stopped.status()).isEqualTo(ExecutionResult.Status.FAILED);
            assertThat(stopped.error()).contains("bad").contains("no space");
            assertThat(stopped.success()).isFalse();
            assertThat(plant.calls).isEmpty();
            ExecutionResult went = plant.run(steps("name: bad, action: fail, onFailure: continue", RESTART)
                    .replace("toy", "toy2"));
            assertThat(went.steps())
                    .extracting(StepResult::status)
                    .containsExactly(StepResult.Status.FAILED, StepResult.Status.DONE);
            assertThat(plant.calls).containsExactly("restart redis");
        }
    }

    private static final String ROLLBACK = "rollback:\n  - {name: undo, action: set_limit, parameters: {mb: '512'}}\n";

    @Test
    void a_step_that_fails_can_have_the_run_rolled_back() throws Exception {
        try (Plant plant = new Plant(failing("fail", new IllegalStateException("no space")))) {
            String yaml = steps(RESTART, "name: bad, action: fail, onFailure: roll_back") + ROLLBACK;
            ExecutionResult result = plant.run(yaml);
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.ROLLED_BACK);
            assertThat(result.error()).contains("no space");
            assertThat(plant.calls).containsExactly("restart redis", "set_limit 512");
            assertThat(result.steps()).extracting(StepResult::name).containsExactly("restart", "bad", "undo");
        }
    }

    @Test
    void a_roll_back_that_fails_or_is_stopped_is_not_called_one() throws Exception {
        Action[] actions = {failing("fail", new IllegalStateException("no space")), null};
        Plant[] plant = new Plant[1];
        actions[1] = Action.named("fail_revoked").run(step -> {
            String id =
                    plant[0].runbooks.versions(Client.DEFAULT, "toy2").get(0).proposalId();
            plant[0].reviews.revoke(id, Plant.CAROL, "stop");
            throw new IllegalStateException("and failed");
        });
        plant[0] = new Plant(actions);
        try (Plant p = plant[0]) {
            String failing =
                    ROLLBACK.replace("name: undo, action: set_limit, parameters: {mb: '512'}", "name: u, action: fail");
            ExecutionResult result = p.run(steps("name: bad, action: fail, onFailure: roll_back") + failing);
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
            assertThat(result.error()).contains("'bad'").contains("roll-back").contains("'u'");
            ExecutionResult stopped = p.run(steps("name: bad, action: fail_revoked, onFailure: roll_back")
                            .replace("toy", "toy2")
                    + ROLLBACK);
            assertThat(stopped.status()).isEqualTo(ExecutionResult.Status.STOPPED);
            assertThat(p.calls).isEmpty();
        }
    }

    @Test
    void an_idempotent_step_is_retried_under_one_key_and_another_is_not() throws Exception {
        List<String> keys = new ArrayList<>();
        AtomicInteger tries = new AtomicInteger();
        Action.Handler flaky = step -> {
            keys.add(step.idempotencyKey());
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
        };
        try (Plant plant = new Plant(Action.named("flaky").idempotent().run(flaky))) {
            String yaml = steps("name: f, action: flaky, retries: 5, pause: 1ms", RESTART);
            ExecutionResult result = plant.run(yaml);
            assertThat(result.success()).isTrue();
            assertThat(result.steps().get(0).attempts()).isEqualTo(3);
            assertThat(keys).hasSize(3).containsOnly(keys.get(0));

            // a node whose own action is not idempotent tries once, whatever the runbook was checked against
            tries.set(0);
            ActionCatalogue other =
                    ActionCatalogue.of(List.of(Action.named("flaky").run(flaky)));
            try (Runner second = new Runner(plant.parts("n2", other))) {
                Approved<Runbook> approved = plant.approve(yaml.replace("toy", "toy2"));
                ExecutionResult once = second.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED));
                assertThat(once.status()).isEqualTo(ExecutionResult.Status.FAILED);
                assertThat(once.steps().get(0).attempts()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatever_a_handler_throws_the_step_fails_and_the_run_ends_in_order() throws Exception {
        Exception unprintable = new Exception() {
            @Override
            public String toString() {
                throw new StackOverflowError("even this");
            }
        };
        List<Throwable> thrown = List.of(
                new Exception("checked"),
                new IllegalStateException("unchecked"),
                new AssertionError("error"),
                new StackOverflowError(),
                new OutOfMemoryError("pretended"),
                new LinkageError("linkage"),
                new InterruptedException("interrupted"),
                new java.util.concurrent.CancellationException("cancelled"),
                new IllegalStateException("half \uD83D a pair and \u0000"),
                new IllegalStateException("x".repeat(3_000_000)),
                new IllegalStateException((String) null),
                unprintable);
        for (Throwable failure : thrown) {
            try (Plant plant = new Plant(failing("fail", failure))) {
                ExecutionResult result = plant.run(steps("name: bad, action: fail", RESTART));
                assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
                assertThat(result.error()).isNotBlank().hasSizeLessThan(3_000);
                assertThat(plant.calls).isEmpty();
                assertThat(plant.story()).endsWith("step.ended", "run.ended");
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }

    @Test
    void a_handler_that_takes_too_long_is_interrupted_and_the_step_timed_out() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Action blocked = Action.named("block").run(step -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        try (Plant plant = new Plant(blocked)) {
            ExecutionResult result = plant.run(steps("name: slow, action: block, timeout: 50ms", RESTART));
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
            assertThat(result.steps()).extracting(StepResult::status).containsExactly(StepResult.Status.TIMED_OUT);
            assertThat(result.failureType()).isEqualTo(FailureType.TIMING_OR_RACE);
            assertThat(plant.calls).isEmpty();
            interrupted.await();
        }
    }

    @Test
    void a_handler_that_ignores_its_interrupt_does_not_hold_the_run() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Action deaf = Action.named("deaf").run(step -> {
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException ignored) {
                    // that is the point
                }
            }
            step.output("too late");
        });
        try (Plant plant = new Plant(deaf)) {
            ExecutionResult result =
                    plant.run(steps("name: slow, action: deaf, timeout: 50ms, onFailure: continue", RESTART));
            // while it acts on the target nothing else does, and nobody else gets the target
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
            assertThat(result.error())
                    .contains("does not let itself be stopped")
                    .contains("aiops-action-");
            assertThat(result.steps()).extracting(StepResult::status).containsExactly(StepResult.Status.TIMED_OUT);
            assertThat(result.steps().get(0).output()).isEmpty();
            assertThat(plant.runner.stuck()).hasSize(1);
            assertThat(plant.runner.stuck().get(0)).contains("'deaf' on redis");
            assertThat(plant.leases.acquire("target/default/redis", "another", Duration.ofSeconds(1)))
                    .isEmpty();
            release.countDown();
            while (!plant.runner.stuck().isEmpty()) {
                Thread.onSpinWait();
            }
        } finally {
            release.countDown();
        }
    }

    @Test
    void closing_the_runner_releases_a_run_that_waits_for_a_thread() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Action block = Action.named("block").run(step -> {
            begun.countDown();
            release.await();
        });
        Plant plant = new Plant(block);
        Thread closer = new Thread(() -> {
            try {
                begun.await();
                plant.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        closer.start();
        ExecutionResult result = plant.run(steps("name: slow, action: block, timeout: 1h", RESTART));
        assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
        assertThat(plant.calls).isEmpty();
        closer.join();
    }

    @Test
    void a_probe_that_throws_hangs_or_lies_leaves_its_part_unknown() throws Exception {
        Map<String, Object> odd = new HashMap<>();
        odd.put("known", 5);
        odd.put("nothing", null);
        odd.put(null, "nameless");
        CountDownLatch never = new CountDownLatch(1);
        Map<String, StateProbe> probes = new HashMap<>();
        probes.put("throws", target -> {
            throw new IllegalStateException("connection refused");
        });
        probes.put("errs", target -> {
            throw new AssertionError("broken");
        });
        probes.put("null", target -> null);
        probes.put("odd", target -> odd);
        probes.put("hangs", target -> {
            never.await();
            return Map.of("status", "running");
        });
        try (WorkPool pool = new WorkPool(Thread::new)) {
            Plant plant = new Plant();
            StateSnapshot state =
                    new Prober(probes, pool::submit, plant.clock, Duration.ofMillis(100)).probe(Plant.REDIS);
            plant.close();
            assertThat(state.values()).containsOnly(Map.entry("known", "5"));
            assertThat(state.unknown()).containsOnlyKeys("throws", "errs", "null", "hangs");
            assertThat(state.unknown().get("throws")).contains("connection refused");
            assertThat(state.unknown().get("hangs")).contains("100 ms");
        }
    }

    @Test
    void what_a_probe_could_not_tell_is_never_taken_for_healthy() throws Exception {
        Map<String, StateProbe> probes = Map.of("broken", target -> {
            throw new IllegalStateException("connection refused");
        });
        try (Plant plant = new Plant(probes)) {
            String unknown = steps(RESTART).replace("status = 'running'", "pool.active != 5");
            ExecutionResult result = plant.run(unknown);
            assertThat(result.verification().outcome()).isEqualTo(Verification.Outcome.UNKNOWN);
            assertThat(result.success()).isFalse();
            ExecutionResult guarded =
                    plant.run(steps(RESTART).replace("toy", "toy2") + "preconditions: ['pool.active < 5']\n");
            assertThat(guarded.status()).isEqualTo(ExecutionResult.Status.NOT_STARTED);
            ExecutionResult checked =
                    plant.run(steps(RESTART + ", check: pool.active != 5").replace("toy", "toy3"));
            assertThat(checked.status()).isEqualTo(ExecutionResult.Status.FAILED);
            assertThat(checked.error()).contains("cannot be told");
        }
    }

    @Test
    void a_precondition_that_does_not_hold_starts_no_step() throws Exception {
        try (Plant plant = new Plant()) {
            ExecutionResult result = plant.run(Plant.RUNBOOK + "preconditions: [\"status = 'running'\"]\n");
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.NOT_STARTED);
            assertThat(result.verification().outcome()).isEqualTo(Verification.Outcome.UNKNOWN);
            assertThat(plant.calls).isEmpty();
            assertThat(plant.story()).containsExactly("run.queued", "run.started", "run.ended");
        }
    }

    @Test
    void a_step_whose_check_does_not_hold_failed() throws Exception {
        try (Plant plant = new Plant()) {
            ExecutionResult result = plant.run(steps(RESTART + ", check: heap.limit > 9000"));
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
            assertThat(result.error()).contains("heap.limit > 9000").contains("512");
        }
    }

    @Test
    void a_revocation_between_two_steps_stops_before_the_next() throws Exception {
        for (boolean approver : new boolean[] {true, false}) {
            Plant[] plant = new Plant[1];
            Action revoke = Action.named("revoke").run(step -> {
                if (approver) {
                    plant[0].reviews.revokeApprover("bob", Plant.CAROL, "left");
                } else {
                    String id = plant[0].runbooks
                            .versions(Client.DEFAULT, "toy")
                            .get(0)
                            .proposalId();
                    plant[0].reviews.revoke(id, Plant.CAROL, "wait");
                }
            });
            plant[0] = new Plant(revoke);
            try (Plant p = plant[0]) {
                ExecutionResult result = p.run(steps("name: first, action: revoke", RESTART));
                assertThat(result.status()).isEqualTo(ExecutionResult.Status.STOPPED);
                assertThat(result.error()).contains("'restart'");
                assertThat(p.calls).isEmpty();
                assertThat(p.story())
                        .containsExactly("run.queued", "run.started", "step.started", "step.ended", "run.ended");
            }
        }
    }

    @Test
    void what_an_action_does_not_take_and_what_is_not_here_fails_the_step_without_a_call() throws Exception {
        try (Plant plant = new Plant()) {
            Approved<Runbook> wide =
                    plant.approve(Plant.RUNBOOK.replace("max: 4096, preset: 1024", "max: 99999, preset: 1024"));
            ExecutionResult result = plant.runner.run(
                    wide, plant.request(wide, RunRequest.Grounds.VOUCHED).with(Map.of("mb", "9000")));
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
            assertThat(result.error()).contains("mb").contains("8192");
            assertThat(result.steps().get(0).attempts()).isZero();
            assertThat(plant.calls).isEmpty();
            try (Runner poor = new Runner(plant.parts("n2", ActionCatalogue.of(List.of())))) {
                Approved<Runbook> approved = plant.approve(steps(RESTART));
                ExecutionResult elsewhere = poor.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED));
                assertThat(elsewhere.status()).isEqualTo(ExecutionResult.Status.FAILED);
                assertThat(elsewhere.error()).contains("no action");
            }
        }
    }

    @Test
    void a_hostile_value_reaches_the_handler_as_plain_data_or_not_at_all() throws Exception {
        List<String> seen = new ArrayList<>();
        Action note = Action.named("note").parameter("text").run(step -> seen.add(step.text("text")));
        try (Plant plant = new Plant(note)) {
            Approved<Runbook> approved = plant.approve(
                    steps("name: n, action: note, parameters: {text: \"${text}\"}") + "parameters: [{name: text}]\n");
            List<String> values = List.of(
                    "; rm -rf /",
                    "$(reboot)",
                    "`id`",
                    "a\nb",
                    "../../etc/passwd",
                    "--force",
                    "${target}",
                    "${text}",
                    "${",
                    "\u0430dmin",
                    "\u202etxt",
                    "'\" or 1=1 --",
                    "{{7*7}}",
                    "\u0000",
                    "");
            for (String value : values) {
                RunRequest request =
                        plant.request(approved, RunRequest.Grounds.VOUCHED).with(Map.of("text", value));
                plant.runner.run(approved, request);
            }
            assertThat(seen).isEqualTo(values);
            for (String value : List.of("half \uD83D", "x".repeat(Parameter.LONGEST_VALUE + 1))) {
                RunRequest request =
                        plant.request(approved, RunRequest.Grounds.VOUCHED).with(Map.of("text", value));
                assertThatThrownBy(() -> plant.runner.run(approved, request)).isInstanceOf(AiopsException.class);
            }
            assertThat(seen).hasSize(values.size());
        }
    }

    @Test
    void a_journal_that_cannot_be_reached_starts_nothing() throws Exception {
        for (int nth = 1; nth <= 3; nth += 2) {
            int failAt = nth;
            try (Plant plant = new Plant()) {
                Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
                AtomicInteger appends = new AtomicInteger();
                plant.journal.onAppend = append -> {
                    // the first starts the run; the second and the third start and end the first step
                    if (appends.incrementAndGet() > failAt) {
                        throw new AiopsException("the store is away");
                    }
                    return append;
                };
                RunRequest request = plant.request(approved, RunRequest.Grounds.VOUCHED);
                assertThatThrownBy(() -> plant.runner.run(approved, request)).hasMessage("the store is away");
                assertThat(plant.calls).hasSize(failAt == 1 ? 0 : 1);
            }
        }
        try (Plant plant = new Plant()) {
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
            plant.journal.onAppend = append -> {
                throw new IllegalStateException("the store is away");
            };
            RunRequest request = plant.request(approved, RunRequest.Grounds.VOUCHED);
            assertThatThrownBy(() -> plant.runner.run(approved, request)).hasMessage("the store is away");
            assertThat(plant.calls).isEmpty();
            plant.journal.onAppend = append -> append;
            assertThat(plant.story()).isEmpty();
        }
    }

    @Test
    void no_step_starts_behind_a_revocation_however_close_they_are() throws Exception {
        int stopped = 0;
        int refused = 0;
        int completed = 0;
        try (Plant plant = new Plant()) {
            for (int i = 0; i < 400; i++) {
                String id = "race-" + i;
                Approved<Runbook> approved = plant.approve(steps(
                                RESTART,
                                RESTART.replace("name: restart", "name: r2"),
                                RESTART.replace("name: restart", "name: r3"))
                        .replace("toy", id));
                plant.calls.clear();
                String proposal = approved.approval().proposalId();
                CountDownLatch both = new CountDownLatch(2);
                int spin = (i % 40) * 200;
                boolean approver = i == 399;
                Thread revoker = new Thread(() -> {
                    both.countDown();
                    for (int wait = 0; wait < spin || both.getCount() > 0; wait++) {
                        Thread.onSpinWait();
                    }
                    if (approver) {
                        plant.reviews.revokeApprover("bob", Plant.CAROL, "left");
                    } else {
                        plant.reviews.revoke(proposal, Plant.CAROL, "stop");
                    }
                });
                revoker.start();
                both.countDown();
                String run = null;
                try {
                    ExecutionResult result =
                            plant.runner.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED));
                    run = RunEntries.stream(result.executionId());
                    stopped += result.status() == ExecutionResult.Status.STOPPED ? 1 : 0;
                    completed += result.status() == ExecutionResult.Status.COMPLETED ? 1 : 0;
                } catch (AiopsException e) {
                    refused++;
                }
                revoker.join();
                long revoked = last(plant.journal.read(
                                approver ? ReviewEntries.AUTHORITY : ReviewEntries.stream(proposal), 0, 100))
                        .position();
                long started = 0;
                for (Entry entry : run == null ? List.<Entry>of() : plant.journal.read(run, 0, 100)) {
                    if (entry.is(RunEntries.STEP_STARTED) || entry.is(RunEntries.STARTED)) {
                        assertThat(entry.position()).isLessThan(revoked);
                        started += entry.is(RunEntries.STEP_STARTED) ? 1 : 0;
                    }
                }
                assertThat(plant.calls).hasSize((int) started);
            }
        }
        assertThat(stopped + refused + completed).isEqualTo(400);
        assertThat(stopped + refused).as("the race was one").isPositive();
    }

    private static Entry last(List<Entry> entries) {
        return entries.get(entries.size() - 1);
    }

    @Test
    void every_mode_and_ground_has_one_answer() throws Exception {
        int version = 0;
        for (Approval.Mode mode : Approval.Mode.values()) {
            for (RunRequest.Grounds grounds : RunRequest.Grounds.values()) {
                for (boolean proven : new boolean[] {true, false}) {
                    try (Plant plant = new Plant()) {
                        plant.proven = proven;
                        Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, mode);
                        RunRequest request = plant.request(approved, grounds);
                        boolean runs = switch (grounds) {
                            case VOUCHED -> mode == Approval.Mode.AT_ONCE;
                            case PROVEN -> mode == Approval.Mode.WHEN_PROVEN && proven;
                            case ALLOWED, ASKED -> false;
                        };
                        if (runs) {
                            assertThat(plant.runner.run(approved, request).success())
                                    .isTrue();
                        } else {
                            assertThatThrownBy(() -> plant.runner.run(approved, request))
                                    .as(mode + " " + grounds)
                                    .isInstanceOf(AiopsException.class);
                            assertThat(plant.calls).isEmpty();
                            assertThat(plant.story()).isEmpty();
                        }
                        version++;
                    }
                }
            }
        }
        assertThat(version).isEqualTo(24);
    }
}
