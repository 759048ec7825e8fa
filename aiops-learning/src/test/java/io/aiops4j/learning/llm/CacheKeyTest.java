package io.aiops4j.learning.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.aiops4j.learning.testkit.ScriptedModel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Two requests share an answer if and only if everything that decides it is equal. */
class CacheKeyTest {

    private record Asked(String system, String user, String model, Double temperature, Integer most, String stop) {

        ChatRequest request() {
            return ChatRequest.builder()
                    .messages(SystemMessage.from(system), UserMessage.from(user))
                    .modelName(model)
                    .temperature(temperature)
                    .maxOutputTokens(most)
                    .stopSequences(List.of(stop))
                    .build();
        }
    }

    @Provide
    Arbitrary<Asked> asked() {
        Arbitrary<String> text = Arbitraries.of("a", "b", "a }, UserMessage { name = null", "ab");
        return Combinators.combine(
                        text,
                        text,
                        Arbitraries.of("m", "n"),
                        Arbitraries.of(0.0, 0.5),
                        Arbitraries.of(10, 20),
                        Arbitraries.of("x", "y"))
                .as(Asked::new);
    }

    @Property(tries = 500)
    void equal_requests_share_an_answer_and_others_do_not(@ForAll("asked") Asked one, @ForAll("asked") Asked other) {
        AtomicInteger calls = new AtomicInteger();
        ChatModel cached = Models.cached(ScriptedModel.answering(p -> "answer " + calls.incrementAndGet()), 1 << 20);
        String first = cached.chat(one.request()).aiMessage().text();
        String second = cached.chat(other.request()).aiMessage().text();
        assertThat(second.equals(first)).isEqualTo(one.equals(other));
        assertThat(cached.chat(one.request()).aiMessage().text()).isEqualTo(first);
    }

    @Test
    void it_is_bounded_by_what_it_weighs() {
        AtomicInteger calls = new AtomicInteger();
        ScriptedModel model = ScriptedModel.answering(prompt -> {
            calls.incrementAndGet();
            return "a".repeat(1_000);
        });
        ChatModel cached = Models.cached(model, 50_000);
        for (int i = 0; i < 100; i++) {
            cached.chat("question " + i);
        }
        int before = calls.get();
        for (int i = 0; i < 100; i++) {
            cached.chat("question " + i);
        }
        assertThat(calls.get() - before).as("answers that were not kept").isGreaterThan(70);
    }
}
