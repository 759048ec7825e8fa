package io.aiops4j.jmh.eval;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The command line of {@code eval.jar}: runs an evaluation, prints its figures as a table and, as the last line, as JSON. It
 * ends with 0 when the evaluation ran, with 1 when it ran and something that must hold did not, and with 2 and one line on the
 * error stream when its input is missing or malformed.
 *
 * <pre>{@code
 * java -jar eval.jar match --patterns patterns.txt --log app.log.gz
 * }</pre>
 */
public final class Eval {

    /** All evaluations, in the order of the help. */
    private static final List<Evaluation> EVALUATIONS = List.of(
            new MatchEvaluation(),
            new HostileEvaluation(),
            new KillEvaluation(),
            new RaceEvaluation(),
            new CrashEvaluation(),
            new ReachEvaluation(),
            new GuardrailsEvaluation(),
            new FloodEvaluation(),
            new OpenEvaluation(),
            new RecordEvaluation(),
            new AppendersEvaluation(),
            new StartEvaluation(),
            new FindEvaluation(),
            new GateEvaluation(),
            new SecretsEvaluation(),
            new JsonEvaluation(),
            new InjectionEvaluation(),
            new ReplayEvaluation(),
            new NabEvaluation(),
            new CloudEvaluation(),
            new DetectorsEvaluation(),
            new LeaksEvaluation());

    private static final int RAN = 0;
    private static final int MISSED = 1;
    private static final int BAD_INPUT = 2;

    private final PrintStream out;
    private final PrintStream err;

    Eval(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command line and ends the process. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Eval(out, err).run(List.of(args)));
    }

    /** Runs a command line and gives the exit code. */
    int run(List<String> args) {
        if (args.isEmpty()) {
            return badInput("eval", "Name an evaluation; --help lists them.");
        }
        String name = args.get(0);
        if (isHelp(name)) {
            out.print(help());
            return RAN;
        }
        return EVALUATIONS.stream()
                .filter(evaluation -> evaluation.name().equals(name))
                .findFirst()
                .map(evaluation -> run(evaluation, args.subList(1, args.size())))
                .orElseGet(() -> badInput("eval", "There is no evaluation \"" + name + "\"; --help lists them."));
    }

    private int run(Evaluation evaluation, List<String> args) {
        if (args.stream().anyMatch(Eval::isHelp)) {
            out.print(evaluation.usage());
            return RAN;
        }
        try {
            Figures figures = evaluation.run(args);
            out.print(figures.table());
            out.println(figures.json());
            figures.missed().forEach(floor -> err.println("eval " + evaluation.name() + ": missed: " + floor));
            return figures.missed().isEmpty() ? RAN : MISSED;
        } catch (BadInput e) {
            return badInput("eval " + evaluation.name(), e.getMessage());
        } catch (IOException e) {
            return badInput("eval " + evaluation.name(), "cannot read or write " + e.getMessage());
        }
    }

    private static boolean isHelp(String arg) {
        return arg.equals("--help") || arg.equals("-h");
    }

    private static String help() {
        StringBuilder help = new StringBuilder("Usage: java -jar eval.jar EVALUATION [OPTIONS]\n\nEvaluations:\n");
        for (Evaluation evaluation : EVALUATIONS) {
            help.append(String.format("  %-12s %s%n", evaluation.name(), evaluation.summary()));
        }
        return help.append("\njava -jar eval.jar EVALUATION --help says more about one.\n")
                .toString();
    }

    private int badInput(String command, String message) {
        StringBuilder line = new StringBuilder();
        (command + ": " + message)
                .codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        err.println(line);
        return BAD_INPUT;
    }
}
