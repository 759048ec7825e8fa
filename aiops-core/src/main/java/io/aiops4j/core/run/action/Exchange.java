package io.aiops4j.core.run.action;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.http.HttpAccess;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.runbook.Step;
import java.io.IOException;

/** What the actions that call a service have in common: one exchange, what is said of it, and what kind of failure it was. */
final class Exchange {

    private static final int LONGEST_BODY = 2_000;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int SERVER_FAULT = 500;

    private final HttpAccess access;

    Exchange(HttpAccess access) {
        this.access = access;
    }

    /** Such as {@code PUT https://scaler.internal/v1/jobs/7}. */
    String line(String method, String base, String path) {
        try {
            return method + " " + access.address(base, path);
        } catch (AiopsException e) {
            throw new ActionException(FailureType.PARAMETER_WRONG, String.valueOf(e.getMessage()), e);
        }
    }

    /** What a dry run says of a change. */
    String preview(String method, String base, String path, String body) {
        String line = line(method, base, path);
        return "would send " + line + (body.isEmpty() ? " without a body" : " with " + Excerpt.of(body, LONGEST_BODY));
    }

    /** Sends a change under the step's idempotency key and fence, and fails unless the service accepts it. */
    void change(StepContext step, String method, String base, String path, String body) throws InterruptedException {
        HttpAccess.Call call = HttpAccess.Call.of(method, base, path)
                .header("Idempotency-Key", step.idempotencyKey())
                .header("Aiops-Fence", Long.toString(step.fence()));
        HttpAccess.Answer answer = send(step, body.isEmpty() ? call : call.json(body));
        if (answer.status() < OK || answer.status() >= REDIRECT) {
            throw new ActionException(
                    failure(answer.status()),
                    line(method, base, path) + " answered " + answer.status()
                            + " and not 2xx. See the output for its words.");
        }
    }

    /** Sends, and puts what came of it into the output. The step's time-out is the call's: its interrupt ends the exchange. */
    HttpAccess.Answer send(StepContext step, HttpAccess.Call call) throws InterruptedException {
        String line = line(call.method(), call.base(), call.path());
        try {
            HttpAccess.Answer answer = access.send(call.within(Step.LONGEST_TIMEOUT));
            String text = Excerpt.of(answer.text(), LONGEST_BODY);
            step.output(line + " answered " + answer.status() + " in "
                    + answer.took().toMillis() + " ms" + (text.isEmpty() ? "\n" : ":\n" + text + "\n"));
            return answer;
        } catch (AiopsException e) {
            throw new ActionException(FailureType.PARAMETER_WRONG, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ActionException(FailureType.EXTERNAL_DEPENDENCY, line + " failed: " + e.getMessage(), e);
        }
    }

    /** A body that is empty or JSON. */
    static String json(String body) {
        if (!body.isEmpty()) {
            try {
                new Documents("body", "{}").json(body);
            } catch (AiopsException e) {
                throw new ActionException(FailureType.PARAMETER_WRONG, "The body is no JSON. " + e.getMessage(), e);
            }
        }
        return body;
    }

    static FailureType failure(int status) {
        return switch (status) {
            case 401, 403, 407 -> FailureType.ENVIRONMENT_OR_PERMISSION;
            case 408, 409, 423, 425, 429, 503 -> FailureType.TRANSIENT;
            case 400, 404, 405, 406, 410, 411, 413, 414, 415, 422 -> FailureType.PARAMETER_WRONG;
            default -> status >= SERVER_FAULT ? FailureType.EXTERNAL_DEPENDENCY : FailureType.UNKNOWN;
        };
    }
}
