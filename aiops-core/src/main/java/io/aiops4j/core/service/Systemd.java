package io.aiops4j.core.service;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Units of systemd by {@code systemctl}. The name always ends in {@code .service}: {@code poweroff.target} is a unit as well. */
final class Systemd implements Services {

    private static final String SUFFIX = ".service";
    private static final String CHARACTERS = ":-_.@\\";
    // its exit codes for actions are those of init scripts: 4 is a right that is missing, 5 a unit that is
    private static final int NO_RIGHT = 4;
    private static final int NO_UNIT = 5;

    private final ServiceCommand systemctl;

    Systemd(Supplier<Path> systemctl) {
        this.systemctl = new ServiceCommand(systemctl, "DBUS_SYSTEM_BUS_ADDRESS");
    }

    @Override
    public Status state(String service) throws InterruptedException {
        Command.Result result = systemctl.run(
                ServiceCommand.LOOK,
                "show",
                "--no-pager",
                "--property=LoadState,ActiveState,SubState,Result,ExecMainStatus",
                "--",
                unit(service));
        if (!result.succeeded()) {
            // asked for a state, 4 is a unit that is not there
            ServiceException.Kind kind = kind(result);
            boolean missing = result.exitCode() == NO_RIGHT && kind == ServiceException.Kind.NOT_PERMITTED;
            throw ServiceCommand.failed(
                    missing && !isRefused(result) ? ServiceException.Kind.NO_SUCH_SERVICE : kind, service, result);
        }
        Map<String, String> read = read(result.output());
        String active = read.getOrDefault("ActiveState", "");
        if ("not-found".equals(read.get("LoadState")) && "inactive".equals(active)) {
            throw ServiceCommand.failed(ServiceException.Kind.NO_SUCH_SERVICE, service, result);
        }
        return new Status(stateOf(active), detail(read, active));
    }

    private static State stateOf(String active) {
        return switch (active) {
            case "active", "reloading", "refreshing" -> State.RUNNING;
            case "activating" -> State.STARTING;
            case "deactivating" -> State.STOPPING;
            case "inactive" -> State.STOPPED;
            case "failed" -> State.FAILED;
            default -> State.UNKNOWN;
        };
    }

    private static String detail(Map<String, String> read, String active) {
        String detail = active + " (" + read.getOrDefault("SubState", "") + ")";
        if ("masked".equals(read.get("LoadState"))) {
            detail += ", masked";
        }
        if ("failed".equals(active)) {
            detail += ", result " + read.get("Result") + ", status " + read.get("ExecMainStatus");
        }
        return detail;
    }

    private static Map<String, String> read(String output) {
        Map<String, String> read = new HashMap<>();
        output.lines().forEach(line -> {
            int sign = line.indexOf('=');
            if (sign > 0) {
                read.put(line.substring(0, sign), line.substring(sign + 1).strip());
            }
        });
        return read;
    }

    @Override
    public void start(String service) throws InterruptedException {
        act("start", service);
    }

    @Override
    public void stop(String service) throws InterruptedException {
        act("stop", service);
    }

    @Override
    public void restart(String service) throws InterruptedException {
        act("restart", service);
    }

    private void act(String verb, String service) throws InterruptedException {
        Command.Result result =
                systemctl.run(ServiceCommand.ACT, verb, "--no-pager", "--no-ask-password", "--", unit(service));
        if (!result.succeeded()) {
            throw ServiceCommand.failed(kind(result), service, result);
        }
    }

    private static boolean isRefused(Command.Result result) {
        return ServiceCommand.says(
                result, "access denied", "permission denied", "authentication required", "not permitted");
    }

    private static ServiceException.Kind kind(Command.Result result) {
        if (isRefused(result)) {
            return ServiceException.Kind.NOT_PERMITTED;
        }
        if (ServiceCommand.says(
                result, "not been booted with systemd", "failed to connect to bus", "failed to get d-bus")) {
            return ServiceException.Kind.UNREACHABLE;
        }
        if (result.exitCode() == NO_UNIT
                || ServiceCommand.says(result, ".service not found", ".service could not be found")) {
            return ServiceException.Kind.NO_SUCH_SERVICE;
        }
        return result.exitCode() == NO_RIGHT ? ServiceException.Kind.NOT_PERMITTED : ServiceException.Kind.FAILED;
    }

    private static String unit(String service) {
        String name = ServiceNames.require(service, CHARACTERS);
        return name.endsWith(SUFFIX) ? name : name + SUFFIX;
    }
}
