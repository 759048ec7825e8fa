package io.aiops4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.run.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's code is compiled against the library and run. */
public class ReadmeTest { // public for the examples, which see Ops

    @TempDir
    private Path folder;

    private String readme = "";

    /** What the README's examples find around them. */
    public static final class Ops {

        final List<String> restarted = new ArrayList<>();

        /** Restarts a service. */
        public void restart(String service) {
            restarted.add(service);
        }

        /** The state of a service. */
        public String status(String service) {
            return restarted.contains(service) ? "running" : "down";
        }

        /** Imports. */
        public int importAll() {
            return 42;
        }
    }

    @BeforeEach
    void read() throws Exception {
        readme = Files.readString(Library.root().resolve("README.md"));
    }

    private List<String> blocks(String language) {
        return Examples.in(readme, language);
    }

    @Test
    void the_readme_is_short() {
        assertThat(readme.lines().count()).isLessThan(200);
    }

    @Test
    void its_first_example_restarts_the_service() throws Exception {
        Path runbook = Files.writeString(
                folder.resolve("redis-oom.yaml"), blocks("yaml").get(0));
        Ops ops = new Ops();
        run(
                blocks("java")
                        .get(0)
                        .replace("Path.of(\"redis-oom.yaml\")", "java.nio.file.Path.of(\"" + runbook + "\")"),
                ops);
        assertThat(ops.restarted).containsExactly("redis");
    }

    @Test
    void its_other_examples_compile_and_run() throws Exception {
        List<String> blocks = blocks("java");
        assertThat(blocks).hasSizeGreaterThan(1);
        for (String block : blocks.subList(1, blocks.size())) {
            if (!block.startsWith("@")) {
                run(block, new Ops());
            }
        }
    }

    @Test
    void its_beans_are_beans() throws Exception {
        for (String block : blocks("java")) {
            if (block.startsWith("@")) {
                Object configuration = Examples.compile(
                                folder,
                                "Beans",
                                "public class Beans {\n" + block.replace("Action restart", "public Action restart")
                                        + "\n}")
                        .getConstructor()
                        .newInstance();
                Ops ops = new Ops();
                Action action = (Action)
                        configuration.getClass().getMethod("restart", Ops.class).invoke(configuration, ops);
                assertThat(action.signature().name()).isEqualTo("restart_service");
            }
        }
    }

    private void run(String statements, Ops ops) throws Exception {
        // an example that opens its own instance must not find another of that name
        String given = statements.contains("Aiops.builder()") ? "given" : "aiops";
        Class<?> example = Examples.compile(
                folder,
                "Example",
                "public class Example {\npublic static void run(Aiops " + given
                        + ", byte[] key, Ops ops, Ops importer) throws Exception {\n" + statements + "\n}}");
        byte[] key = new byte[32];
        try (Aiops aiops =
                Aiops.builder().authority(Authority.of(key).approver("bob")).build()) {
            example.getMethod("run", Aiops.class, byte[].class, Ops.class, Ops.class)
                    .invoke(null, aiops, key, ops, ops);
        }
    }
}
