package io.aiops4j.learning.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.testkit.ModelServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that keeps every byte sees no secret, and neither does whatever is kept of the call. */
class SniffingTest {

    /** Texts as they stand in logs, and what is secret in each. */
    private static final String[][] PLANTED = {
        {"login failed for password=hunter2-Sommer", "hunter2-Sommer"},
        {
            "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
            "eyJzdWIiOiIxMjM0NTY3ODkwIn0"
        },
        {"aws_access_key_id=AKIAIOSFODNN7EXAMPLQ", "AKIAIOSFODNN7EXAMPLQ"},
        {"jdbc:postgresql://app:geheim4711@db:5432/shop", "geheim4711"},
        {"{\"apiKey\":\"9f8e7d6c5b4a39281706f5e4d3c2b1a0\"}", "9f8e7d6c5b4a39281706f5e4d3c2b1a0"},
        {"mail from erika.mustermann@example.org bounced", "erika.mustermann@example.org"},
        {"card 4111 1111 1111 1111 was declined", "4111 1111 1111 1111"},
        {
            "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n-----END PRIVATE KEY-----",
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7"
        },
    };

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final RecordStore<ModelCall> kept = Stores.inMemory(clock).records(ModelCall.KIND, ModelCall.CODEC);

    private Models models(ModelServer server) {
        return Models.of(OpenAiChatModel.builder()
                        .httpClientBuilder(new Models.Http())
                        .baseUrl(server.url())
                        .apiKey("key-of-the-host")
                        .modelName("toy")
                        .maxRetries(0)
                        .build())
                .attempts(1)
                .clock(clock)
                .transcripts(kept);
    }

    private static String all() {
        StringBuilder all = new StringBuilder();
        for (String[] each : PLANTED) {
            all.append(each[0]).append('\n');
        }
        return all.toString();
    }

    private static void assertClean(String where, String text) {
        for (String[] each : PLANTED) {
            assertThat(text).as(where).doesNotContain(each[1]);
        }
    }

    private void assertNothingLeaked(ModelServer server) {
        assertThat(server.requests()).isNotEmpty();
        server.requests().forEach(request -> assertClean("the wire", request));
        List<ModelCall> calls = kept.find(Query.all()).records();
        assertThat(calls).isNotEmpty();
        calls.forEach(call -> assertClean("the transcript", ModelCall.CODEC.encode(call)));
    }

    @Test
    void questions_show_none_and_the_model_is_told_about_placeholders() {
        try (ModelServer server =
                ModelServer.doing(ModelServer.saying("no json"), ModelServer.saying("{\"user\": \"<password:1>\"}"))) {
            ModelCall.Answer answer =
                    models(server).ask(ModelCall.Question.draft("e-1", "Draft. " + all(), all(), null));
            assertNothingLeaked(server);
            assertThat(server.requests()).hasSize(2).allMatch(request -> request.contains("replaced by placeholders"));
            assertThat(answer.json()).contains("<password:1>");
            assertClean("the answer", answer.json() + answer + answer.raw());
            assertThat(answer.restore("login <password:1>")).isEqualTo("login hunter2-Sommer");
        }
    }

    @Test
    void conversations_show_none_in_any_kind_of_message() {
        try (ModelServer server = ModelServer.doing(ModelServer.saying("fine"))) {
            ToolExecutionRequest tool = ToolExecutionRequest.builder()
                    .id("1")
                    .name("logs")
                    .arguments("{\"text\": \"" + PLANTED[0][0] + "\"}")
                    .build();
            models(server)
                    .chat(ChatRequest.builder()
                            .messages(
                                    SystemMessage.from(all()),
                                    UserMessage.from(all()),
                                    AiMessage.from(all(), List.of(tool)),
                                    ToolExecutionResultMessage.from(tool, all()))
                            .build());
            assertNothingLeaked(server);
        }
    }

    @Test
    void a_server_that_says_the_prompt_back_in_an_error_leaks_nothing() {
        ModelServer.Move echo = (path, out, closed) -> {
            byte[] body = all().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            out.write(("HTTP/1.1 400 No\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.write(body);
        };
        try (ModelServer server = ModelServer.doing(echo)) {
            Throwable failure = catchThrowable(() -> models(server).chat("Why?"));
            java.io.StringWriter trace = new java.io.StringWriter();
            failure.printStackTrace(new java.io.PrintWriter(trace));
            assertClean("the exception", trace.toString());
            assertNothingLeaked(server);
        }
    }

    @Test
    void what_cannot_be_redacted_is_not_sent() {
        try (ModelServer server = ModelServer.doing(ModelServer.saying("fine"))) {
            Throwable failure = catchThrowable(() -> models(server)
                    .chat(UserMessage.from(dev.langchain4j.data.message.ImageContent.from("aGk=", "image/png"))));
            assertThat(failure).hasMessageContaining("cannot be redacted");
            assertThat(server.requests()).isEmpty();
        }
    }
}
