package io.aiops4j.core.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Runs the program that reaches services, in English, and tells what every such program has in common from what came of it. */
final class ServiceCommand {

    /** How long a look may take. */
    static final Duration LOOK = Duration.ofSeconds(10);

    /** How long a start or a stop may take: a service may have much to put away. */
    static final Duration ACT = Duration.ofMinutes(10);

    private final Supplier<Path> program;
    private final String[] inherited;

    ServiceCommand(Supplier<Path> program, String... inherited) {
        this.program = program;
        this.inherited = inherited;
    }

    Command.Result run(Duration limit, String... arguments) throws InterruptedException {
        Command.Builder command = Command.of(program.get())
                .inheriting(inherited)
                .environment("LC_ALL", "C")
                .within(limit);
        for (String argument : arguments) {
            command.arg(argument);
        }
        Command.Result result = command.build().run(Map.of());
        String line = String.join(" ", arguments);
        return switch (result.ending()) {
            case EXITED -> result;
            case NOT_STARTED ->
                throw new ServiceException(
                        ServiceException.Kind.UNREACHABLE,
                        program.get() + " could not be started: " + result.errors()
                                + ". See that it is there and may be run.");
            case TIMED_OUT ->
                throw new ServiceException(
                        ServiceException.Kind.TOO_LATE,
                        "'" + line + "' did not end within " + limit
                                + " and was ended by force. Look what holds it up: "
                                + result.text().strip());
        };
    }

    /** What a program said that did not succeed. */
    static ServiceException failed(ServiceException.Kind kind, String service, Command.Result result) {
        String hint = switch (kind) {
            case NO_SUCH_SERVICE -> "There is no service '" + service + "'. Correct its name";
            case NOT_PERMITTED -> "This process may not do that to '" + service + "'. Give its user the right";
            case UNREACHABLE -> "Nobody keeps services here who could be asked about '" + service + "'";
            default -> "It did not work for '" + service + "'";
        };
        return new ServiceException(
                kind,
                hint + " (exit code " + result.exitCode() + "): "
                        + result.text().strip());
    }

    /** Whether any of these stands in what it said, whatever the case. */
    static boolean says(Command.Result result, String... words) {
        String text = result.text().toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
