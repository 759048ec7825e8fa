package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.place.Scratch;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the starter adds to the start of an otherwise empty web application. */
final class StartEvaluation implements Evaluation {

    private static final int ROUNDS = 7;
    private static final long MOST_ROUNDS = 100;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    // what a web application has anyway, of what lies among the libraries of this jar
    private static final List<String> EVERYBODYS =
            List.of("slf4j-api", "jspecify", "jackson-annotations", "jackson-core-3", "jackson-databind-3");

    private static final List<String> OURS = List.of(
            "aiops-",
            "caffeine",
            "error_prone",
            "jackson-core-2",
            "jackson-databind-2",
            "jackson-dataformat",
            "langchain4j",
            "re2j",
            "resilience4j",
            "smile",
            "snakeyaml-engine");

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "what the starter adds to the start of an empty Spring Boot web application: time, heap and bytes of jars";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar start [--rounds N]

                  --rounds N       how often each of the two is started, 7 when nothing is said

                An empty Spring Boot web application starts with the starter and without, in turn, each time in a process of its own
                with the JVM's defaults; a round goes first and does not count.

                Figures, medians: start_ms and plain_start_ms (from the start of the process to the application's), ratio_percent (of
                the two, the goal is 110 at most), heap_kb and plain_heap_kb (after a collection), jars (that the starter brings
                along), jars_kb.
                """;
    }

    private record Started(double millis, double heap) {}

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--rounds");
        long rounds = options.count("--rounds", ROUNDS, MOST_ROUNDS);
        try (Scratch scratch = Scratch.in(options.folder())) {
            Path classes = standalone(scratch.folder());
            Path target = Path.of(System.getProperty("java.class.path"))
                    .toAbsolutePath()
                    .getParent();
            List<Path> plain = new ArrayList<>(jars(target.resolve("host"), name -> !isAny(name, OURS)));
            plain.addAll(jars(target.resolve("lib"), name -> isAny(name, EVERYBODYS)));
            List<Path> ours = new ArrayList<>(jars(target.resolve("host"), name -> isAny(name, OURS)));
            ours.addAll(jars(target.resolve("lib"), name -> isAny(name, OURS) && !name.contains("-tests")));
            List<Path> both = new ArrayList<>(plain);
            both.addAll(ours);
            List<Started> without = new ArrayList<>();
            List<Started> with = new ArrayList<>();
            for (int i = 0; i <= rounds; i++) {
                Started first = start(classes, plain, scratch.folder(), false);
                Started second = start(classes, both, scratch.folder(), true);
                if (i > 0) {
                    without.add(first);
                    with.add(second);
                }
            }
            return figures(without, with, ours);
        }
    }

    private static Figures figures(List<Started> without, List<Started> with, List<Path> ours) throws IOException {
        long bytes = 0;
        for (Path jar : ours) {
            bytes += Files.size(jar);
        }
        double plain = median(without.stream().mapToDouble(Started::millis).toArray());
        double start = median(with.stream().mapToDouble(Started::millis).toArray());
        return new Figures()
                .with("start_ms", start)
                .with("plain_start_ms", plain)
                .with("ratio_percent", 100 * start / plain)
                .with("heap_kb", median(with.stream().mapToDouble(Started::heap).toArray()) / 1024)
                .with(
                        "plain_heap_kb",
                        median(without.stream().mapToDouble(Started::heap).toArray()) / 1024)
                .with("jars", ours.size())
                .with("jars_kb", bytes / 1024);
    }

    private static double median(double[] all) {
        Arrays.sort(all);
        return all[all.length / 2];
    }

    // the application alone, without what else is in this jar
    private static Path standalone(Path folder) throws IOException {
        String file = StartHost.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve("classes").resolve(file);
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        try (InputStream in = Objects.requireNonNull(StartHost.class.getResourceAsStream("/" + file))) {
            Files.copy(in, copy);
        }
        return folder.resolve("classes");
    }

    private static List<Path> jars(Path folder, Predicate<String> which) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> which.test(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isAny(String name, List<String> beginnings) {
        return beginnings.stream().anyMatch(name::startsWith);
    }

    private static Started start(Path classes, List<Path> jars, Path folder, boolean ours) throws IOException {
        String classPath = classes
                + File.pathSeparator
                + jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        try (Child child = Child.startWith(classPath, StartHost.class, folder)) {
            child.require(0, line -> line.startsWith("started "), LONGEST);
            String[] words = child.lines(0).get(child.lines(0).size() - 1).split(" ", -1);
            if (Boolean.parseBoolean(words[3]) != ours) {
                throw new IllegalStateException("with the starter: " + words[3] + ", and it should be " + ours);
            }
            return new Started(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
