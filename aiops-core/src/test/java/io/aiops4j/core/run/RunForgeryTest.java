package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.store.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody who can write to the store, and has no key, writes into the stream of a run that a node left when it went down. */
@Timeout(60)
final class RunForgeryTest {

    private static final String THREE = """
            id: three
            incidentTypes: [out_of_memory]
            steps:
              - {name: one, action: note, parameters: {n: "1"}}
              - {name: two, action: note, parameters: {n: "2"}}
              - {name: three, action: note, parameters: {n: "3"}}
            verification: ["status = 'down'"]
            """;

    private final List<String> noted = new CopyOnWriteArrayList<>();
    private final Action note = Action.named("note").parameter("n").idempotent().run(step -> noted.add(step.text("n")));

    /** A run whose node went down behind its first step, and somebody's line behind it; then another node takes it up. */
    private ExecutionResult takenUpAfter(BiFunction<Plant, Entry, Append> forgery) throws Exception {
        try (Plant plant = new Plant(note)) {
            Approved<Runbook> approved = plant.approve(THREE);
            plant.runner.queue(plant.request(approved, RunRequest.Grounds.VOUCHED));
            String stream = RunEntries.stream(plant.runner.open().get(0).id());
            plant.journal.onAppend = append -> {
                if (plant.story().contains("step.ended")) {
                    throw new AiopsException("the node is down");
                }
                return append;
            };
            plant.runner.turn(Runnable::run);
            plant.journal.onAppend = append -> append;
            List<Entry> before = new JournalReader(plant.journal).stream(stream);
            assertThat(before).hasSize(4); // queued, started, step one
            plant.journal.append(forgery.apply(plant, before.get(3)));
            try (Runner other = new Runner(plant.parts("node-2", plant.catalogue))) {
                while (!other.open().isEmpty()) {
                    other.turn(Runnable::run);
                }
            }
            return plant.executions.find(Query.all()).records().get(0);
        }
    }

    private static Append by(Plant plant, Entry last) {
        return Append.by(last.actor()).client(last.client());
    }

    @Test
    void a_run_that_nobody_touched_goes_on_with_its_next_step() throws Exception {
        ExecutionResult result =
                takenUpAfter((plant, last) -> by(plant, last).add("elsewhere", RunEntries.STEP_STARTED, Map.of()));
        assertThat(result.status()).isEqualTo(ExecutionResult.Status.COMPLETED);
        assertThat(noted).containsExactly("1", "2", "3");
    }

    @Test
    void a_step_that_is_said_to_be_done_and_bears_no_seal_is_not_left_out() throws Exception {
        ExecutionResult result = takenUpAfter((plant, last) -> by(plant, last)
                .add(
                        last.stream(),
                        RunEntries.STEP_STARTED,
                        new RunEntries.StepStarted(1, "two", "note", Map.of(), "k"))
                .add(
                        last.stream(),
                        RunEntries.STEP_ENDED,
                        new RunEntries.StepEnded(1, "two", StepResult.Status.DONE, 1, null, "")));
        assertThat(result.status()).isEqualTo(ExecutionResult.Status.IN_DOUBT);
        assertThat(result.error()).contains("altered");
        assertThat(noted).containsExactly("1");
    }

    @Test
    void the_end_of_a_step_holds_in_its_own_place_only() throws Exception {
        ExecutionResult result = takenUpAfter((plant, last) -> {
            RunEntries.StepEnded sealed = last.payload().as(RunEntries.StepEnded.class);
            return by(plant, last)
                    .add(
                            last.stream(),
                            RunEntries.STEP_STARTED,
                            new RunEntries.StepStarted(0, "one", "note", Map.of(), "k"))
                    .add(last.stream(), RunEntries.STEP_ENDED, sealed);
        });
        assertThat(result.status()).isEqualTo(ExecutionResult.Status.IN_DOUBT);
        assertThat(noted).containsExactly("1");
    }

    @Test
    void a_run_cannot_be_ended_without_the_seal() throws Exception {
        ExecutionResult result = takenUpAfter((plant, last) -> by(plant, last)
                .add(
                        last.stream(),
                        RunEntries.ENDED,
                        new RunEntries.Ended(
                                "three",
                                1,
                                "00",
                                null,
                                ExecutionResult.Status.COMPLETED,
                                io.aiops4j.core.verify.Verification.Outcome.PASSED,
                                true)));
        assertThat(result.status()).isEqualTo(ExecutionResult.Status.IN_DOUBT);
        assertThat(noted).containsExactly("1");
    }

    @Test
    void a_run_stops_before_its_next_step_when_its_approval_has_ended() throws Exception {
        Plant[] own = new Plant[1];
        Action slow = Action.named("slow").run(step -> own[0].clock.advance(Duration.ofDays(91)));
        try (Plant plant = new Plant(note, slow)) {
            own[0] = plant;
            ExecutionResult result = plant.run(THREE.replace("action: note, parameters: {n: \"2\"}", "action: slow"));
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.STOPPED);
            assertThat(result.error()).contains("its approval ended").contains("before step 'three'");
            assertThat(noted).containsExactly("1");
        }
    }
}
