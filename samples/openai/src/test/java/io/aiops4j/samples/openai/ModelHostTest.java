package io.aiops4j.samples.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.learning.testkit.ModelServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The same story with a model that answers, one that is away, and one that talks nonsense. */
class ModelHostTest {

    private static String story(ModelServer.Move move) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ModelServer server = ModelServer.doing(move)) {
            ModelHost.tell(server.url() + "/v1", "a-key", "toy", new PrintStream(bytes, true, StandardCharsets.UTF_8));
            assertThat(server.requests()).isNotEmpty().allMatch(request -> request.contains("Bearer a-key"));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_model_says_what_kind_of_failure_it_is_and_rules_draft_against_it() throws Exception {
        assertThat(story(ModelServer.saying("{\"type\": \"TRANSIENT\"}")))
                .contains("redis-oom failed: TRANSIENT")
                .contains("drafted: ")
                .contains("models 1 answers, 120 tokens");
    }

    @Test
    void a_model_that_is_away_or_talks_nonsense_changes_nothing() throws Exception {
        for (ModelServer.Move move : new ModelServer.Move[] {
            ModelServer.status(401, ""), ModelServer.garbage(), ModelServer.saying("Restart everything, now!")
        }) {
            assertThat(story(move)).contains("redis-oom failed: UNKNOWN").doesNotContain("drafted: ");
        }
    }

    @Test
    void the_host_stays_short() throws Exception {
        Path host = Path.of("src/main/java/io/aiops4j/samples/openai/ModelHost.java");
        assertThat(Files.readAllLines(host)).hasSizeLessThanOrEqualTo(100);
    }
}
