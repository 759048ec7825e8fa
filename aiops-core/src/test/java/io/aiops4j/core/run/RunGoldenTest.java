package io.aiops4j.core.run;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.testkit.GoldenContract;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

final class RunGoldenTest extends GoldenContract {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Override
    protected Class<?> entries() {
        return RunEntries.class;
    }

    @Override
    protected Map<EntryType, Object> samples() {
        return Map.ofEntries(
                Map.entry(
                        RunEntries.QUEUED,
                        new RunEntries.Queued("rr1:{\"runbookId\":\"redis-oom\"}", "inc-0123456789abcdef")),
                Map.entry(RunEntries.CANCELLED, new RunEntries.Said("maintenance")),
                Map.entry(RunEntries.HALTED, new RunEntries.Said("an audit")),
                Map.entry(RunEntries.RESUMED, new RunEntries.Said("the audit is over")),
                Map.entry(
                        RunEntries.STARTED,
                        new RunEntries.Started(
                                "redis-oom",
                                2,
                                DIGEST,
                                "redis@cache-1",
                                "inc-0123456789abcdef",
                                Map.of("mb", "1024"),
                                RunRequest.Grounds.PROVEN,
                                Set.of("restart_service", "set_limit"))),
                Map.entry(
                        RunEntries.STEP_STARTED,
                        new RunEntries.StepStarted(
                                1, "restart", "restart_service", Map.of("service", "redis"), "key-0123")),
                Map.entry(
                        RunEntries.STEP_ENDED,
                        new RunEntries.StepEnded(1, "restart", StepResult.Status.FAILED, 3, "no space", "aa")),
                Map.entry(RunEntries.FAILED, new RunEntries.Failed("restart_service", "exec-0123456789abcdef")),
                Map.entry(
                        RunEntries.RECURRED,
                        new RunEntries.Recurred(
                                "redis-oom",
                                2,
                                DIGEST,
                                "inc-fedcba9876543210",
                                "inc-0123456789abcdef",
                                Duration.ofMinutes(12))),
                Map.entry(
                        RunEntries.ENDED,
                        new RunEntries.Ended(
                                "redis-oom",
                                2,
                                DIGEST,
                                "inc-0123456789abcdef",
                                ExecutionResult.Status.COMPLETED,
                                Verification.Outcome.PASSED,
                                true)),
                Map.entry(
                        RunEntries.JUDGED,
                        new RunEntries.Judged(
                                "redis-oom",
                                2,
                                DIGEST,
                                "inc-0123456789abcdef",
                                ExecutionResult.Status.COMPLETED,
                                Verification.Outcome.PASSED,
                                false)),
                Map.entry(RunEntries.NOTED, new RunEntries.Noted("it was slow again at once", "inc-0123456789abcdef")));
    }
}
