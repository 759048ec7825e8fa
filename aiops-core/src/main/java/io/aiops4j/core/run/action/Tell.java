package io.aiops4j.core.run.action;

import io.aiops4j.core.HostCode;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.notify.Notice;
import io.aiops4j.core.notify.Notifier;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.signal.Severity;
import java.time.Clock;
import java.util.Arrays;

/** Tells people. All attempts at one step send one notice, so a receiver can tell that it has it. */
final class Tell {

    private final Notifier notifier;
    private final Clock clock;

    Tell(Notifier notifier, Clock clock) {
        this.notifier = notifier;
        this.clock = clock;
    }

    Action action() {
        String[] severities =
                Arrays.stream(Severity.values()).map(Severity::name).toArray(String[]::new);
        return Action.named("notify")
                .parameter("title")
                .parameter(Parameter.text("text").or(""))
                .parameter(Parameter.text("severity").oneOf(severities).or(Severity.WARNING.name()))
                .risk(Risk.LOW)
                .idempotent()
                .preview(step -> "would tell (" + step.text("severity") + "): " + step.text("title"))
                .run(this::run);
    }

    private void run(StepContext step) throws InterruptedException {
        Notice notice = Notice.of(
                        step.text("title"),
                        step.text("text"),
                        Severity.valueOf(step.text("severity")),
                        clock.instant(),
                        step.idempotencyKey())
                .about(step.client(), step.incidentId())
                .label("target", step.target().toString())
                .label("execution", step.executionId());
        try {
            notifier.send(notice);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new ActionException(
                    FailureType.EXTERNAL_DEPENDENCY, "Nobody may have been told. " + HostCode.describe(e), e);
        }
        step.output("told, as " + notice.id() + "\n");
    }
}
