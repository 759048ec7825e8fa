package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.place.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What it costs a thread that logs that its lines are looked at. */
final class AppendersEvaluation implements Evaluation {

    private static final int SECONDS = 5;
    private static final long MOST_SECONDS = 600;
    private static final double MOST_NANOS = 1_000;
    private static final double MOST_DROPPED = 0.1;
    private static final Duration STARTING = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "appenders";
    }

    @Override
    public String summary() {
        return "what our appender costs a thread that logs 100,000 lines a second with Logback, in an application with the starter";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar appenders [--seconds N]

                  --seconds N      how long is logged in each round with our appender, and as long without, 5 when nothing is said

                A Spring Boot application with the starter and without a property, in a process of its own with the JVM's
                defaults, logs through SLF4J and Logback: one thread, a warning each 10 microseconds, at an appender of Logback's
                that writes a usual pattern to nowhere. In each of three rounds slices of a quarter of a second alternate: our
                appender attached and detached, as the context starts and stops it. Of 10 lines one has an argument that may
                change, of 1,000 one has an exception. A round goes first and does not count. In the end a line with an
                OutOfMemoryError must open an incident.

                Figures, medians of three rounds: lines (with our appender, in all), lines_per_second; p50_ns, p99_ns, p999_ns
                of one call of the logger with our appender, plain_p50_ns, plain_p99_ns, plain_p999_ns without; over_p99_ns
                (the difference of the two p99, round by round, which must be at most 1000); dropped (lines, in all, at most
                one of ten: what is dropped costs less).
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--seconds");
        long seconds = options.count("--seconds", SECONDS, MOST_SECONDS);
        Duration deadline = STARTING.plusSeconds(seconds * 4 * AppendersHost.ROUNDS);
        try (Scratch scratch = Scratch.in(options.folder());
                Child host = Child.startHost(AppendersHost.class, scratch.folder(), List.of(Long.toString(seconds)))) {
            host.require(0, line -> line.equals(AppendersHost.SEEN), deadline);
            return figures(host.lines(0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Figures figures(List<String> said) {
        List<AppendersHost.Round> rounds = new ArrayList<>();
        for (String line : said.subList(0, said.size() - 1)) {
            rounds.add(AppendersHost.Round.parse(line));
        }
        long lines = rounds.stream().mapToLong(AppendersHost.Round::lines).sum();
        long dropped = rounds.stream().mapToLong(AppendersHost.Round::dropped).sum();
        double over = median(rounds, round -> round.p99() - round.plainP99());
        return new Figures()
                .with("lines", lines)
                .with("lines_per_second", median(rounds, AppendersHost.Round::perSecond))
                .with("p50_ns", median(rounds, AppendersHost.Round::p50))
                .with("p99_ns", median(rounds, AppendersHost.Round::p99))
                .with("p999_ns", median(rounds, AppendersHost.Round::p999))
                .with("plain_p50_ns", median(rounds, AppendersHost.Round::plainP50))
                .with("plain_p99_ns", median(rounds, AppendersHost.Round::plainP99))
                .with("plain_p999_ns", median(rounds, AppendersHost.Round::plainP999))
                .with("over_p99_ns", over)
                .with("dropped", dropped)
                .floor(over <= MOST_NANOS, "a line costs at most 1000 ns more at p99, not " + Math.round(over))
                .floor(dropped <= lines * MOST_DROPPED, "at most one line of ten is dropped, not " + dropped);
    }

    private static double median(List<AppendersHost.Round> rounds, ToDoubleFunction<AppendersHost.Round> figure) {
        double[] all = rounds.stream().mapToDouble(figure).toArray();
        Arrays.sort(all);
        return all[all.length / 2];
    }
}
