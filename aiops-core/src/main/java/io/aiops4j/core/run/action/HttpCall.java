package io.aiops4j.core.run.action;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.http.HttpAccess;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.StepContext;

/** Sends what the runbook says to a configured service. Nobody but its author knows what that does: so high a risk, and no retries. */
final class HttpCall {

    private final Exchange exchange;

    HttpCall(HttpAccess access) {
        this.exchange = new Exchange(access);
    }

    Action action() {
        return Action.named("http_call")
                .parameter("base")
                .parameter(Parameter.text("method").oneOf("POST", "PUT", "PATCH", "DELETE"))
                .parameter("path")
                .parameter(Parameter.text("body").or(""))
                .risk(Risk.HIGH)
                .preview(step -> exchange.preview(
                        step.text("method"), step.text("base"), step.text("path"), Exchange.json(step.text("body"))))
                .run(this::run);
    }

    private void run(StepContext step) throws InterruptedException {
        exchange.change(
                step, step.text("method"), step.text("base"), step.text("path"), Exchange.json(step.text("body")));
    }
}
