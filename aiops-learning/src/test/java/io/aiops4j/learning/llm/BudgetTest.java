package io.aiops4j.learning.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.testkit.ScriptedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A day's tokens and money, under whatever load. */
class BudgetTest {

    private final SettableClock clock = SettableClock.at("2026-01-01T22:00:00Z");

    /** A model that uses so many tokens and counts what it was made to use. */
    private static final class Thirsty implements ChatModel {

        private final int out;
        private final AtomicLong used = new AtomicLong();
        private final AtomicInteger calls = new AtomicInteger();

        Thirsty(int out) {
            this.out = out;
        }

        @Override
        public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder().modelName("thirsty-1").build();
        }

        @Override
        public ChatResponse doChat(ChatRequest request) {
            // one in three is cut off, at the latest where an answer usually ends: what it used is never told
            if (calls.incrementAndGet() % 3 == 0) {
                used.addAndGet(Math.min(10L + out, Models.USUAL_ANSWER));
                throw new UncheckedIOException(new IOException("cut off"));
            }
            used.addAndGet(10L + out);
            Thread.yield();
            return ChatResponse.builder()
                    .aiMessage(AiMessage.from("fine"))
                    .tokenUsage(new TokenUsage(10, out))
                    .build();
        }
    }

    @Property(tries = 60)
    void it_is_never_exceeded_by_more_than_the_calls_in_flight(
            @ForAll @IntRange(min = 0, max = 60_000) int budget,
            @ForAll @IntRange(min = 1, max = 8) int threads,
            @ForAll @IntRange(min = 0, max = 6_000) int out,
            @ForAll Random random)
            throws Exception {
        Thirsty model = new Thirsty(out);
        ChatModel budgeted = Models.budgeted(model, Models.Budget.perDay(budget), clock);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> work = IntStream.range(0, 60)
                    .mapToObj(i -> (Callable<Integer>) () -> {
                        try {
                            budgeted.chat("Why? " + i);
                        } catch (RuntimeException e) {
                            return 0;
                        }
                        return 1;
                    })
                    .toList();
            pool.invokeAll(work);
        } finally {
            pool.shutdownNow();
        }
        // what a call uses beyond what was held for it is all that can be too much, once for each call in flight
        long beyond = Math.max(0, out + 10 - Models.USUAL_ANSWER);
        assertThat(model.used.get()).isLessThanOrEqualTo(budget + threads * beyond);
    }

    @Test
    void it_is_renewed_at_midnight_and_counts_money() {
        Thirsty model = new Thirsty(1_000_000);
        Models models = Models.of(model)
                .clock(clock)
                .cache(0)
                .budget(Models.Budget.perDay(Long.MAX_VALUE / 4).money("2.50").price("thirsty", "0.15", "2.00"));
        models.chat("a");
        assertThat(models.figures().costToday()).isEqualByComparingTo("2.000002");
        models.chat("b");
        assertThat(models.figures().usedUp()).isTrue();
        assertThatThrownBy(() -> models.chat("c"))
                .hasMessageContaining("midnight UTC")
                .hasMessageContaining("4.000004");
        clock.advance(Duration.ofHours(2));
        assertThat(models.figures().usedUp()).isFalse();
        assertThat(models.figures().tokensToday()).isZero();
    }

    @Test
    void with_a_budget_of_money_a_model_without_a_price_is_not_asked() {
        Thirsty model = new Thirsty(1);
        Models models = Models.of(model).budget(Models.Budget.perDay(1_000_000).money("1"));
        assertThatThrownBy(() -> models.chat("a")).hasMessageContaining("no price for the model 'thirsty-1'");
        assertThat(model.calls).hasValue(0);
    }

    @Test
    void what_a_server_refused_is_free_and_what_was_cut_off_is_not() {
        ChatModel failed = new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                throw new InternalServerException(new dev.langchain4j.exception.HttpException(500, "no"));
            }
        };
        Models free = Models.of(failed).attempts(1);
        assertThatThrownBy(() -> free.chat("a")).isInstanceOf(ModelCall.NoAnswerException.class);
        assertThat(free.figures().tokensToday()).isZero();
        ChatModel away = ScriptedModel.answering(prompt -> {
            throw new UncheckedIOException(new ConnectException("refused"));
        });
        Models unheard = Models.of(away).attempts(1);
        assertThatThrownBy(() -> unheard.chat("a")).isInstanceOf(ModelCall.NoAnswerException.class);
        assertThat(unheard.figures().tokensToday()).isZero();
        ChatModel broken = ScriptedModel.answering(prompt -> {
            throw new IllegalStateException("a fault of the client");
        });
        Models prompted = Models.of(broken);
        assertThatThrownBy(() -> prompted.chat("a")).isInstanceOf(ModelCall.NoAnswerException.class);
        assertThat(prompted.figures().tokensToday()).isBetween(1L, 100L);
        // the third call fails
        Models lost = Models.of(new Thirsty(5)).cache(0).attempts(1);
        lost.chat("a");
        lost.chat("b");
        assertThatThrownBy(() -> lost.chat("c")).isInstanceOf(ModelCall.NoAnswerException.class);
        assertThat(lost.figures().tokensToday()).isGreaterThan(30 + Models.USUAL_ANSWER);
    }

    @Test
    void a_new_process_knows_what_was_used_before() {
        RecordStore<ModelCall> store = Stores.inMemory(clock).records(ModelCall.KIND, ModelCall.CODEC);
        Models first = Models.of(new Thirsty(90)).clock(clock).transcripts(store);
        first.chat("a");
        Models second = Models.of(new Thirsty(90)).clock(clock).transcripts(store);
        assertThat(second.figures().tokensToday()).isEqualTo(100);
    }
}
