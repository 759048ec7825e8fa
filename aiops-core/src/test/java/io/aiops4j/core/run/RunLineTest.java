package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** Whose turn it is, and who may say that it is nobody's. */
@Timeout(60)
final class RunLineTest {

    private static final String TWO = """
            id: two
            incidentTypes: [out_of_memory]
            steps:
              - {name: first, action: hold}
              - {name: second, action: restart, parameters: {service: redis}}
            verification: ["status = 'running'"]
            """;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final Action hold = Action.named("hold").run(step -> {
        begun.countDown();
        go.await();
    });

    private ExecutionResult held(Plant plant, Runnable meanwhile) throws Exception {
        Approved<Runbook> approved = plant.approve(TWO);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<ExecutionResult> run = threads.submit(
                    () -> plant.runner.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED)));
            begun.await();
            meanwhile.run();
            go.countDown();
            return run.get();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_cancelled_run_ends_before_its_next_step() throws Exception {
        try (Plant plant = new Plant(hold)) {
            ExecutionResult result = held(plant, () -> {
                Runner.Open run = plant.runner.open().get(0);
                assertThat(run.started()).isTrue();
                assertThatThrownBy(() -> plant.runner.cancel(run.id(), Actor.person("mallory"), "no"))
                        .isInstanceOf(AiopsException.class);
                plant.runner.cancel(run.id(), Plant.BOB, "maintenance");
            });
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.CANCELLED);
            assertThat(result.error()).contains("person:bob stopped it before step 'second'");
            assertThat(plant.calls).isEmpty();
            assertThat(plant.runner.open()).isEmpty();
            assertThat(plant.story()).endsWith("run.cancelled", "step.ended", "run.ended");
            assertThatThrownBy(() -> plant.runner.cancel(result.executionId(), Plant.BOB, "again"))
                    .hasMessageContaining("it is over");
        }
    }

    @Test
    void when_everything_is_halted_nothing_starts_and_what_is_under_way_stops() throws Exception {
        try (Plant plant = new Plant(hold)) {
            assertThatThrownBy(() -> plant.runner.halt(Actor.person("mallory"), "no"))
                    .isInstanceOf(AiopsException.class);
            ExecutionResult result = held(plant, () -> plant.runner.halt(Plant.BOB, "an audit"));
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.STOPPED);
            assertThat(plant.calls).isEmpty();
            assertThat(plant.runner.halted()).contains("by person:bob: an audit");
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
            RunRequest request = plant.request(approved, RunRequest.Grounds.VOUCHED);
            assertThatThrownBy(() -> plant.runner.run(approved, request))
                    .isInstanceOf(NotApprovedException.class)
                    .hasMessageContaining("halted by person:bob: an audit");
            plant.runner.resume(Plant.CAROL, "it is over");
            assertThat(plant.runner.halted()).isEmpty();
            assertThat(plant.runner.run(approved, request).success()).isTrue();
        }
    }

    @Test
    void what_only_a_newer_version_knows_of_the_switch_keeps_everything_halted() throws Exception {
        try (Plant plant = new Plant()) {
            plant.journal.append(Append.by(Plant.BOB)
                    .require(RunEntries.SWITCH, 0)
                    .add(RunEntries.SWITCH, EntryType.authority("runs.slowed", 1), Map.of())
                    .sealedWith(plant.authority.seal()));
            assertThat(plant.runner.halted()).isPresent();
        }
    }

    @Test
    void an_incident_that_a_person_took_over_is_left_alone_until_it_is_handed_back() throws Exception {
        try (Plant plant = new Plant(hold)) {
            Incidents incidents = new Incidents(plant.journal, plant.authority.seal());
            Incident incident =
                    incidents.feed(Signal.of("out_of_memory", Target.service("redis"), Severity.CRITICAL, "no heap"));
            Approved<Runbook> approved = plant.approve(TWO);
            RunRequest request =
                    plant.request(approved, RunRequest.Grounds.VOUCHED).against(incident);
            ExecutorService threads = Executors.newSingleThreadExecutor();
            Future<ExecutionResult> run = threads.submit(() -> plant.runner.run(approved, request));
            begun.await();
            assertThatThrownBy(() -> incidents.takeOver(incident.id(), Actor.system("bot"), "no"))
                    .isInstanceOf(AiopsException.class);
            incidents.takeOver(incident.id(), Actor.person("dave"), "I look at it");
            go.countDown();
            assertThat(run.get().status()).isEqualTo(ExecutionResult.Status.CANCELLED);
            assertThat(run.get().error()).contains("person:dave");
            threads.shutdown();
            assertThatThrownBy(() -> plant.runner.run(approved, request)).hasMessageContaining("took incident");
            // whoever asks in person may all the same
            RunRequest asked = new RunRequest(
                    request.runbookId(),
                    request.runbookVersion(),
                    request.runbookDigest(),
                    request.client(),
                    request.target(),
                    request.incidentId(),
                    request.incidentType(),
                    Map.of(),
                    RunRequest.Grounds.ASKED,
                    Plant.BOB,
                    null);
            assertThat(plant.runner.run(approved, asked).success()).isTrue();
            incidents.handBack(incident.id(), Actor.person("dave"), "done");
            assertThat(incidents.custody(incident.id()).holder()).isNull();
            assertThat(plant.runner.run(approved, request).success()).isTrue();
        }
    }

    @Test
    void only_so_many_runs_start_by_themselves_within_an_hour() throws Exception {
        try (Plant plant = new Plant()) {
            Runner strict = new Runner(plant.parts("node-2", plant.catalogue)
                    .probes(Map.of("plant", target -> plant.state))
                    .guardrails(Guardrails.NONE.perHour(3)));
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
            for (int i = 0; i < 3; i++) {
                strict.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED));
                plant.clock.advance(Duration.ofMinutes(1));
            }
            assertThatThrownBy(() -> strict.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED)))
                    .isInstanceOf(NotApprovedException.class)
                    .hasMessageContaining("3 runs started by themselves");
            // a person may
            RunRequest allowed = plant.allowed(plant.request(approved, RunRequest.Grounds.ALLOWED));
            assertThat(strict.run(approved, allowed).success()).isTrue();
            plant.clock.advance(Duration.ofMinutes(58));
            assertThat(strict.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED))
                            .success())
                    .isTrue();
            assertThatThrownBy(() -> Guardrails.DEFAULT.perHour(-1)).isInstanceOf(AiopsException.class);
            strict.close();
        }
    }

    @Test
    void on_one_service_there_is_one_run_at_a_time_in_the_order_in_which_they_were_asked_for() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> order = new CopyOnWriteArrayList<>();
        Action watched = Action.named("watched").run(step -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            order.add(String.valueOf(step.incidentId()));
            Thread.yield();
            inside.decrementAndGet();
        });
        try (Plant plant = new Plant(watched);
                Runner second = new Runner(
                        plant.parts("node-2", plant.catalogue).probes(Map.of("plant", target -> plant.state)))) {
            Approved<Runbook> approved = plant.approve("""
                    id: watched
                    incidentTypes: [out_of_memory]
                    steps: [{name: only, action: watched}]
                    verification: ["status = 'down'"]
                    """);
            List<String> asked = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asked.add("inc-" + i);
                plant.runner.queue(incident(plant.request(approved, RunRequest.Grounds.VOUCHED), "inc-" + i));
            }
            plant.runner.queue(incident(plant.request(approved, RunRequest.Grounds.VOUCHED), "inc-0"));
            assertThat(plant.runner.open()).hasSize(20);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            while (!plant.runner.open().isEmpty()) {
                plant.runner.turn(threads);
                second.turn(threads);
            }
            threads.shutdown();
            assertThat(most).hasValue(1);
            assertThat(order).containsExactlyElementsOf(asked);
            assertThat(plant.executions.find(Query.all()).records()).hasSize(20);
        }
    }

    private static RunRequest incident(RunRequest request, String id) {
        return new RunRequest(
                request.runbookId(),
                request.runbookVersion(),
                request.runbookDigest(),
                request.client(),
                request.target(),
                id,
                request.incidentType(),
                request.parameters(),
                request.grounds(),
                request.requestedBy(),
                request.requested());
    }

    @Test
    void only_a_node_that_reaches_the_target_takes_a_run_up_and_none_waits_for_ever() throws Exception {
        try (Plant plant = new Plant();
                Runner blind = new Runner(plant.parts("node-2", plant.catalogue).node("node-2", target -> false))) {
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
            RunRequest request = plant.request(approved, RunRequest.Grounds.VOUCHED);
            assertThatThrownBy(() -> blind.run(approved, request)).hasMessageContaining("does not reach");
            blind.queue(request);
            blind.turn(Runnable::run);
            assertThat(plant.runner.open()).hasSize(1);
            plant.clock.advance(RunLine.PATIENCE);
            Runner later = new Runner(plant.parts("node-3", plant.catalogue).node("node-3", target -> false));
            later.turn(Runnable::run);
            assertThat(plant.runner.open()).isEmpty();
            assertThat(plant.calls).isEmpty();
            ExecutionResult result =
                    plant.executions.find(Query.all()).records().get(0);
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.NOT_STARTED);
            assertThat(result.error()).contains("nobody took it up within 30 minutes");
            later.close();
        }
    }

    @Test
    void what_waits_for_another_node_does_not_hold_up_this_one() throws Exception {
        try (Plant plant = new Plant();
                Runner whole = new Runner(plant.parts("node-2", plant.catalogue)
                        .probes(Map.of("plant", target -> plant.state))
                        .node("node-2", target -> target.instance() == null))) {
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
            RunRequest request = plant.request(approved, RunRequest.Grounds.VOUCHED);
            whole.queue(new RunRequest(
                    request.runbookId(),
                    request.runbookVersion(),
                    request.runbookDigest(),
                    request.client(),
                    Target.instance("redis", "r-1"),
                    request.incidentId(),
                    request.incidentType(),
                    Map.of(),
                    request.grounds(),
                    request.requestedBy(),
                    request.requested()));
            assertThat(whole.run(approved, request).success()).isTrue();
            assertThat(whole.open()).hasSize(1);
        }
    }

    @Test
    void what_a_person_allowed_while_nobody_looked_is_taken_up_and_what_was_revoked_is_not() throws Exception {
        try (Plant plant = new Plant()) {
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
            plant.allowed(plant.request(approved, RunRequest.Grounds.ALLOWED));
            plant.clock.advance(Duration.ofSeconds(1));
            RunRequest revoked = plant.request(approved, RunRequest.Grounds.ALLOWED);
            String permission = plant.ask(revoked);
            plant.reviews.approve(permission, Plant.CAROL);
            plant.runner.queue(revoked);
            plant.reviews.revoke(permission, Plant.CAROL, "changed my mind");
            while (plant.executions.find(Query.all()).records().size() < 2) {
                plant.runner.turn(Runnable::run);
            }
            assertThat(plant.executions.find(Query.all()).records())
                    .extracting(ExecutionResult::status)
                    .containsExactlyInAnyOrder(ExecutionResult.Status.COMPLETED, ExecutionResult.Status.NOT_STARTED);
            assertThat(plant.calls).containsExactly("set_limit 1024", "restart redis");
        }
    }

    @Test
    void a_run_for_which_no_thread_is_free_is_taken_up_later() throws Exception {
        try (Plant plant = new Plant()) {
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
            plant.runner.queue(plant.request(approved, RunRequest.Grounds.VOUCHED));
            plant.runner.turn(task -> {
                throw new RejectedExecutionException("full");
            });
            assertThat(plant.calls).isEmpty();
            plant.runner.turn(Runnable::run);
            assertThat(plant.calls).hasSize(2);
        }
    }

    @Test
    void a_run_that_nobody_sealed_is_taken_up_by_nobody() throws Exception {
        try (Plant plant = new Plant()) {
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
            RunRequest request = plant.request(approved, RunRequest.Grounds.VOUCHED);
            plant.journal.append(Append.by(request.requestedBy())
                    .add(
                            "run/forged",
                            RunEntries.QUEUED,
                            new RunEntries.Queued(plant.runner.requests().encode(request), request.incidentId())));
            plant.runner.turn(Runnable::run);
            plant.journal.append(Append.by(request.requestedBy())
                    .add(
                            "run/forged too",
                            RunEntries.STARTED,
                            new RunEntries.Started(
                                    "redis-oom",
                                    1,
                                    request.runbookDigest().hex(),
                                    "redis",
                                    null,
                                    Map.of(),
                                    RunRequest.Grounds.VOUCHED,
                                    Set.of())));
            plant.runner.turn(Runnable::run);
            assertThat(plant.calls).isEmpty();
            assertThat(plant.runner.open()).as("nobody is held up").isEmpty();
            assertThat(plant.runner.run(approved, request).success()).isTrue();
        }
    }

    @Test
    void a_dry_run_tells_what_would_happen_and_does_nothing() throws Exception {
        try (Plant plant = new Plant()) {
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
            long head = plant.journal.head().position();
            Runner.DryRun dry = plant.runner.dryRun(
                    plant.request(approved, RunRequest.Grounds.VOUCHED).with(Map.of("mb", "2048")));
            assertThat(dry.refusal()).contains("was not approved to run at once");
            assertThat(dry.unmet()).isEmpty();
            assertThat(dry.steps())
                    .extracting(Runner.DryRun.Planned::parameters)
                    .containsExactly(Map.of("mb", "2048"), Map.of("service", "redis"));
            assertThat(dry.before().value("heap.limit")).isEqualTo("512");
            assertThat(dry.after().value("heap.limit")).isEqualTo("2048");
            assertThat(dry.verification().passed()).isTrue();
            assertThat(plant.calls).isEmpty();
            assertThat(plant.journal.head().position()).isEqualTo(head);
        }
    }

    @Test
    void a_handler_knows_where_it_belongs_and_so_does_its_log() throws Exception {
        AtomicReference<Map<String, String>> seen = new AtomicReference<>(Map.of());
        AtomicReference<String> after = new AtomicReference<>("unset");
        List<Long> fences = new ArrayList<>();
        Action tells = Action.named("tells").run(step -> {
            fences.add(step.fence());
            seen.set(Map.of(
                    "client", String.valueOf(MDC.get("aiops.client")),
                    "execution", String.valueOf(MDC.get("aiops.execution")),
                    "incident", String.valueOf(MDC.get("aiops.incident")),
                    "id", step.executionId()));
        });
        try (Plant plant = new Plant(tells)) {
            Approved<Runbook> approved = plant.approve("""
                    id: tells
                    incidentTypes: [out_of_memory]
                    steps: [{name: only, action: tells}]
                    verification: ["status = 'down'"]
                    """);
            ExecutionResult first = plant.runner.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED));
            plant.clock.advance(Duration.ofSeconds(1));
            plant.runner.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED));
            assertThat(fences).hasSize(2);
            assertThat(fences.get(1)).isGreaterThan(fences.get(0));
            assertThat(first.client()).isEqualTo(Client.DEFAULT.id());
            assertThat(seen.get().get("id")).startsWith("run-");
            assertThat(after.get()).isEqualTo("unset");
        }
    }
}
