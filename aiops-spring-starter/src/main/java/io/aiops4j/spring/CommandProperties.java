package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.action.Actions;
import io.aiops4j.core.service.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A program that runbooks may run.
 *
 * @param program The program, by its absolute path.
 * @param name What runbooks call it; the name of its file when nothing is said.
 * @param arguments Its arguments, one each. One that ends in {name} has the value of that parameter there.
 * @param parameters The values that runbooks give.
 * @param folder Where it is run; in the root folder of the disk when nothing is said.
 * @param environment Variables of its environment.
 * @param inherit The variables that it inherits beside those that every command does.
 * @param success The exit codes that mean success.
 * @param within How long it may take, an hour at most; 5 minutes when nothing is said.
 * @param risk How much can go wrong.
 * @param idempotent Whether doing it twice is the same as doing it once.
 */
record CommandProperties(
        @Nullable String program,
        @Nullable String name,
        @DefaultValue List<String> arguments,
        @DefaultValue List<ParameterProperties> parameters,
        @Nullable String folder,
        @DefaultValue Map<String, String> environment,
        @DefaultValue List<String> inherit,
        @DefaultValue("0") List<Integer> success,
        @Nullable Duration within,
        @DefaultValue("high") Risk risk,
        @DefaultValue("false") boolean idempotent) {

    private static final String PROPERTY = "aiops.actions.commands";
    private static final String HOW = "Write its path and arguments: " + PROPERTY + "[0].program=/usr/sbin/nginx "
            + PROPERTY + "[0].arguments=-s,reload";

    CommandProperties {
        arguments = List.copyOf(arguments);
        parameters = List.copyOf(parameters);
        environment = Map.copyOf(environment);
        inherit = List.copyOf(inherit);
        success = List.copyOf(success);
    }

    static void addTo(Wanted<Action> actions, List<CommandProperties> all) {
        List<Command> commands = new ArrayList<>();
        for (CommandProperties each : all) {
            commands.add(AiopsPropertyException.checked(PROPERTY + "[" + commands.size() + "]", HOW, each::toCommand));
        }
        if (!commands.isEmpty()) {
            Action action = AiopsPropertyException.checked(
                    PROPERTY,
                    "Give each a name of its own: " + PROPERTY + "[0].name=nginx_reload",
                    () -> Actions.runCommand(commands.toArray(Command[]::new)));
            actions.put(PROPERTY, action.signature().name(), action);
        }
    }

    private Command toCommand() {
        if (program == null) {
            throw new AiopsException("Its program is missing.");
        }
        if (success.isEmpty()) {
            throw new AiopsException("No exit code means success.");
        }
        Command.Builder command = Command.of(Place.of(program))
                .inheriting(inherit.toArray(String[]::new))
                .succeedingWith(success.stream().distinct().toArray(Integer[]::new))
                .risk(risk);
        if (name != null) {
            if (name.isBlank()) {
                throw new AiopsException("Its name is blank.");
            }
            command.named(name);
        }
        new TreeMap<>(environment).forEach(command::environment);
        if (folder != null) {
            command.in(Place.of(folder));
        }
        if (within != null) {
            command.within(within);
        }
        if (idempotent) {
            command.idempotent();
        }
        Map<String, Parameter> declared = new TreeMap<>();
        ParameterProperties.all(parameters).forEach(each -> declared.put(each.name(), each));
        List<String> used = new ArrayList<>();
        for (String argument : arguments) {
            used.add(argument(command, argument, declared));
        }
        declared.keySet().removeAll(used);
        if (!declared.isEmpty()) {
            throw new AiopsException(
                    "No argument ends in {" + declared.keySet().iterator().next() + "}.");
        }
        return command.build();
    }

    /** Adds an argument, and says which parameter is in it. */
    private static String argument(Command.Builder command, String argument, Map<String, Parameter> declared) {
        for (String name : declared.keySet()) {
            if (argument.contains("{" + name + "}") && !argument.endsWith("{" + name + "}")) {
                throw new AiopsException("In '" + argument + "' something stands behind a value, which ends it.");
            }
        }
        int open = argument.endsWith("}") ? argument.lastIndexOf('{') : -1;
        String name = open < 0 ? "" : argument.substring(open + 1, argument.length() - 1);
        Parameter parameter = declared.get(name);
        if (parameter != null) {
            String beginning = argument.substring(0, open);
            if (beginning.isEmpty()) {
                command.arg(parameter);
            } else {
                command.arg(beginning, parameter);
            }
        } else if (isName(name)) {
            throw new AiopsException("'" + argument + "' names a parameter that is not declared.");
        } else {
            command.arg(argument);
        }
        return name;
    }

    // braces around anything else, such as the {} of find or JSON, are an argument like any other
    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    @Override
    public String toString() {
        return "CommandProperties[program=" + program + ", name=" + name + ", arguments=" + arguments + ", parameters="
                + parameters + ", environment=" + environment.keySet() + "]";
    }
}
