package io.aiops4j.learning.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import io.aiops4j.learning.testkit.ModelServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** LangChain4j's own clients over real HTTP, against a server that behaves as badly as servers do. */
@Timeout(60)
class WireTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    /** A client, with our way over HTTP or its own. */
    enum Client {
        OPENAI,
        OLLAMA,
        OPENAI_BY_ITSELF,
        OLLAMA_BY_ITSELF;

        boolean isBounded() {
            return this == OPENAI || this == OLLAMA;
        }

        ChatModel to(ModelServer server) {
            HttpClientBuilder http = isBounded() ? new Models.Http() : new JdkHttpClientBuilder();
            return this == OPENAI || this == OPENAI_BY_ITSELF
                    ? OpenAiChatModel.builder()
                            .httpClientBuilder(http)
                            .baseUrl(server.url() + "/v1")
                            .apiKey("key-of-the-host")
                            .modelName("toy")
                            .timeout(LIMIT)
                            .maxRetries(0)
                            .build()
                    : OllamaChatModel.builder()
                            .httpClientBuilder(http)
                            .baseUrl(server.url())
                            .modelName("toy")
                            .timeout(LIMIT)
                            .maxRetries(0)
                            .build();
        }
    }

    private static Models models(Client client, ModelServer server) {
        return Models.of(client.to(server)).attempts(1).timeout(LIMIT);
    }

    private static ModelCall.NoAnswerException failure(Models models) {
        return catchThrowableOfType(ModelCall.NoAnswerException.class, () -> models.chat("Why?"));
    }

    @ParameterizedTest
    @EnumSource
    void a_good_answer_arrives_with_its_tokens(Client client) {
        try (ModelServer server = ModelServer.doing(ModelServer.saying("{\"cause\": \"heap\"}"))) {
            Models models = models(client, server);
            JsonSchema schema = JsonSchema.builder()
                    .name("cause")
                    .rootElement(JsonObjectSchema.builder()
                            .addStringProperty("cause")
                            .required("cause")
                            .build())
                    .build();
            ModelCall.Answer answer = models.ask(ModelCall.Question.classify("e-1", "Choose.", "heap space", schema));
            assertThat(answer.json()).isEqualTo("{\"cause\":\"heap\"}");
            assertThat(models.figures().tokensToday()).isEqualTo(120);
            assertThat(server.requests().get(0)).contains("heap space").contains("must fit this schema");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_stalls_is_timed_out(Client client) {
        try (ModelServer server = ModelServer.doing(ModelServer.stalling())) {
            assertThat(failure(models(client, server).timeout(SHORT)).reason()).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_byte_a_second_is_timed_out(Client client) {
        try (ModelServer server = ModelServer.doing(ModelServer.dripping())) {
            assertThat(failure(models(client, server).timeout(SHORT)).reason()).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_that_is_cut_is_unavailable_and_asked_again(Client client) {
        try (ModelServer server = ModelServer.doing(ModelServer.cuttingOff())) {
            assertThat(failure(models(client, server)).reason()).isEqualTo(Reason.UNAVAILABLE);
        }
        try (ModelServer server = ModelServer.doing(ModelServer.cuttingOff(), ModelServer.saying("fine"))) {
            assertThat(models(client, server).attempts(2).chat("Why?")).isEqualTo("fine");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failed_server_is_unavailable_and_asked_again(Client client) {
        try (ModelServer server = ModelServer.doing(ModelServer.status(500, ""), ModelServer.saying("fine"))) {
            assertThat(models(client, server).attempts(2).chat("Why?")).isEqualTo("fine");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_will_not_change_is_not_asked_again(Client client) {
        for (int status : new int[] {400, 401, 403, 404}) {
            try (ModelServer server = ModelServer.doing(ModelServer.status(status, ""))) {
                assertThat(failure(models(client, server).attempts(3)).reason()).isEqualTo(Reason.REFUSED);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void garbage_is_unreadable_and_not_asked_again(Client client) {
        try (ModelServer server = ModelServer.doing(ModelServer.garbage())) {
            assertThat(failure(models(client, server).attempts(3)).reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fifty_megabytes_end_in_a_typed_refusal(Client client) {
        int bytes = 50 << 20;
        try (ModelServer server = ModelServer.doing(ModelServer.flooding(bytes))) {
            Reason reason = failure(models(client, server).attempts(3)).reason();
            assertThat(reason).isIn(EnumSet.of(Reason.TOO_LONG, Reason.UNREADABLE));
            if (client.isBounded()) {
                assertThat(reason).isEqualTo(Reason.TOO_LONG);
                assertThat(server.written()).isLessThan(bytes / 2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_waits_as_long_as_the_server_says(Client client) throws Exception {
        try (ModelServer server =
                ModelServer.doing(ModelServer.status(429, "Retry-After: 7"), ModelServer.saying("fine"))) {
            List<Duration> pauses = new ArrayList<>();
            SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
            ChatModel patient = new RetryingModel(client.to(server), 3, clock, pauses::add);
            assertThat(patient.chat("Why?")).isEqualTo("fine");
            // LangChain4j's own way over HTTP drops what the server says
            assertThat(pauses).containsExactly(client.isBounded() ? Duration.ofSeconds(7) : Duration.ofMillis(500));
        }
    }

    @Test
    void a_server_that_wants_a_longer_pause_than_allowed_is_not_asked_again() {
        try (ModelServer server =
                ModelServer.doing(ModelServer.status(429, "Retry-After: 3600"), ModelServer.saying("fine"))) {
            assertThat(failure(models(Client.OPENAI, server).attempts(3)).reason())
                    .isEqualTo(Reason.RATE_LIMITED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_date_is_a_pause_too() {
        try (ModelServer server = ModelServer.doing(
                ModelServer.status(429, "Retry-After: Thu, 1 Jan 2026 00:00:09 GMT"), ModelServer.saying("fine"))) {
            List<Duration> pauses = new ArrayList<>();
            SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
            assertThat(new RetryingModel(Client.OPENAI.to(server), 2, clock, pauses::add).chat("Why?"))
                    .isEqualTo("fine");
            assertThat(pauses).containsExactly(Duration.ofSeconds(9));
        }
    }

    @Test
    void an_answer_that_the_server_cut_short_is_asked_for_again_and_never_read() {
        try (ModelServer server =
                ModelServer.doing(ModelServer.cutShort("{\"a\": 1}"), ModelServer.saying("{\"a\": 2}"))) {
            ModelCall.Question question = ModelCall.Question.draft("e-1", "Draft.", "it broke", null);
            assertThat(models(Client.OPENAI, server).ask(question).json()).isEqualTo("{\"a\":2}");
            assertThat(server.requests().get(1)).contains("cut off");
        }
    }
}
