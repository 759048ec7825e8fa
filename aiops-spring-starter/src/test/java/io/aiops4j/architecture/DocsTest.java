package io.aiops4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.Aiops;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.Investigations;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.llm.ModelCall;
import io.aiops4j.learning.llm.Models;
import io.aiops4j.learning.testkit.ScriptedModel;
import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say is what the code does; their links lead somewhere. */
final class DocsTest {

    private static final Path DOCS = Library.root().resolve("docs");

    @TempDir
    private Path folder;

    static Stream<Path> documents() {
        return Stream.of(Library.root(), DOCS)
                .flatMap(folder -> Stream.of(folder.toFile().listFiles()))
                .map(File::toPath)
                .filter(file -> file.toString().endsWith(".md"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_lead_to_files_and_headings(Path document) throws Exception {
        assertThat(Links.broken(document)).isEmpty();
    }

    @Test
    void a_link_that_leads_nowhere_is_found() throws Exception {
        Path document = Files.writeString(
                folder.resolve("a.md"),
                "# What it is\n```\n# no\n```\n[1](#what-it-is) [2](#no) [3](b.md) [4](a.md#no)");
        assertThat(Links.broken(document)).containsExactly("#no", "b.md", "a.md#no");
    }

    @Test
    void the_patterns_in_java_compile_and_run() throws Exception {
        String document = Files.readString(DOCS.resolve("patterns.md"));
        List<String> blocks = Examples.in(document, "java");
        assertThat(blocks).hasSizeGreaterThan(3);
        for (String block : blocks) {
            String patterns = block.contains("PatternLibrary patterns") ? "given" : "patterns";
            Class<?> example = Examples.compile(
                    folder,
                    "Example",
                    "public class Example {\npublic static void run(PatternLibrary " + patterns
                            + ", AlertPattern pattern, String log) {\n" + block + "\n}}");
            example.getMethod("run", PatternLibrary.class, AlertPattern.class, String.class)
                    .invoke(
                            null,
                            PatternLibrary.builtIn(),
                            AlertPattern.of("stuck", "Queue", "queue_stuck", Severity.ERROR),
                            "CrashLoopBackOff: OOMKilled");
        }
    }

    @Test
    void the_patterns_in_files_are_read() throws Exception {
        List<String> blocks = Examples.in(Files.readString(DOCS.resolve("patterns.md")), "yaml");
        assertThat(PatternLibrary.read("docs.yaml", blocks.get(0))).hasSize(2);
        assertThat(Investigations.of(Investigations.read("docs.yaml", blocks.get(1)))
                        .relevant("queue is stuck"))
                .hasSize(1);
    }

    @Test
    void the_models_in_java_compile_and_run() throws Exception {
        List<String> blocks = Examples.in(Files.readString(DOCS.resolve("models.md")), "java");
        assertThat(blocks).hasSizeGreaterThan(3);
        Class<?> example = Examples.compile(
                folder,
                "Example",
                "import dev.langchain4j.model.chat.ChatModel;\n"
                        + "import dev.langchain4j.model.chat.request.json.JsonSchema;\n"
                        + "public class Example {\npublic static void run(ChatModel strong, ChatModel small,"
                        + " RecordStore<ModelCall> store, Seal seal, String log, JsonSchema schema) {\n"
                        + String.join("\n", blocks) + "\naiops.close();\n}}");
        ChatModel model = ScriptedModel.saying("{\"cause\": \"HEAP\", \"confidence\": 0.9}");
        example.getMethod(
                        "run",
                        ChatModel.class,
                        ChatModel.class,
                        RecordStore.class,
                        Seal.class,
                        String.class,
                        JsonSchema.class)
                .invoke(
                        null,
                        new Named(model),
                        new Named(model),
                        Stores.inMemory(Clock.systemUTC()).records(ModelCall.KIND, ModelCall.CODEC),
                        Seal.none(),
                        "OutOfMemoryError",
                        null);
    }

    @Test
    void what_is_learned_in_java_compiles_and_runs() throws Exception {
        List<String> blocks = Examples.in(Files.readString(DOCS.resolve("learning.md")), "java");
        assertThat(blocks).hasSize(4);
        Class<?> example = Examples.compile(
                folder,
                "Example",
                "import dev.langchain4j.model.chat.ChatModel;\n"
                        + "public class Example {\npublic static long learned(Aiops aiops, ExecutionResult result) {\n"
                        + blocks.get(0) + "\nreturn waiting; }\n"
                        + "public static Models told(ChatModel strong, String template) {\n" + blocks.get(1)
                        + "\nreturn models; }\n"
                        + "public interface Host { void setHeap(String service, int mb); void restart(String service); }\n"
                        + "public static String helped(Aiops aiops, Incident incident, Host ops) {\n" + blocks.get(2)
                        + blocks.get(3) + "\nreturn proposal; }}");
        ExecutionResult helped = ExecutionResult.of("run-1", "redis-oom")
                .on("default", "redis", "node-1")
                .platform("any")
                .time(Instant.EPOCH, Instant.EPOCH)
                .status(ExecutionResult.Status.FAILED)
                .verification(Verification.unknown(""))
                .evidence("ev-1")
                .build();
        try (Aiops aiops = Aiops.builder().build()) {
            Method learned = example.getMethod("learned", Aiops.class, ExecutionResult.class);
            assertThatThrownBy(() -> learned.invoke(null, aiops, helped))
                    .hasRootCauseInstanceOf(AiopsException.class)
                    .rootCause()
                    .hasMessageContaining("no version of a runbook that is known here");
        }
        Models models = (Models) example.getMethod("told", ChatModel.class, String.class)
                .invoke(null, ScriptedModel.saying("{}"), "a template");
        assertThat(models.template("draft")).contains("a template");
        assertThat(models.facts().baselines()).containsExactly("API answers in 200 ms");
    }

    @Test
    void what_spring_is_told_in_java_compiles() throws Exception {
        List<String> blocks = Examples.in(Files.readString(DOCS.resolve("spring.md")), "java");
        assertThat(blocks).hasSize(2);
        Class<?> example = Examples.compile(
                folder,
                "Example",
                "public class Example {\n"
                        + "interface Host { void setHeap(String service, int mb); void restart(String service); int importAll(); }\n"
                        + "Host ops; Host importer;\n" + String.join("\n", blocks) + "}");
        assertThat(example.getDeclaredMethods())
                .extracting(Method::getName)
                .contains("setHeap", "restart", "importAll");
    }

    @Test
    void what_opens_the_routes_in_java_compiles() throws Exception {
        List<String> blocks = Examples.in(Files.readString(DOCS.resolve("rest.md")), "java");
        assertThat(blocks).hasSize(1);
        Class<?> example = Examples.compile(
                folder,
                "Example",
                "import org.springframework.security.config.Customizer;\n"
                        + "import org.springframework.security.config.annotation.web.builders.HttpSecurity;\n"
                        + "import org.springframework.security.config.http.SessionCreationPolicy;\n"
                        + "import org.springframework.security.web.SecurityFilterChain;\n"
                        + "public class Example {\n" + blocks.get(0) + "}");
        assertThat(example.getDeclaredMethods()).extracting(Method::getName).contains("chain");
    }

    /** A model that says its name, so that it has a price. */
    private record Named(ChatModel inner) implements ChatModel {

        @Override
        public ChatResponse doChat(ChatRequest request) {
            return inner.chat(request);
        }

        @Override
        public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder().modelName("gpt-4o-mini").build();
        }
    }
}
