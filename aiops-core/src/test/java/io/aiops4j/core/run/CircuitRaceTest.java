package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.runbook.RunbookCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A circuit that opens between the question whether a run may start and the append that starts it. */
@Timeout(60)
final class CircuitRaceTest {

    private static final Guardrails RULES = Guardrails.NONE.breaker(2, Duration.ofMinutes(15));

    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final Plant plant = new Plant(Action.named("flaky").run(step -> {
        if (broken.get()) {
            throw new IllegalStateException("no");
        }
        done.incrementAndGet();
    }));
    private final AtomicInteger starts = new AtomicInteger();
    private final Runner runner = new Runner(plant.parts("node-2", plant.catalogue)
            .probes(Map.of("plant", target -> plant.state))
            .guardrails(RULES));

    @BeforeEach
    void approve() {
        String proposal = plant.runbooks.submit(RunbookCodec.fromYaml("""
                id: flaky
                incidentTypes: [out_of_memory]
                steps: [{name: only, action: flaky}]
                verification: ["status = 'down'"]
                """), Plant.ALICE);
        plant.reviews.approve(
                proposal, Plant.BOB, Grant.in(Scope.client(Client.DEFAULT)).mode(Approval.Mode.AT_ONCE));
    }

    @AfterEach
    void close() {
        runner.close();
        plant.close();
    }

    private RunRequest on(String service, RunRequest.Grounds grounds) {
        return RunRequest.of(
                        plant.runbooks.versions(Client.DEFAULT, "flaky").get(0), Target.service(service), Plant.BOB)
                .on(grounds, plant.clock.instant());
    }

    private void fails(String service) {
        broken.set(true);
        try {
            assertThat(plant.runner.run(on(service, RunRequest.Grounds.ASKED)).status())
                    .isEqualTo(ExecutionResult.Status.FAILED);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            broken.set(false);
        }
    }

    /** While the next start is on its way into the journal, so many runs of a person fail, on other services. */
    private void whileItStarts(int failures) {
        plant.journal.onAppend = append -> {
            if (isStart(append) && starts.getAndIncrement() == 0) {
                for (int i = 0; i < failures; i++) {
                    fails("service-" + i);
                }
            }
            return append;
        };
    }

    // those of the runs that fail name another service
    private static boolean isStart(Append append) {
        return append.items().stream()
                .anyMatch(item -> item.type().equals(RunEntries.STARTED)
                        && !new String(item.payload(), StandardCharsets.UTF_8).contains("service-"));
    }

    @Test
    void a_start_that_was_on_its_way_does_not_pass() {
        whileItStarts(2);
        assertThatThrownBy(() -> runner.run(on("redis", RunRequest.Grounds.VOUCHED)))
                .isInstanceOf(GuardrailException.class)
                .hasMessageContaining(GuardrailException.CIRCUIT_BREAKER);
        assertThat(done).as("nothing was done").hasValue(0);
        assertThat(starts)
                .as("it was refused before it was tried a second time")
                .hasValue(1);
    }

    @Test
    void failures_that_open_no_circuit_only_make_it_ask_again() throws Exception {
        whileItStarts(1);
        assertThat(runner.run(on("redis", RunRequest.Grounds.VOUCHED)).status())
                .isEqualTo(ExecutionResult.Status.COMPLETED);
        assertThat(starts).as("it was tried again").hasValue(2);
    }

    @Test
    void a_failure_before_anything_that_was_read_costs_one_question_more_and_then_none() throws Exception {
        fails("service-0");
        for (int i = 0; i < 11; i++) {
            noise(100);
        }
        plant.clock.advance(Guardrails.BREAKER_MEMORY.multipliedBy(3));
        noise(1);
        whileItStarts(0);
        assertThat(runner.run(on("redis", RunRequest.Grounds.VOUCHED)).status())
                .isEqualTo(ExecutionResult.Status.COMPLETED);
        assertThat(starts).hasValue(2);
        assertThat(runner.run(on("redis", RunRequest.Grounds.VOUCHED)).status())
                .isEqualTo(ExecutionResult.Status.COMPLETED);
        assertThat(starts).hasValue(3);
    }

    private void noise(int entries) {
        Append append = Append.by(Plant.BOB);
        for (int i = 0; i < entries; i++) {
            append = append.add("noise", EntryType.of("noise", 1), Map.of());
        }
        plant.journal.append(append);
    }
}
