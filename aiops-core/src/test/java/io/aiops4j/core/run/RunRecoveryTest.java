package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.store.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A node goes down at each of its appends, just before or just after it was written, and another one goes on. The first node's journal
 * goes away at that moment, so that nothing that it still does is seen.
 */
@Timeout(120)
final class RunRecoveryTest {

    private static final String BEGIN = """
            id: six
            incidentTypes: [out_of_memory]
            steps:
              - {name: one, action: once, parameters: {n: "1"}, check: "once.1 = 'done'"}
              - {name: two, action: again, parameters: {n: "2"}}
              - {name: three, action: once, parameters: {n: "3"}}
              - {name: four, action: again, parameters: {n: "4"}, check: "again.4 = 'done'"}
              - {name: five, action: once, parameters: {n: "5"}, check: "once.5 = 'done'"}
            """;
    private static final String SIX = "  - {name: six, action: again, parameters: {n: \"6\"}}\n";
    private static final String FAILS = "  - {name: six, action: fails, onFailure: roll_back}\n";
    private static final String END = """
            verification: ["status = 'down'"]
            rollback:
              - {name: back one, action: once, parameters: {n: "7"}, check: "once.7 = 'done'"}
              - {name: back two, action: again, parameters: {n: "8"}}
            """;

    private final Map<String, AtomicInteger> calls = new java.util.concurrent.ConcurrentHashMap<>();
    private final AtomicReference<Plant> plant = new AtomicReference<>();
    private volatile boolean down;

    private void call(String action, StepContext step) {
        String name = action + "." + step.text("n");
        calls.computeIfAbsent(name, first -> new AtomicInteger()).incrementAndGet();
        plant.get().state.put(name, "done");
    }

    private Plant plant() {
        Plant made = new Plant(
                Action.named("once").parameter("n").run(step -> call("once", step)),
                Action.named("again").parameter("n").idempotent().run(step -> call("again", step)),
                Action.named("fails").run(step -> {
                    throw new IllegalStateException("no");
                }));
        plant.set(made);
        return made;
    }

    private static final class Down extends AiopsException {

        private static final long serialVersionUID = 1L;

        Down() {
            super("the node is down");
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whatever_was_under_way_ends_and_no_step_is_repeated_blindly(boolean rollsBack) throws Exception {
        List<String> ends = new ArrayList<>();
        for (int crash = 0; crash < 40; crash++) {
            for (boolean written : new boolean[] {false, true}) {
                boolean crashed = crashAt(crash, written, rollsBack, ends);
                if (!crashed) {
                    assertThat(crash).as("appends").isGreaterThan(12);
                    assertThat(ends).contains(rollsBack ? "ROLLED_BACK" : "COMPLETED", "IN_DOUBT");
                    return;
                }
            }
        }
        throw new AssertionError("it never came through");
    }

    private boolean crashAt(int crash, boolean written, boolean rollsBack, List<String> ends) throws Exception {
        calls.clear();
        down = false;
        String label = "crash at append " + crash + (written ? " written" : " lost");
        try (Plant p = plant()) {
            Approved<Runbook> approved = p.approve(BEGIN + (rollsBack ? FAILS : SIX) + END);
            RunRequest request = p.request(approved, RunRequest.Grounds.VOUCHED);
            p.runner.queue(request);
            AtomicInteger appends = new AtomicInteger();
            p.journal.onAppend = append -> dying(p, append, appends, crash, written);
            p.runner.turn(Runnable::run);
            boolean crashed = down;
            p.journal.onAppend = append -> append;
            try (Runner other = new Runner(p.parts("node-2", p.catalogue).probes(Map.of("plant", target -> p.state)))) {
                while (!other.open().isEmpty()) {
                    other.turn(Runnable::run);
                }
            }
            List<Entry> run = new JournalReader(p.journal)
                    .stream(RunEntries.stream(
                            p.executions.find(Query.all()).records().get(0).executionId()));
            ExecutionResult result = p.executions.find(Query.all()).records().get(0);
            assertThat(run.get(run.size() - 1).is(RunEntries.ENDED)).as(label).isTrue();
            assertThat(run)
                    .filteredOn(entry -> entry.is(RunEntries.STARTED))
                    .as(label)
                    .hasSize(1);
            ends.add(result.status().name());
            check(label, result, rollsBack);
            return crashed;
        }
    }

    // before: nothing is written any more; after: it is written, and the node does not live to see it
    private Append dying(Plant p, Append append, AtomicInteger appends, int crash, boolean written) {
        if (down) {
            throw new Down();
        }
        if (appends.getAndIncrement() == crash) {
            down = true;
            if (written) {
                p.journal.appendUnseen(append);
            }
            throw new Down();
        }
        return append;
    }

    private void check(String label, ExecutionResult result, boolean rollsBack) {
        calls.forEach((name, count) -> {
            if (name.startsWith("once.")) {
                assertThat(count.get()).as(label + ": " + name).isLessThanOrEqualTo(1);
            } else {
                assertThat(count.get()).as(label + ": " + name).isLessThanOrEqualTo(2);
            }
        });
        if (result.status() == ExecutionResult.Status.IN_DOUBT) {
            // only the step that nothing can tell about, or whose check says that it was not done
            assertThat(result.error()).as(label).contains("went down");
        } else {
            assertThat(result.status())
                    .as(label + ": " + result.error())
                    .isEqualTo(rollsBack ? ExecutionResult.Status.ROLLED_BACK : ExecutionResult.Status.COMPLETED);
            assertThat(calls).as(label).containsKeys("once.1", "again.2", "once.3", "again.4", "once.5");
            assertThat(calls.containsKey("once.7")).as(label).isEqualTo(rollsBack);
        }
    }
}
