package io.aiops4j.core.service;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that may be run, and how: where it is, which arguments it gets, and what of its environment. It gets an argument vector;
 * no shell reads anything, and a value can neither add an argument nor become an option.
 *
 * <pre>{@code
 * Command reload = Command.of(Path.of("/usr/sbin/nginx")).named("nginx_signal")
 *         .arg("-s").arg(Parameter.text("signal").oneOf("reload", "reopen"))
 *         .build();
 * Command.Result result = reload.run(Map.of("signal", "reload"));
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Command {

    /** How long it may take when nothing is said. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(5);

    /** The longest that can be asked for. */
    public static final Duration LONGEST_LIMIT = Duration.ofHours(1);

    /** How many bytes of what it writes are kept, of standard output and of standard error each: a quarter from the beginning. */
    public static final int MOST_OUTPUT = 8_000;

    /** What it inherits of the environment of this process, if it is set there. */
    public static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "SystemRoot", "TEMP", "TMP");

    private final CommandBuilder made;

    Command(CommandBuilder made) {
        this.made = made;
    }

    /** How a command came to its end. */
    public enum Ending {
        /** It ended by itself. */
        EXITED,
        /** It could not be started. */
        NOT_STARTED,
        /** It took too long, and was ended together with what it had started. */
        TIMED_OUT
    }

    /**
     * What came of a command.
     *
     * @param ending how it came to its end
     * @param succeeded whether it ended by itself, with an exit code that means success
     * @param exitCode its exit code, or -1
     * @param output the beginning and the end of its standard output
     * @param errors the same of its standard error, or why it could not be started
     */
    public record Result(Ending ending, boolean succeeded, int exitCode, String output, String errors) {

        /** Both texts, for people. */
        public String text() {
            String between = output.isEmpty() || errors.isEmpty() || output.endsWith("\n") ? "" : "\n";
            return output + between + errors;
        }
    }

    /** Collects how a program may be run. */
    public static final class Builder {

        private final CommandBuilder made;

        private Builder(Path program) {
            this.made = new CommandBuilder(program);
        }

        /** What people call it; the name of its file when nothing is said. */
        public Builder named(String name) {
            made.name(name);
            return this;
        }

        /** An argument that is always the same. */
        public Builder arg(String fixed) {
            made.arg(fixed, null);
            return this;
        }

        /** An argument that is given with each run; it cannot begin like an option. */
        public Builder arg(Parameter parameter) {
            made.arg("", parameter);
            return this;
        }

        /** An argument of this beginning and a value, such as {@code --retries=3}. */
        public Builder arg(String beginning, Parameter parameter) {
            made.arg(beginning, parameter);
            return this;
        }

        /** Where it is run; in the root folder of the disk when nothing is said. */
        public Builder in(Path folder) {
            made.in(folder);
            return this;
        }

        /** A variable of its environment. */
        public Builder environment(String variable, String value) {
            made.environment(variable, value);
            return this;
        }

        /** It inherits these variables too, beside {@link #INHERITED}. */
        public Builder inheriting(String... variables) {
            made.inheriting(variables);
            return this;
        }

        /** The exit codes that mean success; 0 when nothing is said. */
        public Builder succeedingWith(Integer... exitCodes) {
            made.succeedingWith(Set.of(exitCodes));
            return this;
        }

        /** How long it may take; {@link #DEFAULT_LIMIT} when nothing is said. */
        public Builder within(Duration limit) {
            made.within(limit);
            return this;
        }

        /** How much can go wrong; high when nothing is said. */
        public Builder risk(Risk level) {
            made.risk(level);
            return this;
        }

        /** Doing it twice is the same as doing it once. */
        public Builder idempotent() {
            made.idempotent();
            return this;
        }

        /** The command. */
        public Command build() {
            return new Command(made.copy());
        }
    }

    /** Begins with a program by its absolute path. A shell is refused: it would read its arguments as orders. */
    public static Builder of(Path program) {
        return new Builder(program);
    }

    /** What people call it. */
    public String name() {
        return made.name();
    }

    /** What must be given with each run. */
    public List<Parameter> parameters() {
        return made.parameters();
    }

    /** How much can go wrong. */
    public Risk risk() {
        return made.risk();
    }

    /** Whether doing it twice is the same as doing it once. */
    public boolean isIdempotent() {
        return made.isIdempotent();
    }

    /** Says why it cannot be run with these values, or null when it can. */
    public @Nullable String refusal(Map<String, String> values) {
        return made.refusal(values);
    }

    /** The program and the arguments that it would get. */
    public List<String> line(Map<String, String> values) {
        String refusal = refusal(values);
        if (refusal != null) {
            throw new AiopsException("The command '" + name() + "' is not run: " + refusal + ".");
        }
        return made.line(values);
    }

    /**
     * Runs it to its end. When it takes too long, or the thread is interrupted, it is ended by force together with what it started;
     * and so is, where that can be told (on Linux), what it leaves behind when it ends by itself.
     */
    public Result run(Map<String, String> values) throws InterruptedException {
        return new CommandRun(made, line(values)).toEnd();
    }
}
