package io.aiops4j.core.run.action;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.http.HttpAccess;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;

/** Asks, and compares what is answered with what is expected. It only reads, as far as the service keeps to what GET means. */
final class HttpCheck {

    private final Exchange exchange;

    HttpCheck(HttpAccess access) {
        this.exchange = new Exchange(access);
    }

    Action action() {
        return Action.named("http_check")
                .parameter("base")
                .parameter("path")
                .parameter(Parameter.text("method").oneOf("GET", "HEAD").or("GET"))
                .parameter(Parameter.number("status").between(100, 599).or("200"))
                .parameter(Parameter.text("contains").or(""))
                .risk(Risk.LOW)
                .idempotent()
                .reversible()
                .preview(step -> "would ask " + line(step) + " and expect " + expected(step))
                .run(this::run);
    }

    private String line(StepContext step) {
        return exchange.line(step.text("method"), step.text("base"), step.text("path"));
    }

    private static String expected(StepContext step) {
        String contains = step.text("contains");
        return step.text("status") + (contains.isEmpty() ? "" : " with '" + contains + "' in it");
    }

    private void run(StepContext step) throws InterruptedException {
        HttpAccess.Answer answer =
                exchange.send(step, HttpAccess.Call.of(step.text("method"), step.text("base"), step.text("path")));
        if (answer.status() != step.number("status").intValue()) {
            throw new ActionException(
                    Exchange.failure(answer.status()),
                    line(step) + " answered " + answer.status() + ", and " + expected(step) + " was expected.");
        }
        if (!answer.text().contains(step.text("contains"))) {
            throw new ActionException(
                    FailureType.EXTERNAL_DEPENDENCY,
                    line(step) + " answered " + answer.status() + ", and " + expected(step) + " was expected"
                            + (answer.whole()
                                    ? "."
                                    : "; its first " + HttpAccess.MOST_BYTES + " bytes were looked at."));
        }
    }
}
