package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run was said to have helped, its incident was resolved, and it comes back. */
@Timeout(60)
final class RecurrencesTest {

    private static final Actor DECISION = Actor.system("decision");

    private static Signal signal(Target target) {
        return Signal.of("out_of_memory", target, Severity.ERROR, "no heap");
    }

    /** A plant in which an incident was opened, run against with success, and resolved. */
    private static final class Scene implements AutoCloseable {

        final Plant plant = new Plant();
        final Incidents incidents = new Incidents(plant.journal, plant.authority.seal());
        final Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
        final Incident first = incidents.feed(signal(Plant.REDIS));
        final ExecutionResult result;

        Scene() throws Exception {
            this(DECISION);
        }

        Scene(Actor resolver) throws Exception {
            result = plant.runner.run(
                    approved,
                    plant.request(approved, RunRequest.Grounds.VOUCHED).against(first));
            assertThat(result.success()).isTrue();
            incidents.resolve(first.id(), resolver, "helped, verified");
        }

        Incident again(Duration later) {
            plant.clock.advance(later);
            return incidents.feed(signal(Plant.REDIS));
        }

        ExecutionResult stored() {
            return plant.executions.find(Query.all()).records().get(0);
        }

        List<Entry> recurred() {
            return new JournalReader(plant.journal)
                    .stream(RunEntries.stream(result.executionId())).stream()
                            .filter(entry -> entry.is(RunEntries.RECURRED))
                            .toList();
        }

        @Override
        public void close() {
            plant.close();
        }
    }

    @Test
    void a_run_whose_incident_comes_back_within_the_window_did_not_help() throws Exception {
        try (Scene scene = new Scene()) {
            Incident second = scene.again(Duration.ofMinutes(12));
            scene.plant.runner.lookBack();
            scene.plant.runner.lookBack();
            assertThat(scene.recurred()).singleElement().satisfies(entry -> {
                RunEntries.Recurred came = entry.payload().as(RunEntries.Recurred.class);
                assertThat(came.incident()).isEqualTo(second.id());
                assertThat(came.resolved()).isEqualTo(scene.first.id());
                assertThat(came.after()).isEqualTo(Duration.ofMinutes(12));
                assertThat(scene.plant.authority.seal().holds(entry)).isTrue();
            });
            assertThat(scene.stored().verification().outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
            assertThat(scene.stored().verification().detail())
                    .contains(second.id())
                    .contains("12 minutes");
            assertThat(scene.stored().success()).isFalse();
            assertThat(new JournalReader(scene.plant.journal, scene.plant.authority.seal())
                            .verify()
                            .intact())
                    .isTrue();
        }
    }

    @Test
    void the_window_ends_where_it_ends() throws Exception {
        try (Scene scene = new Scene()) {
            scene.again(Guardrails.DEFAULT_RECURRENCE);
            scene.plant.runner.lookBack();
            assertThat(scene.recurred()).hasSize(1);
        }
        try (Scene scene = new Scene()) {
            scene.again(Guardrails.DEFAULT_RECURRENCE.plusMillis(1));
            scene.plant.runner.lookBack();
            assertThat(scene.recurred()).isEmpty();
            assertThat(scene.stored()).isEqualTo(scene.result);
        }
    }

    @Test
    void the_window_is_the_hosts_and_none_is_none() throws Exception {
        try (Scene scene = new Scene();
                Runner patient = new Runner(scene.plant
                        .parts("node-2", scene.plant.catalogue)
                        .guardrails(Guardrails.NONE.recurrence(Duration.ofHours(5))));
                Runner never = new Runner(scene.plant
                        .parts("node-3", scene.plant.catalogue)
                        .guardrails(Guardrails.NONE.recurrence(Duration.ZERO)))) {
            scene.again(Duration.ofHours(4));
            never.lookBack();
            scene.plant.runner.lookBack();
            assertThat(scene.recurred()).isEmpty();
            patient.lookBack();
            assertThat(scene.recurred()).hasSize(1);
        }
    }

    @Test
    void another_target_type_or_client_is_another_incident() throws Exception {
        try (Scene scene = new Scene()) {
            scene.incidents.feed(signal(Target.service("till")));
            scene.incidents.feed(signal(Plant.REDIS).of(Client.of("acme")));
            scene.incidents.feed(Signal.of("disk_full", Plant.REDIS, Severity.ERROR, "no room"));
            scene.plant.runner.lookBack();
            assertThat(scene.recurred()).isEmpty();
        }
    }

    @Test
    void what_a_person_resolved_is_not_laid_at_the_runs_door() throws Exception {
        try (Scene scene = new Scene(Plant.BOB)) {
            scene.again(Duration.ofMinutes(1));
            scene.plant.runner.lookBack();
            assertThat(scene.recurred()).isEmpty();
        }
    }

    @Test
    void many_nodes_say_it_once() throws Exception {
        try (Scene scene = new Scene()) {
            List<Runner> nodes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                nodes.add(new Runner(scene.plant.parts("node-" + (i + 2), scene.plant.catalogue)));
            }
            scene.again(Duration.ofMinutes(1));
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (Runner node : nodes) {
                Thread thread = new Thread(() -> {
                    try {
                        start.await();
                        node.lookBack();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                thread.start();
                threads.add(thread);
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(scene.recurred()).hasSize(1);
            nodes.forEach(Runner::close);
        }
    }

    @Test
    void a_node_that_comes_later_makes_up_for_it_within_a_day_and_not_beyond() throws Exception {
        for (boolean late : new boolean[] {false, true}) {
            try (Scene scene = new Scene()) {
                Incident second = scene.again(Duration.ofMinutes(1));
                scene.plant.clock.advance(late ? Recurrences.LATE.plusMinutes(1) : Recurrences.LATE);
                scene.incidents.resolve(second.id(), DECISION, "somehow");
                try (Runner other = new Runner(scene.plant.parts("node-2", scene.plant.catalogue))) {
                    other.lookBack();
                }
                assertThat(scene.recurred()).hasSize(late ? 0 : 1);
            }
        }
    }

    @Test
    void a_line_without_the_seal_says_nothing_and_does_not_keep_it_from_being_said() throws Exception {
        try (Scene scene = new Scene()) {
            String stream = RunEntries.stream(scene.result.executionId());
            RunEntries.Recurred forged = new RunEntries.Recurred(
                    "redis-oom", 1, scene.result.runbookDigest(), "inc-0", scene.first.id(), Duration.ofMinutes(1));
            scene.plant.journal.append(Append.by(DECISION).add(stream, RunEntries.RECURRED, forged));
            RunStatisticsFold fold = new RunStatisticsFold(scene.plant.authority.seal());
            assertThat(successes(scene, fold)).isEqualTo(1);
            scene.again(Duration.ofMinutes(1));
            scene.plant.runner.lookBack();
            assertThat(scene.recurred()).hasSize(2);
            assertThat(scene.recurred().get(1)).matches(scene.plant.authority.seal()::holds);
            assertThat(successes(scene, fold)).isZero();
            assertThat(scene.plant.runner.open()).isEmpty();
        }
    }

    private static long successes(Scene scene, RunStatisticsFold fold) {
        RunStatisticsFold.State state = fold.empty();
        scene.plant.journal.readAll(0, 1_000).forEach(entry -> fold.apply(state, entry));
        return state.of(Client.DEFAULT.id(), scene.result.runbookDigest()).successes();
    }

    @Test
    void a_record_that_was_purged_does_not_come_back_with_it() throws Exception {
        try (Scene scene = new Scene()) {
            scene.plant.executions.erase(List.of(scene.result.executionId()));
            scene.again(Duration.ofMinutes(1));
            scene.plant.runner.lookBack();
            assertThat(scene.recurred()).hasSize(1);
            assertThat(scene.plant.executions.find(Query.all()).records()).isEmpty();
        }
    }

    @Test
    void a_node_that_goes_down_between_record_and_entry_says_it_when_it_is_back() throws Exception {
        try (Scene scene = new Scene()) {
            scene.again(Duration.ofMinutes(1));
            scene.plant.journal.onAppend = append -> {
                throw new io.aiops4j.core.AiopsException("the node is down");
            };
            try {
                scene.plant.runner.lookBack();
            } catch (io.aiops4j.core.AiopsException down) {
                assertThat(scene.stored().success()).isFalse();
            }
            scene.plant.journal.onAppend = append -> append;
            assertThat(scene.recurred()).isEmpty();
            scene.plant.runner.lookBack();
            assertThat(scene.recurred()).hasSize(1);
        }
    }
}
