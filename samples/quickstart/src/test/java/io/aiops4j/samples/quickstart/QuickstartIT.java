package io.aiops4j.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packaged: it runs by itself, and the gate's package is sealed. */
class QuickstartIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @TempDir
    private Path folder;

    private record Ended(int code, String output) {}

    private Ended java(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    @Test
    void the_jar_tells_its_story_and_exits_with_zero() throws Exception {
        Ended ended = java("-jar", TARGET.resolve("quickstart.jar").toString());
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("7 more successes until v2 may run by itself")
                .contains("chain intact");
    }

    @Test
    void no_other_jar_can_add_a_class_to_the_gate() throws Exception {
        Path source = folder.resolve("Forger.java");
        Files.writeString(source, """
                package io.aiops4j.core.review;

                public class Forger {
                    public static void main(String[] args) {
                        System.out.println(Approved.class.getPackage().isSealed());
                        System.out.println(new Approved<>(null, "forged", java.util.List.of(), null, java.util.Map.of()).value());
                    }
                }
                """);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        String lib = TARGET.resolve("lib") + "/*";
        try (var files = javac.getStandardFileManager(null, null, null)) {
            boolean compiled = javac.getTask(
                            null,
                            files,
                            null,
                            java.util.List.of(
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-proc:none"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).isTrue();
        }
        Ended ended = java("-cp", folder + java.io.File.pathSeparator + lib, "io.aiops4j.core.review.Forger");
        assertThat(ended.code()).isNotZero();
        assertThat(ended.output()).contains("sealing violation").doesNotContain("forged\n");
    }
}
