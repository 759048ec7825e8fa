package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each guardrail: what it refuses, what it saw, when to try again, and whom it does not bind. */
@Timeout(60)
final class GuardTest {

    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final Plant plant = new Plant(
            Action.named("flaky").run(step -> {
                if (broken.get()) {
                    throw new IllegalStateException("no");
                }
                done.incrementAndGet();
            }),
            Action.named("other").run(step -> done.incrementAndGet()),
            Action.named("held").run(step -> {
                begun.countDown();
                go.await();
            }));
    private final List<Runner> runners = new ArrayList<>();

    @AfterEach
    void close() {
        go.countDown();
        runners.forEach(Runner::close);
        plant.close();
    }

    private Runner node(Guardrails rules) {
        return node(plant.parts("node-2", plant.catalogue), rules);
    }

    private Runner node(RunnerParts parts, Guardrails rules) {
        Runner runner =
                new Runner(parts.probes(Map.of("plant", target -> plant.state)).guardrails(rules));
        runners.add(runner);
        return runner;
    }

    private RunRequest approved(String id, String action) {
        return approved(id, action, RunRequest.Grounds.VOUCHED);
    }

    private RunRequest approved(String id, String action, RunRequest.Grounds grounds) {
        if (plant.runbooks.versions(Client.DEFAULT, id).isEmpty()) {
            String proposal = plant.runbooks.submit(RunbookCodec.fromYaml("""
                    id: %s
                    incidentTypes: [out_of_memory]
                    steps: [{name: only, action: %s}]
                    verification: ["status = 'down'"]
                    """.formatted(id, action)), Plant.ALICE);
            Grant grant = Grant.in(Scope.client(Client.DEFAULT)).mode(Approval.Mode.AT_ONCE);
            plant.reviews.approve(proposal, Plant.BOB, grant);
        }
        return RunRequest.of(plant.runbooks.versions(Client.DEFAULT, id).get(0), Plant.REDIS, Plant.BOB)
                .on(grounds, plant.clock.instant());
    }

    private static RunRequest on(RunRequest request, String service, String incident) {
        return new RunRequest(
                request.runbookId(),
                request.runbookVersion(),
                request.runbookDigest(),
                request.client(),
                Target.service(service),
                incident,
                request.incidentType(),
                request.parameters(),
                request.grounds(),
                request.requestedBy(),
                request.requested());
    }

    private static GuardrailException refused(Runner runner, RunRequest request, String rule) {
        GuardrailException refused = catchThrowableOfType(GuardrailException.class, () -> runner.run(request));
        assertThat(refused).as("refused by " + rule).isNotNull();
        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused).hasMessageContaining(rule).hasMessageContaining(refused.saw());
        if (refused.retryAt() != null) {
            assertThat(refused).hasMessageContaining("Try again at " + refused.retryAt());
        }
        return refused;
    }

    private void ran(Runner runner, RunRequest request) throws InterruptedException {
        assertThat(runner.run(request).status()).isEqualTo(ExecutionResult.Status.COMPLETED);
    }

    private void advance(long minutes) {
        plant.clock.advance(Duration.ofMinutes(minutes));
    }

    private Instant in(long minutes) {
        return plant.clock.instant().plus(Duration.ofMinutes(minutes));
    }

    @Test
    void the_hour_slides_and_belongs_to_one_client() throws Exception {
        Runner runner = node(Guardrails.NONE.perHour(2));
        RunRequest request = approved("flaky", "flaky");
        ran(runner, request);
        advance(20);
        ran(runner, request);
        GuardrailException refused = refused(runner, request, GuardrailException.PER_HOUR);
        assertThat(refused.retryAt()).isEqualTo(in(40));
        assertThat(refused.saw())
                .isEqualTo("2 runs started by themselves within the last hour for client " + Client.DEFAULT
                        + ", and 2 is the most");
        ran(runner, approved("flaky", "flaky", RunRequest.Grounds.ASKED));
        // a node that has just started counts the same
        refused(node(Guardrails.NONE.perHour(2)), request, GuardrailException.PER_HOUR);
        advance(40);
        ran(runner, request);
        refused(runner, request, GuardrailException.PER_HOUR);
        assertThat(refused(node(Guardrails.NONE.perHour(0)), request, GuardrailException.PER_HOUR)
                        .retryAt())
                .isNull();
    }

    @Test
    void against_one_incident_so_many_start_by_themselves_however_long_it_lasts() throws Exception {
        Runner runner = node(Guardrails.NONE.perIncident(2));
        Incidents incidents = new Incidents(plant.journal, plant.authority.seal());
        Incident incident = incidents.feed(Signal.of("out_of_memory", Plant.REDIS, Severity.CRITICAL, "no heap"));
        RunRequest request = approved("flaky", "flaky").against(incident);
        ran(runner, request);
        plant.clock.advance(Duration.ofDays(3));
        // what is younger than the incident alone is read first; the rest is when it is asked for
        Runner later = node(Guardrails.NONE.perIncident(2));
        ran(later, on(request, "redis", "inc-other"));
        ran(later, request);
        GuardrailException refused = refused(later, request, GuardrailException.PER_INCIDENT);
        assertThat(refused.retryAt()).isNull();
        assertThat(refused).hasMessageContaining("2 runs started by themselves against " + incident.id());
        refused(runner, request, GuardrailException.PER_INCIDENT);
        refused(node(Guardrails.NONE.perIncident(2)), request, GuardrailException.PER_INCIDENT);
        ran(runner, on(request, "redis", null));
        ran(runner, approved("flaky", "flaky", RunRequest.Grounds.ASKED).against(incident));
    }

    @Test
    void on_one_service_so_many_start_by_themselves_within_an_hour() throws Exception {
        Runner runner = node(Guardrails.NONE.perTarget(2));
        RunRequest request = approved("flaky", "flaky");
        ran(runner, request);
        ran(runner, request);
        assertThat(refused(runner, request, GuardrailException.PER_TARGET).retryAt())
                .isEqualTo(in(60));
        ran(runner, on(request, "postgres", null));
        advance(60);
        ran(runner, request);
    }

    @Test
    void an_action_that_keeps_failing_is_left_alone_then_tried_by_one_run_and_closes_when_it_is_done()
            throws Exception {
        Runner runner = node(Guardrails.NONE.breaker(3, Duration.ofMinutes(15)));
        RunRequest request = approved("flaky", "flaky");
        broken.set(true);
        runner.run(request);
        runner.run(on(request, "postgres", null));
        broken.set(false);
        ran(runner, request); // in a row means without one that was done
        broken.set(true);
        for (int i = 0; i < 3; i++) {
            assertThat(runner.run(on(request, "service-" + i, null)).status()).isEqualTo(ExecutionResult.Status.FAILED);
        }
        advance(5);
        GuardrailException refused = refused(runner, request, GuardrailException.CIRCUIT_BREAKER);
        assertThat(refused.retryAt()).isEqualTo(in(10));
        assertThat(refused.saw()).contains("action 'flaky' failed 3 times in a row");
        refused(node(Guardrails.NONE.breaker(3, Duration.ofMinutes(15))), request, GuardrailException.CIRCUIT_BREAKER);
        ran(runner, approved("other", "other"));
        advance(10);
        assertThat(runner.run(request).status()).as("the trial").isEqualTo(ExecutionResult.Status.FAILED);
        assertThat(refused(runner, request, GuardrailException.CIRCUIT_BREAKER).retryAt())
                .isEqualTo(in(15));
        advance(15);
        broken.set(false);
        ran(runner, request);
        ran(runner, request);
    }

    @Test
    void a_person_may_use_an_action_that_keeps_failing_and_is_believed_when_it_is_done() throws Exception {
        Runner runner = node(Guardrails.NONE.breaker(1, Duration.ofMinutes(15)));
        broken.set(true);
        runner.run(approved("flaky", "flaky"));
        refused(runner, approved("flaky", "flaky"), GuardrailException.CIRCUIT_BREAKER);
        broken.set(false);
        ran(runner, approved("flaky", "flaky", RunRequest.Grounds.ASKED));
        ran(runner, approved("flaky", "flaky"));
    }

    @Test
    void failures_are_remembered_for_a_day() throws Exception {
        Guardrails rules = Guardrails.NONE.breaker(2, Duration.ofMinutes(15));
        Runner runner = node(rules);
        RunRequest request = approved("flaky", "flaky");
        broken.set(true);
        runner.run(request);
        plant.clock.advance(Guardrails.BREAKER_MEMORY);
        runner.run(request);
        runner.run(on(request, "postgres", null));
        refused(runner, request, GuardrailException.CIRCUIT_BREAKER);
        refused(node(rules), request, GuardrailException.CIRCUIT_BREAKER);
    }

    @Test
    void one_run_at_a_time_tries_an_action_that_kept_failing() throws Exception {
        Guardrails rules = Guardrails.NONE.breaker(1, Duration.ofMinutes(15));
        Runner runner = node(rules);
        Runner other = node(rules);
        broken.set(true);
        RunRequest both = approved("both", "flaky");
        runner.run(both);
        advance(15);
        String proposal = plant.runbooks.submit(RunbookCodec.fromYaml("""
                id: slow-flaky
                incidentTypes: [out_of_memory]
                steps: [{name: first, action: held}, {name: second, action: flaky}]
                verification: ["status = 'down'"]
                """), Plant.ALICE);
        plant.reviews.approve(
                proposal, Plant.BOB, Grant.in(Scope.client(Client.DEFAULT)).mode(Approval.Mode.AT_ONCE));
        RunRequest slow = RunRequest.of(
                        plant.runbooks.versions(Client.DEFAULT, "slow-flaky").get(0),
                        Target.service("mysql"),
                        Plant.BOB)
                .on(RunRequest.Grounds.VOUCHED, plant.clock.instant());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<ExecutionResult> trial = thread.submit(() -> runner.run(slow));
        begun.await();
        GuardrailException refused = refused(other, both, GuardrailException.CIRCUIT_BREAKER);
        assertThat(refused.retryAt()).isNull();
        assertThat(refused.saw()).contains("tries it now");
        broken.set(false);
        go.countDown();
        assertThat(trial.get().status()).isEqualTo(ExecutionResult.Status.COMPLETED);
        thread.shutdown();
        ran(other, both);
    }

    @Test
    void a_service_is_left_alone_after_a_run_and_for_longer_after_one_that_did_not_help() throws Exception {
        Runner runner = node(Guardrails.NONE.coolDown(Duration.ofMinutes(5), Duration.ofMinutes(15)));
        RunRequest request = approved("flaky", "flaky");
        ran(runner, approved("flaky", "flaky", RunRequest.Grounds.ASKED));
        GuardrailException refused = refused(runner, request, GuardrailException.COOL_DOWN);
        assertThat(refused.retryAt()).isEqualTo(in(5));
        ran(runner, approved("flaky", "flaky", RunRequest.Grounds.ASKED));
        ran(runner, on(request, "postgres", null));
        advance(5);
        broken.set(true);
        runner.run(request);
        advance(14);
        assertThat(refused(runner, request, GuardrailException.COOL_DOWN).saw()).contains("ended without success");
        assertThat(refused(node(runner.guardrails()), request, GuardrailException.COOL_DOWN)
                        .retryAt())
                .isEqualTo(in(1));
        advance(1);
        broken.set(false);
        ran(runner, request);
    }

    @Test
    void another_fix_against_another_incident_waits_until_the_first_one_has_shown() throws Exception {
        Runner runner = node(Guardrails.NONE.apart(Duration.ofMinutes(15)));
        RunRequest first = on(approved("flaky", "flaky"), "redis", "inc-1");
        RunRequest second = on(approved("other", "other"), "redis", "inc-2");
        String id = runner.run(first).executionId();
        GuardrailException refused = refused(runner, second, GuardrailException.CONFLICT);
        assertThat(refused.saw()).contains("run " + id + " of flaky against inc-1");
        assertThat(refused.retryAt()).isEqualTo(in(15));
        ran(runner, on(second, "redis", "inc-1")); // the same incident
        ran(runner, on(first, "postgres", "inc-3"));
        ran(runner, on(first, "postgres", "inc-4")); // the same fix
        plant.clock.advance(Duration.ofMinutes(15));
        ran(runner, second);
    }

    @Test
    void a_queued_run_waits_for_a_pause_holds_nobody_up_and_starts_when_it_is_over() throws Exception {
        Runner runner = node(Guardrails.NONE.coolDown(Duration.ofMinutes(5), Duration.ofMinutes(5)));
        RunRequest request = approved("flaky", "flaky");
        ran(runner, request);
        advance(1);
        RunRequest waits = approved("flaky", "flaky");
        runner.queue(waits);
        runner.turn(Runnable::run);
        assertThat(done).hasValue(1);
        assertThat(runner.open()).hasSize(1);
        ran(runner, approved("other", "other", RunRequest.Grounds.ASKED));
        assertThat(done).hasValue(2);
        advance(5);
        runner.turn(Runnable::run);
        assertThat(done).hasValue(3);
        assertThat(runner.open()).isEmpty();
    }

    @Test
    void a_queued_run_that_would_wait_for_too_long_is_ended_with_the_rule() throws Exception {
        Runner runner = node(Guardrails.NONE
                .coolDown(Duration.ofMinutes(31), Duration.ofMinutes(31))
                .perTarget(9));
        ran(runner, approved("flaky", "flaky"));
        runner.queue(approved("other", "other"));
        runner.turn(Runnable::run);
        assertThat(runner.open()).isEmpty();
        assertThat(plant.executions
                        .find(Query.all().where("status", "not_started"))
                        .records())
                .singleElement()
                .satisfies(result -> assertThat(result.error()).contains("by the rule cool-down"));
        // a limit that is reached is for a person to look at, however soon there is room again
        Runner strict = node(Guardrails.NONE.perHour(1));
        advance(59);
        strict.queue(approved("flaky", "flaky"));
        strict.turn(Runnable::run);
        assertThat(strict.open()).isEmpty();
    }

    @Test
    void only_so_many_wait() {
        Runner runner = node(Guardrails.NONE.mostWaiting(2));
        RunRequest request = approved("flaky", "flaky");
        runner.queue(on(request, "a", null));
        runner.queue(on(request, "b", null));
        runner.queue(on(request, "b", null));
        assertThatThrownBy(() -> runner.queue(on(request, "c", null)))
                .isInstanceOfSatisfying(GuardrailException.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(GuardrailException.QUEUE);
                    assertThat(refused.saw()).contains("2 runs wait");
                });
        assertThatThrownBy(() -> runner.queueing(Append.by(Plant.BOB), on(request, "c", null)))
                .isInstanceOf(GuardrailException.class);
        RunRequest allowed = plant.allowed(approved("flaky", "flaky", RunRequest.Grounds.ALLOWED));
        runner.queue(allowed);
        assertThat(runner.open()).hasSize(3);
    }

    @Test
    void outside_the_windows_and_in_a_freeze_nothing_starts_by_itself() throws Exception {
        RunRequest request = approved("flaky", "flaky"); // it is midnight on 2026-01-01
        Runner windows = node(Guardrails.NONE.window("daily 01:00-02:00 UTC").window("daily 12:00-13:00 UTC"));
        assertThat(refused(windows, request, GuardrailException.CHANGE_WINDOW).retryAt())
                .isEqualTo(in(60));
        ran(windows, approved("flaky", "flaky", RunRequest.Grounds.ASKED));
        Runner freeze = node(Guardrails.NONE.freeze("2025-12-20T00:00 2026-01-01T00:30 UTC"));
        assertThat(refused(freeze, request, GuardrailException.FREEZE).retryAt())
                .isEqualTo(in(30));
        ran(freeze, approved("flaky", "flaky", RunRequest.Grounds.ASKED));
        Runner everything = node(Guardrails.NONE.freeze("2025-12-20T00:00 2026-01-01T00:30 UTC everything"));
        refused(everything, request, GuardrailException.FREEZE);
        refused(everything, approved("flaky", "flaky", RunRequest.Grounds.ASKED), GuardrailException.FREEZE);
        advance(60);
        ran(windows, request);
        ran(freeze, request);
        ran(everything, request);
    }

    @Test
    void a_halt_is_a_rule_too() {
        plant.runner.halt(Plant.BOB, "an audit");
        Runner runner = node(Guardrails.DEFAULT);
        GuardrailException refused = refused(runner, approved("flaky", "flaky"), GuardrailException.KILL_SWITCH);
        assertThat(refused.retryAt()).isNull();
        refused(runner, approved("flaky", "flaky", RunRequest.Grounds.ASKED), GuardrailException.KILL_SWITCH);
    }

    @Test
    void a_dry_run_tells_what_a_guardrail_would_say() throws Exception {
        Runner runner = node(Guardrails.NONE.perHour(1));
        RunRequest request = approved("flaky", "flaky");
        assertThat(runner.dryRun(request).refusal()).isNull();
        ran(runner, request);
        assertThat(runner.dryRun(request).refusal()).contains("by the rule per-hour");
        assertThat(runner.dryRun(approved("flaky", "flaky", RunRequest.Grounds.ASKED))
                        .refusal())
                .isNull();
    }

    @Test
    void a_clock_that_jumps_on_one_node_resets_no_limit() throws Exception {
        SettableClock own = SettableClock.at("2026-01-01T00:00:00Z");
        Runner runner = node(plant.parts("node-2", plant.catalogue).clock(own), Guardrails.NONE.perHour(2));
        RunRequest request = approved("flaky", "flaky");
        ran(runner, request);
        ran(runner, request);
        own.advance(Duration.ofHours(5));
        refused(runner, request, GuardrailException.PER_HOUR);
        own.advance(Duration.ofDays(-3));
        assertThat(refused(runner, request, GuardrailException.PER_HOUR).retryAt())
                .isEqualTo(in(60));
        refused(
                node(plant.parts("node-3", plant.catalogue).clock(own), Guardrails.NONE.perHour(2)),
                request,
                GuardrailException.PER_HOUR);
    }

    @Test
    void where_the_clock_of_the_store_jumps_back_time_stands_still_until_it_has_caught_up() throws Exception {
        Runner runner = node(Guardrails.NONE.perHour(2));
        RunRequest request = approved("flaky", "flaky");
        ran(runner, request);
        ran(runner, request);
        Instant retry = in(60);
        advance(-180);
        assertThat(refused(runner, request, GuardrailException.PER_HOUR).retryAt())
                .isEqualTo(retry);
        refused(node(Guardrails.NONE.perHour(2)), request, GuardrailException.PER_HOUR);
        advance(180);
        refused(runner, request, GuardrailException.PER_HOUR);
    }

    @Test
    void where_the_clock_of_the_store_jumps_ahead_a_node_that_sees_it_holds_the_limit_for_an_hour() throws Exception {
        SettableClock steady = SettableClock.at("2026-01-01T00:00:00Z");
        Runner runner = node(plant.parts("node-2", plant.catalogue).clock(steady), Guardrails.NONE.perHour(2));
        RunRequest request = approved("flaky", "flaky");
        ran(runner, request);
        ran(runner, request);
        advance(120);
        assertThat(refused(runner, request, GuardrailException.PER_HOUR).retryAt())
                .isEqualTo(in(60));
        steady.advance(Duration.ofMinutes(60));
        advance(60);
        ran(runner, request);
        ran(runner, request);
        refused(runner, request, GuardrailException.PER_HOUR);
    }

    @Test
    void a_history_that_was_altered_refuses_what_starts_by_itself_and_nothing_else() throws Exception {
        Runner runner = node(Guardrails.DEFAULT);
        RunRequest request = approved("flaky", "flaky");
        plant.journal.append(Append.by(Plant.BOB)
                .add(
                        "run/forged",
                        RunEntries.STARTED,
                        new RunEntries.Started(
                                "x",
                                1,
                                request.runbookDigest().hex(),
                                "redis",
                                null,
                                Map.of(),
                                request.grounds(),
                                Set.of())));
        GuardrailException refused = refused(runner, request, GuardrailException.HISTORY);
        assertThat(refused.saw()).contains("run/forged", "does not bear the host's seal", "verify the journal");
        assertThat(refused.retryAt()).isNull();
        ran(runner, approved("flaky", "flaky", RunRequest.Grounds.ASKED));
        plant.clock.advance(RunHistory.READ_BACK);
        ran(runner, request);
    }

    @Test
    void an_entry_that_a_newer_version_wrote_about_a_run_refuses_too() {
        plant.journal.append(Append.by(Plant.BOB)
                .add("run/newer", io.aiops4j.core.journal.EntryType.critical("step.skipped", 1), Map.of()));
        GuardrailException refused = refused(node(Guardrails.DEFAULT), approved("flaky", "flaky"), "history");
        assertThat(refused.saw()).contains("is not known to this version");
    }

    @Test
    void what_would_take_a_start_out_of_the_count_refuses_instead() throws Exception {
        Runner runner = node(Guardrails.NONE.perHour(1));
        RunRequest request = approved("flaky", "flaky");
        ran(runner, request);
        // its payload, its client, its name, its weight
        for (java.util.function.UnaryOperator<Entry> alter : List.<java.util.function.UnaryOperator<Entry>>of(
                entry -> with(entry, entry.type(), Client.of("acme")),
                entry -> with(entry, io.aiops4j.core.journal.EntryType.of("run.started", 1), entry.client()),
                entry -> with(entry, io.aiops4j.core.journal.EntryType.of("run.noted", 1), entry.client()),
                Entry::erased)) {
            plant.journal.onRead = entry -> entry.is(RunEntries.STARTED) ? alter.apply(entry) : entry;
            refused(node(Guardrails.NONE.perHour(1)), request, GuardrailException.HISTORY);
        }
    }

    private static Entry with(Entry entry, io.aiops4j.core.journal.EntryType type, Client client) {
        return new Entry(
                entry.position(),
                entry.stream(),
                entry.version(),
                type,
                entry.time(),
                entry.actor(),
                client,
                entry.causes(),
                entry.commitment(),
                entry.hash(),
                entry.mac(),
                entry.payload());
    }

    @Test
    void a_store_that_cannot_be_read_refuses_and_what_is_queued_waits() throws Exception {
        Runner runner = node(Guardrails.DEFAULT);
        RunRequest request = approved("flaky", "flaky");
        runner.queue(request);
        plant.journal.onRead = entry -> {
            if (entry.is(RunEntries.QUEUED) && isAskedByGuard()) {
                throw new AiopsException("the database is away");
            }
            return entry;
        };
        runner.turn(Runnable::run);
        assertThat(done).hasValue(0);
        assertThat(runner.open()).hasSize(1);
        plant.journal.onRead = entry -> entry;
        Runner other = node(Guardrails.DEFAULT);
        other.turn(Runnable::run);
        assertThat(done).hasValue(1);
    }

    private static boolean isAskedByGuard() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(RunHistory.class.getName())));
    }

    @Test
    void many_nodes_at_once_start_as_many_as_the_limit_says_and_not_one_more() throws Exception {
        Guardrails rules = Guardrails.NONE.perHour(7).perIncident(5);
        RunRequest request = approved("flaky", "flaky");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<String>> tried = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Runner runner = node(plant.parts("node-" + i % 8, plant.catalogue), rules);
            RunRequest own = on(request, "service-" + i, i % 2 == 0 ? "inc-1" : null);
            tried.add(threads.submit(() -> {
                try {
                    runner.run(own);
                    return "ran";
                } catch (GuardrailException refused) {
                    return refused.rule();
                }
            }));
        }
        List<String> outcomes = new ArrayList<>();
        for (Future<String> each : tried) {
            outcomes.add(each.get());
        }
        threads.shutdown();
        assertThat(outcomes).filteredOn("ran"::equals).hasSize(7);
        assertThat(done).hasValue(7);
        assertThat(plant.journal.readAll(0, 10_000).stream()
                        .filter(entry -> entry.is(RunEntries.STARTED))
                        .map(entry ->
                                entry.payload().as(RunEntries.Started.class).incident())
                        .filter("inc-1"::equals))
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void a_node_that_went_down_while_it_counted_keeps_the_others_waiting_and_not_for_ever() throws Exception {
        plant.leases.acquire("starts/" + Client.DEFAULT.id(), "gone", Guard.STARTING);
        Runner runner = node(Guardrails.NONE.perHour(1));
        RunRequest request = approved("flaky", "flaky");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<ExecutionResult> waits = thread.submit(() -> runner.run(request));
        plant.clock.advance(Guard.STARTING);
        assertThat(waits.get().status()).isEqualTo(ExecutionResult.Status.COMPLETED);
        thread.shutdown();
    }
}
