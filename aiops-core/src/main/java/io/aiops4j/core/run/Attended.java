package io.aiops4j.core.run;

import io.aiops4j.core.execution.FailureType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** One attempt at a step: the handler's call, of which it is known on which thread it runs and whether it is over. */
final class Attended implements Callable<String> {

    private final Action action;
    private final StepContext context;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable FailureType failure;

    Attended(Action action, StepContext context) {
        this.action = action;
        this.context = context;
    }

    @Override
    public String call() throws Exception {
        thread = Thread.currentThread();
        Map<String, String> before = MDC.getCopyOfContextMap();
        try {
            MDC.put("aiops.client", context.client().id());
            MDC.put("aiops.execution", context.executionId());
            if (context.incidentId() != null) {
                MDC.put("aiops.incident", context.incidentId());
            }
            action.handler().run(context);
            return "done";
        } catch (ActionException e) {
            failure = e.type();
            throw e;
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
            over.countDown();
        }
    }

    /** Whether it began and did not end. */
    boolean isRunning() {
        return thread != null && over.getCount() > 0;
    }

    /** Waits for its end and says whether it came. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return thread == null || over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What kind of failure it was, if its action could tell. */
    @Nullable
    FailureType failure() {
        return failure;
    }

    String executionId() {
        return context.executionId();
    }

    /** For people: which thread does what, and where. */
    @Override
    public String toString() {
        Thread runs = thread;
        return "thread " + (runs == null ? "?" : runs.getName()) + " in action '"
                + action.signature().name() + "' on " + context.target() + " of " + context.executionId();
    }
}
