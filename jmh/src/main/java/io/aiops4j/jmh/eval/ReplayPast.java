package io.aiops4j.jmh.eval;

import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What was recorded: runs in which everything happened as it really does, and was read as well as it can be. */
final class ReplayPast {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int FEWEST = 8;
    private static final int MORE = 9;
    private static final int OLDER = 3;

    private final ReplayWorld world;
    private final Target target;
    private final Random random;

    ReplayPast(ReplayWorld world, Target target, Random random) {
        this.world = world;
        this.target = target;
        this.random = random;
    }

    /** The newest first: runs of this version, and some of the one before it. */
    List<ExecutionResult> of(Runbook runbook, Runbook before) {
        List<ExecutionResult> past = new ArrayList<>();
        int runs = FEWEST + random.nextInt(MORE);
        for (int i = runs; i > 0; i--) {
            past.add(run(runbook, i + OLDER));
        }
        for (int i = OLDER; i > 0; i--) {
            past.add(run(before, i));
        }
        return past;
    }

    private ExecutionResult run(Runbook runbook, int number) {
        Instant time = FIRST.plus(Duration.ofHours(number));
        StateSnapshot before = world.state(time);
        StateSnapshot state = before;
        List<StepResult> steps = new ArrayList<>();
        int failing = random.nextInt(12) == 0 ? random.nextInt(runbook.steps().size()) : Integer.MAX_VALUE;
        for (Step step : runbook.steps()) {
            Map<String, String> given = ReplayTruth.given(world, runbook, step, target);
            boolean done = steps.size() != failing;
            state = done ? world.act(state, step.action(), given) : state;
            steps.add(new StepResult(
                    step.name(),
                    step.action(),
                    given,
                    done ? StepResult.Status.DONE : StepResult.Status.FAILED,
                    1,
                    time,
                    Duration.ofSeconds(1),
                    "",
                    done ? null : "connection reset",
                    null));
            if (!done) {
                break;
            }
        }
        boolean completed = failing == Integer.MAX_VALUE;
        StateSnapshot after = world.read(state, true);
        return ExecutionResult.of("run-" + number, runbook.id())
                .version(runbook.version(), "")
                .incident("inc-" + number, "timeout")
                .on("default", target.toString(), "node")
                .platform("any")
                .time(time, time.plusSeconds(steps.size()))
                .status(completed ? ExecutionResult.Status.COMPLETED : ExecutionResult.Status.FAILED)
                .verification(
                        completed
                                ? Verification.of(runbook.verification(), after, ReplayTruth.values(runbook, target))
                                : Verification.unknown("it failed"))
                .state(world.read(before, true), after)
                .failure(null, completed ? null : "connection reset")
                .steps(steps)
                .evidence("evidence-" + number)
                .build();
    }
}
