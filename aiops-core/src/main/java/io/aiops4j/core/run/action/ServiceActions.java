package io.aiops4j.core.run.action;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.service.ServiceException;
import io.aiops4j.core.service.Services;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Starts, stops and restarts services, and is done when the service is in the state that was asked for. */
final class ServiceActions {

    /** How long a service that starts or stops is waited for, if its step allows that much. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String SERVICE = "service";

    private final Services services;
    private final Parameter service;

    ServiceActions(Services services, String... allowed) {
        this.services = services;
        this.service = allowed.length == 0
                ? Parameter.text(SERVICE)
                : Parameter.text(SERVICE).oneOf(allowed);
    }

    @FunctionalInterface
    private interface Verb {
        void act(String service) throws InterruptedException;
    }

    Action start() {
        return action("start_service", Services.State.RUNNING)
                .reversible()
                .preview(step -> preview(step, "would be started", Services.State.RUNNING))
                .run(step -> act(step, services::start, Services.State.RUNNING));
    }

    Action stop() {
        return action("stop_service", Services.State.STOPPED)
                .risk(Risk.HIGH)
                .reversible()
                .preview(step -> preview(step, "would be stopped", Services.State.STOPPED))
                .run(step -> act(step, services::stop, Services.State.STOPPED));
    }

    Action restart() {
        return action("restart_service", Services.State.RUNNING)
                .preview(step -> preview(step, "would be stopped and started", Services.State.UNKNOWN))
                .run(step -> act(step, services::restart, Services.State.RUNNING));
    }

    private Action.Builder action(String name, Services.State wanted) {
        return Action.named(name).parameter(service).idempotent().effect("service.state = '" + wanted.word() + "'");
    }

    private String preview(StepContext step, String what, Services.State done) throws InterruptedException {
        try {
            Services.Status status = services.state(step.text(SERVICE));
            return "'" + step.text(SERVICE) + "' is " + status
                    + (status.state() == done ? "; nothing would be done" : "; it " + what);
        } catch (ServiceException e) {
            throw failure(e);
        }
    }

    private void act(StepContext step, Verb verb, Services.State wanted) throws InterruptedException {
        String name = step.text(SERVICE);
        try {
            step.output("'" + name + "' was " + services.state(name) + "\n");
            verb.act(name);
            Services.Status after = await(name, wanted);
            step.output("'" + name + "' is " + after + "\n");
            // a service that was told to stop may end badly: it has stopped
            boolean stopped = wanted == Services.State.STOPPED && after.state() == Services.State.FAILED;
            if (after.state() != wanted && !stopped) {
                throw new ActionException(
                        FailureType.UNKNOWN,
                        "'" + name + "' should be " + wanted.word() + " and is " + after + ". Look into its log.");
            }
        } catch (ServiceException e) {
            throw failure(e);
        }
    }

    private Services.Status await(String name, Services.State wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Services.Status status = services.state(name);
        while (isOnItsWay(status.state(), wanted) && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            status = services.state(name);
        }
        return status;
    }

    private static boolean isOnItsWay(Services.State state, Services.State wanted) {
        return state != wanted && (state == Services.State.STARTING || state == Services.State.STOPPING);
    }

    private static ActionException failure(ServiceException e) {
        FailureType type = switch (e.kind()) {
            case MALFORMED_NAME, NO_SUCH_SERVICE -> FailureType.PARAMETER_WRONG;
            case NOT_PERMITTED, UNREACHABLE -> FailureType.ENVIRONMENT_OR_PERMISSION;
            case TOO_LATE -> FailureType.TIMING_OR_RACE;
            case FAILED -> FailureType.UNKNOWN;
        };
        return new ActionException(type, String.valueOf(e.getMessage()), e);
    }
}
