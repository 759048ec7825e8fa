package io.aiops4j.core.service;

import java.nio.file.Path;
import java.util.function.Supplier;

/** Containers by {@code docker}: they are started and stopped, never made or removed. */
final class Docker implements Services {

    private static final String CHARACTERS = "_.-";
    // what a container ends with that was told to stop: by itself, by TERM, by KILL
    private static final String STOPPED_BY_WORD = " 0 143 137 ";
    private static final String FORMAT =
            "{{.State.Status}} {{.State.ExitCode}} {{if .State.Health}}{{.State.Health.Status}}{{end}}";

    private final ServiceCommand docker;

    Docker(Supplier<Path> docker) {
        this.docker = new ServiceCommand(
                docker, "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");
    }

    @Override
    public Status state(String service) throws InterruptedException {
        String container = ServiceNames.require(service, CHARACTERS);
        Command.Result result =
                docker.run(ServiceCommand.LOOK, "inspect", "--type", "container", "--format", FORMAT, "--", container);
        if (!result.succeeded()) {
            throw ServiceCommand.failed(kind(result), service, result);
        }
        String line = result.output().strip();
        String status = word(line, 0);
        String code = word(line, 1);
        String health = word(line, 2);
        String detail = status
                + (status.equals("exited") ? " with code " + code : "")
                + (health.isEmpty() || health.equals("none") ? "" : ", " + health);
        return new Status(stateOf(status, code, health), detail);
    }

    private static State stateOf(String status, String code, String health) {
        return switch (status) {
            case "running" -> health.equals("starting") ? State.STARTING : State.RUNNING;
            case "restarting" -> State.STARTING;
            case "removing" -> State.STOPPING;
            case "created", "paused" -> State.STOPPED;
            case "exited" -> STOPPED_BY_WORD.contains(" " + code + " ") ? State.STOPPED : State.FAILED;
            case "dead" -> State.FAILED;
            default -> State.UNKNOWN;
        };
    }

    private static String word(String line, int index) {
        String rest = line;
        for (int i = 0; i < index; i++) {
            int blank = rest.indexOf(' ');
            rest = blank < 0 ? "" : rest.substring(blank + 1);
        }
        int end = rest.indexOf(' ');
        return end < 0 ? rest : rest.substring(0, end);
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
        Command.Result result = docker.run(ServiceCommand.ACT, verb, "--", ServiceNames.require(service, CHARACTERS));
        if (!result.succeeded()) {
            throw ServiceCommand.failed(kind(result), service, result);
        }
    }

    private static ServiceException.Kind kind(Command.Result result) {
        if (ServiceCommand.says(result, "no such container", "no such object")) {
            return ServiceException.Kind.NO_SUCH_SERVICE;
        }
        if (ServiceCommand.says(result, "permission denied")) {
            return ServiceException.Kind.NOT_PERMITTED;
        }
        return ServiceCommand.says(
                        result,
                        "cannot connect to the docker daemon",
                        "failed to connect to the docker api",
                        "error during connect")
                ? ServiceException.Kind.UNREACHABLE
                : ServiceException.Kind.FAILED;
    }
}
