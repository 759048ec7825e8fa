package io.aiops4j.samples.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packaged: it runs by itself, says where to look and as whom, and the gate's package is sealed. */
class SpringBootAppIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @TempDir
    private Path folder;

    private String after(String output, String word) {
        return output.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).strip())
                .findFirst()
                .orElse("");
    }

    @Test
    void the_jar_says_where_to_look_and_lets_in_whom_it_names() throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        TARGET.resolve("spring-boot-app.jar").toString(),
                        "--server.port=0",
                        "--sample.orders-every=100ms")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            String said = AppHost.soon("it greets", () -> read(output).filter(text -> text.contains("Ctrl+C")));
            String page = after(said, "http://");
            Visitor reviewer =
                    Visitor.as("reviewer", after(said, "reviewer "), "http://" + page.substring(0, page.indexOf('/')));
            assertThat(page).endsWith("/aiops");
            assertThat(reviewer.get("/").body()).contains("every order is lost");
            assertThat(reviewer.get(Visitor.API + "/me").body()).contains("reviewer");
            AppHost.soon("an order is lost", () -> read(output).filter(text -> text.contains("order 1 is lost")));
        } finally {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        }
        // what is in memory leaves nothing behind
        assertThat(folder.toFile().listFiles()).extracting(File::getName).containsExactly("output.txt");
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }

    @Test
    void the_package_of_the_gate_is_sealed() throws Exception {
        Path source = Files.writeString(folder.resolve("Sealed.java"), """
                public class Sealed {
                    public static void main(String[] args) throws Exception {
                        System.out.println(Class.forName("io.aiops4j.core.review.Approved").getPackage().isSealed());
                    }
                }
                """);
        Path output = folder.resolve("output.txt");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                TARGET.resolve("spring-boot-app.jar").toString(),
                source.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(output)).isEqualToIgnoringNewLines("true");
    }
}
