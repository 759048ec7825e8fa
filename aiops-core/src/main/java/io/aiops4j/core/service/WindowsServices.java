package io.aiops4j.core.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Services of Windows by {@code sc.exe}, which asks for a start or a stop and does not wait for it: we do. */
final class WindowsServices implements Services {

    private static final String CHARACTERS = "_-.$";
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int NOT_PERMITTED = 5;
    private static final int RUNS_ALREADY = 1056;
    private static final int NO_SUCH_SERVICE = 1060;
    private static final int NOT_STARTED = 1062;
    private static final String NEVER_STARTED = "1077";

    private final ServiceCommand sc;

    WindowsServices(Supplier<Path> sc) {
        this.sc = new ServiceCommand(sc);
    }

    @Override
    public Status state(String service) throws InterruptedException {
        Command.Result result = run(ServiceCommand.LOOK, "query", service, 0);
        // what stands in front of the colon is in the language of the machine, these words are not
        String word = "";
        String code = "0";
        for (String line : result.output().lines().toList()) {
            int colon = line.indexOf(':');
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            int blank = value.indexOf(' ');
            String first = blank < 0 ? value : value.substring(0, blank);
            String second = blank < 0 ? "" : value.substring(blank + 1).strip();
            int end = second.indexOf(' ');
            String candidate = end < 0 ? second : second.substring(0, end);
            if (stateOf(candidate) != State.UNKNOWN) {
                word = candidate;
            } else if (line.strip().startsWith("WIN32_EXIT_CODE")) {
                code = first;
            }
        }
        boolean failed = word.equals("STOPPED") && !List.of("0", NEVER_STARTED).contains(code);
        return new Status(
                failed ? State.FAILED : stateOf(word),
                word.toLowerCase(Locale.ROOT) + (failed ? ", exit code " + code : ""));
    }

    private static State stateOf(String word) {
        return switch (word) {
            case "RUNNING" -> State.RUNNING;
            case "START_PENDING", "CONTINUE_PENDING" -> State.STARTING;
            case "STOP_PENDING", "PAUSE_PENDING" -> State.STOPPING;
            case "STOPPED", "PAUSED" -> State.STOPPED;
            default -> State.UNKNOWN;
        };
    }

    @Override
    public void start(String service) throws InterruptedException {
        run(ServiceCommand.ACT, "start", service, RUNS_ALREADY);
        await(service, State.RUNNING);
    }

    @Override
    public void stop(String service) throws InterruptedException {
        run(ServiceCommand.ACT, "stop", service, NOT_STARTED);
        await(service, State.STOPPED);
    }

    @Override
    public void restart(String service) throws InterruptedException {
        stop(service);
        start(service);
    }

    /** Waits until it is in the state that was asked for. */
    private void await(String service, State wanted) throws InterruptedException {
        long end = System.nanoTime() + ServiceCommand.ACT.toNanos();
        Status status = state(service);
        while (!isReached(status.state(), wanted)) {
            // it takes a moment until one that was told to stop begins to, but one that starts is about to at once
            boolean hopeless = wanted == State.RUNNING && isReached(status.state(), State.STOPPED);
            if (hopeless || status.state() == State.UNKNOWN) {
                throw new ServiceException(
                        ServiceException.Kind.FAILED,
                        "'" + service + "' should be " + wanted.word() + " and is " + status
                                + ". Look into the event log.");
            }
            if (System.nanoTime() > end) {
                throw new ServiceException(
                        ServiceException.Kind.TOO_LATE,
                        "'" + service + "' is still " + status + " after " + ServiceCommand.ACT
                                + ". Look what holds it up.");
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            status = state(service);
        }
    }

    private static boolean isReached(State state, State wanted) {
        return state == wanted || (wanted == State.STOPPED && state == State.FAILED);
    }

    private Command.Result run(Duration limit, String verb, String service, int alsoFine) throws InterruptedException {
        Command.Result result = sc.run(limit, verb, ServiceNames.require(service, CHARACTERS));
        if (result.succeeded() || result.exitCode() == alsoFine) {
            return result;
        }
        throw ServiceCommand.failed(kind(result.exitCode()), service, result);
    }

    static ServiceException.Kind kind(int exitCode) {
        return switch (exitCode) {
            case NO_SUCH_SERVICE -> ServiceException.Kind.NO_SUCH_SERVICE;
            case NOT_PERMITTED -> ServiceException.Kind.NOT_PERMITTED;
            default -> ServiceException.Kind.FAILED;
        };
    }
}
