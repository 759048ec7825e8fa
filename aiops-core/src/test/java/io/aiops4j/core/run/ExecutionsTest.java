package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.KeptFolds;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ExecutionsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static Executions executions(Plant plant, ExecutionRecorder recorder) {
        Snapshots snapshots = new Snapshots(Stores.inMemory(plant.clock).records(Snapshot.KIND, Snapshot.CODEC));
        return new Executions(plant.executions, recorder, Map.of(), plant.journal, plant.authority.seal(), snapshots);
    }

    @Test
    void the_runs_of_each_version_add_up_and_history_is_not_what_is_in_the_store() throws Exception {
        Action slow = Action.named("wait").run(step -> {});
        try (Plant plant = new Plant(slow);
                ExecutionRecorder recorder = new ExecutionRecorder(plant.executions, null, plant.clock, "node-1")) {
            Executions executions = executions(plant, recorder);
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
            Digest version = RunbookCodec.digest(approved.value());
            assertThat(executions.statistics(Client.DEFAULT, version))
                    .isEqualTo(new ExecutionStatistics(0, 0, 0, Duration.ZERO));

            ExecutionResult first = run(plant, approved);
            plant.state.put("heap.used", "9999");
            run(plant, approved);

            ExecutionStatistics statistics = executions.statistics(Client.DEFAULT, version);
            assertThat(statistics.runs()).isEqualTo(2);
            assertThat(statistics.completed()).isEqualTo(2);
            assertThat(statistics.successes()).isEqualTo(1);
            assertThat(executions.statistics(plant.runbooks.lineage(Client.DEFAULT, "redis-oom")))
                    .containsExactly(Map.entry(1, statistics));
            assertThat(executions.byId(first.executionId())).contains(first);
            assertThat(executions.statistics(Client.of("other"), version).runs())
                    .isZero();

            assertThat(executions.erase(Query.all().where("id", first.executionId())))
                    .isEqualTo(1);
            assertThat(executions.byId(first.executionId())).isEmpty();
            assertThat(executions.purge(plant.clock.instant().plusSeconds(1))).isEqualTo(1);
            assertThat(executions.statistics(Client.DEFAULT, version)).isEqualTo(statistics);
            KeptFolds.check(new RunStatisticsFold(plant.authority.seal()), plant.journal.readAll(0, 1_000));
        }
    }

    private static ExecutionResult run(Plant plant, Approved<Runbook> approved) throws InterruptedException {
        ExecutionResult result = plant.runner.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED));
        plant.clock.advance(Duration.ofSeconds(1));
        return result;
    }

    @Test
    void the_steps_of_runs_add_up_by_action() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        AtomicReference<Plant> there = new AtomicReference<>();
        Action wait = Action.named("wait").run(step -> {
            there.get().clock.advance(Duration.ofSeconds(2));
            if (broken.get()) {
                throw new IllegalStateException("the disk is full");
            }
        });
        try (Plant plant = new Plant(wait);
                ExecutionRecorder recorder = new ExecutionRecorder(plant.executions, null, plant.clock, "node-1")) {
            there.set(plant);
            Executions executions = executions(plant, recorder);
            Approved<Runbook> approved = plant.approve("""
                    id: patience
                    incidentTypes: [out_of_memory]
                    steps: [{name: wait, action: wait}]
                    verification: ["heap.limit < heap.used"]
                    """);
            assertThat(executions.usage(Client.DEFAULT)).isEmpty();

            run(plant, approved);
            broken.set(true);
            run(plant, approved);

            Executions.Usage waits = executions.usage(Client.DEFAULT).get("wait");
            assertThat(waits.steps().runs()).isEqualTo(2);
            assertThat(waits.steps().completed()).isEqualTo(1);
            assertThat(waits.steps().medianDuration()).isBetween(Duration.ofMillis(1_800), Duration.ofMillis(2_200));
            assertThat(waits.last()).isEqualTo(plant.clock.instant().minusSeconds(1));
            assertThat(executions.usage(Client.of("other"))).isEmpty();
            KeptFolds.check(new ActionFold(), plant.journal.readAll(0, 1_000));
        }
    }

    @Test
    void what_the_host_runs_adds_up_by_name() throws Exception {
        try (Plant plant = new Plant();
                ExecutionRecorder recorder = new ExecutionRecorder(plant.executions, null, plant.clock, "node-1")) {
            Executions executions = executions(plant, recorder);
            executions.recorder().record("import", () -> 1);
            executions.recorder().client(Client.of("acme")).record("import", () -> 1);
            assertThat(recorder.flush(LONG)).isTrue();
            assertThat(executions.statistics(Client.DEFAULT, "import").runs()).isEqualTo(1);
            assertThat(executions.statistics(Client.of("acme"), "import").completed())
                    .isEqualTo(1);
            assertThat(executions.statistics(Client.DEFAULT, "export").runs()).isZero();
            assertThat(executions.find(Query.all().text("import")).records()).hasSize(2);
        }
    }
}
