package io.aiops4j.core.run.action;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.service.Command;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one of the commands that the host allows. */
final class CommandAction {

    private static final String COMMAND = "command";

    private final Map<String, Command> commands = new LinkedHashMap<>();

    CommandAction(Command... allowed) {
        if (allowed.length == 0) {
            throw new AiopsException("No command is allowed. Name at least one.");
        }
        for (Command command : allowed) {
            if (commands.put(command.name(), command) != null) {
                throw new AiopsException(
                        "There are two commands named '" + command.name() + "'. Name one of them differently.");
            }
        }
    }

    Action action() {
        Action.Builder action = Action.named("run_command").risk(risk());
        Parameter command = Parameter.text(COMMAND).oneOf(commands.keySet().toArray(String[]::new));
        action.parameter(
                commands.size() == 1 ? command.or(commands.keySet().iterator().next()) : command);
        parameters().values().forEach(action::parameter);
        if (commands.values().stream().allMatch(Command::isIdempotent)) {
            action.idempotent();
        }
        return action.preview(step -> {
                    Command chosen = chosen(step);
                    return "would run " + chosen.line(values(step, chosen));
                })
                .run(this::run);
    }

    private Risk risk() {
        return commands.values().stream()
                .map(Command::risk)
                .max(Risk::compareTo)
                .orElse(Risk.HIGH);
    }

    /** What all commands take as it is declared; what only some take is any text or none, and each command looks at it itself. */
    private Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new LinkedHashMap<>();
        for (Command command : commands.values()) {
            for (Parameter parameter : command.parameters()) {
                if (parameter.name().equals(COMMAND)) {
                    throw new AiopsException("'" + command.name() + "' has a parameter 'command', which is what chooses"
                            + " it. Name that one differently.");
                }
                boolean shared = commands.values().stream()
                        .allMatch(each -> each.parameters().contains(parameter));
                all.put(
                        parameter.name(),
                        shared ? parameter : Parameter.text(parameter.name()).or(""));
            }
        }
        return all;
    }

    private Command chosen(StepContext step) {
        Command command = commands.get(step.text(COMMAND));
        if (command == null) {
            throw wrong("There is no command '" + step.text(COMMAND) + "'. Use one of " + commands.keySet() + ".");
        }
        String refusal = command.refusal(values(step, command));
        if (refusal == null) {
            refusal = unwanted(step, command);
        }
        if (refusal != null) {
            throw wrong("The command '" + command.name() + "' is not run: " + refusal + ". Correct the step.");
        }
        return command;
    }

    private static @Nullable String unwanted(StepContext step, Command command) {
        for (Map.Entry<String, String> given : step.parameters().entrySet()) {
            boolean known = given.getKey().equals(COMMAND)
                    || command.parameters().stream()
                            .anyMatch(each -> each.name().equals(given.getKey()));
            if (!known && !given.getValue().isEmpty()) {
                return "it takes no parameter '" + given.getKey() + "'";
            }
        }
        return null;
    }

    // what is declared to be empty where it is not given falls back to the preset of the command itself
    private static Map<String, String> values(StepContext step, Command command) {
        Map<String, String> values = new HashMap<>();
        for (Parameter parameter : command.parameters()) {
            String value = step.text(parameter.name());
            if (!value.isEmpty()) {
                values.put(parameter.name(), value);
            }
        }
        return values;
    }

    private void run(StepContext step) throws InterruptedException {
        Command command = chosen(step);
        Command.Result result = command.run(values(step, command));
        step.output(result.text());
        if (result.succeeded()) {
            return;
        }
        throw switch (result.ending()) {
            case EXITED ->
                new ActionException(
                        FailureType.UNKNOWN,
                        "'" + command.name() + "' ended with exit code " + result.exitCode() + ". Its output says why: "
                                + last(result.text()));
            case TIMED_OUT ->
                new ActionException(
                        FailureType.TIMING_OR_RACE,
                        "'" + command.name() + "' did not end in time and was ended by force: " + last(result.text()));
            case NOT_STARTED ->
                new ActionException(
                        FailureType.ENVIRONMENT_OR_PERMISSION,
                        "'" + command.name() + "' could not be started: " + result.errors()
                                + ". See that it is there and may be run.");
        };
    }

    private static String last(String text) {
        String whole = text.strip();
        return whole.substring(whole.lastIndexOf('\n') + 1);
    }

    private static ActionException wrong(String message) {
        return new ActionException(FailureType.PARAMETER_WRONG, message);
    }
}
