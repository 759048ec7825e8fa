package io.aiops4j.core.service;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a command, and what of it is refused. Whoever holds one as a command never changes it again. */
final class CommandBuilder {

    // what reads its arguments, or the name of its file, as a program
    private static final Set<String> SHELLS = Set.of(
            "sh", "bash", "dash", "ash", "zsh", "ksh", "csh", "tcsh", "fish", "busybox", "cmd", "powershell", "pwsh");
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path program;
    private final List<Argument> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String name;
    private Path folder;
    private Set<Integer> success = Set.of(0);
    private Duration limit = Command.DEFAULT_LIMIT;
    private Risk risk = Risk.HIGH;
    private boolean idempotent;

    /** One argument: a beginning that is always the same, and a value behind it or none. */
    private record Argument(String beginning, @Nullable Parameter parameter) {

        String of(Map<String, String> values) {
            return parameter == null ? beginning : beginning + value(parameter, values);
        }
    }

    CommandBuilder(Path program) {
        this.program = requireProgram(program);
        this.name = fileName(program);
        this.folder = Path.of(String.valueOf(program.getRoot()));
        inheriting(Command.INHERITED.toArray(String[]::new));
    }

    CommandBuilder copy() {
        CommandBuilder copy = new CommandBuilder(program);
        copy.arguments.addAll(arguments);
        copy.environment.putAll(environment);
        copy.name = name;
        copy.folder = folder;
        copy.success = success;
        copy.limit = limit;
        copy.risk = risk;
        copy.idempotent = idempotent;
        return copy;
    }

    private static Path requireProgram(Path program) {
        if (!program.isAbsolute() || program.getFileName() == null) {
            throw new AiopsException("'" + program + "' is not the absolute path of a program. Write it from the root"
                    + " folder on: which program runs must not depend on where this process was started.");
        }
        String file = fileName(program).toLowerCase(Locale.ROOT);
        if (SHELLS.contains(file.endsWith(".exe") ? file.substring(0, file.length() - 4) : file)) {
            throw new AiopsException(
                    "'" + program + "' is a shell, which reads its arguments as orders. Name the program"
                            + " itself, or a script that begins with #!.");
        }
        if (file.endsWith(".bat") || file.endsWith(".cmd")) {
            throw new AiopsException("'" + program + "' is read by the shell of Windows, and so would its arguments be."
                    + " Name a program that ends in .exe.");
        }
        return program;
    }

    private static String fileName(Path program) {
        return String.valueOf(program.getFileName());
    }

    void name(String called) {
        name = called;
    }

    void arg(String beginning, @Nullable Parameter parameter) {
        if (beginning.indexOf('\0') >= 0) {
            throw new AiopsException("An argument of '" + name + "' has a character of value 0. Leave it out.");
        }
        arguments.add(new Argument(beginning, parameter));
    }

    void in(Path place) {
        if (!place.isAbsolute()) {
            throw new AiopsException("'" + place + "' is not an absolute path. Write the folder of '" + name
                    + "' from the root folder on.");
        }
        folder = place;
    }

    void environment(String variable, String value) {
        if (variable.isEmpty()
                || variable.indexOf('=') >= 0
                || variable.indexOf('\0') >= 0
                || value.indexOf('\0') >= 0) {
            throw new AiopsException(
                    "'" + variable + "' cannot be a variable of '" + name + "'. Correct its name or value.");
        }
        environment.put(variable, value);
    }

    void inheriting(String... variables) {
        for (String variable : variables) {
            String value = System.getenv(variable);
            if (value != null) {
                environment.put(variable, value);
            }
        }
    }

    void succeedingWith(Set<Integer> exitCodes) {
        success = Set.copyOf(exitCodes);
    }

    void within(Duration longest) {
        if (longest.isNegative() || longest.isZero() || longest.compareTo(Command.LONGEST_LIMIT) > 0) {
            throw new AiopsException("'" + name + "' cannot be given " + longest + ". Choose a time up to "
                    + Command.LONGEST_LIMIT + ".");
        }
        limit = longest;
    }

    void risk(Risk level) {
        risk = level;
    }

    void idempotent() {
        idempotent = true;
    }

    String name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    Duration limit() {
        return limit;
    }

    Risk risk() {
        return risk;
    }

    boolean isIdempotent() {
        return idempotent;
    }

    Map<String, String> environment() {
        return environment;
    }

    boolean isSuccess(int exitCode) {
        return success.contains(exitCode);
    }

    List<Parameter> parameters() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            if (argument.parameter() != null) {
                parameters.put(argument.parameter().name(), argument.parameter());
            }
        }
        return List.copyOf(parameters.values());
    }

    List<String> line(Map<String, String> values) {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        arguments.forEach(argument -> line.add(argument.of(values)));
        return line;
    }

    @Nullable
    String refusal(Map<String, String> values) {
        for (Argument argument : arguments) {
            Parameter parameter = argument.parameter();
            String refusal = parameter == null ? null : refusal(argument, parameter, value(parameter, values));
            if (parameter != null && refusal != null) {
                return "parameter '" + parameter.name() + "': " + refusal;
            }
        }
        return null;
    }

    private static @Nullable String refusal(Argument argument, Parameter parameter, @Nullable String value) {
        if (value == null) {
            return "it is missing";
        }
        String refusal = parameter.refusal(value);
        if (refusal != null) {
            return refusal;
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i)) || (WINDOWS && value.charAt(i) == '"')) {
                return "it has a character at index " + i + " that no argument may have";
            }
        }
        boolean free = argument.beginning().isEmpty() && parameter.allowed().isEmpty();
        boolean option = value.startsWith("-") || (WINDOWS && value.startsWith("/"));
        return free && (option || value.isEmpty()) ? "it is empty or begins like an option" : null;
    }

    private static @Nullable String value(Parameter parameter, Map<String, String> values) {
        String value = values.get(parameter.name());
        return value == null ? parameter.preset() : value;
    }
}
