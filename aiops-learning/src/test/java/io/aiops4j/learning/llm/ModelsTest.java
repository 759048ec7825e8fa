package io.aiops4j.learning.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import io.aiops4j.learning.testkit.ScriptedModel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is asked, how often, and what is done with the answer. */
@Timeout(60)
class ModelsTest {

    private static final JsonSchema SCHEMA = JsonSchema.builder()
            .name("cause")
            .rootElement(JsonObjectSchema.builder()
                    .addEnumProperty("cause", java.util.List.of("HEAP", "DISK"))
                    .addNumberProperty("confidence")
                    .required("cause")
                    .additionalProperties(false)
                    .build())
            .build();

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");

    private static ModelCall.Question classify() {
        return ModelCall.Question.classify("e-1", "Choose a cause.", "heap space exhausted", SCHEMA);
    }

    private static ModelCall.Question draft() {
        return ModelCall.Question.draft("e-1", "Draft.", "it broke", null);
    }

    private static ScriptedModel says(String... answers) {
        AtomicInteger next = new AtomicInteger();
        return ScriptedModel.answering(prompt -> answers[Math.min(answers.length - 1, next.getAndIncrement())]);
    }

    private static Reason reason(Runnable ask) {
        return catchThrowableOfType(ModelCall.NoAnswerException.class, ask::run).reason();
    }

    @Test
    void the_cheap_model_classifies_and_the_strong_one_drafts() {
        ScriptedModel strong = says("{}");
        ScriptedModel cheap = says("{\"cause\":\"HEAP\"}");
        Models models = Models.of(strong).cheap(cheap);
        assertThat(models.ask(classify()).json()).isEqualTo("{\"cause\":\"HEAP\"}");
        assertThat(strong.prompts()).isEmpty();
        models.ask(draft());
        assertThat(models.chat("Hello?")).isEqualTo("{}");
        assertThat(models.forPurpose(ModelCall.Purpose.CLASSIFY).chat("Which?")).contains("HEAP");
        assertThat(strong.prompts()).hasSize(2);
        assertThat(cheap.prompts()).hasSize(2);
    }

    @Test
    void an_unsure_cheap_model_is_passed_on_and_a_sure_one_is_not() {
        ScriptedModel strong = says("{\"cause\":\"DISK\",\"confidence\":0.9}");
        Models unsure = Models.of(strong).cheap(says("{\"cause\":\"HEAP\",\"confidence\":0.3}"));
        ModelCall.Answer answer = unsure.ask(classify());
        assertThat(answer.isEscalated()).isTrue();
        assertThat(answer.json()).contains("DISK");
        assertThat(answer.confidence()).hasValue(0.9);
        Models sure = Models.of(strong).cheap(says("{\"cause\":\"HEAP\",\"confidence\":0.99}"));
        assertThat(sure.ask(classify()).isEscalated()).isFalse();
        // one model alone has nobody to pass on to
        assertThat(Models.of(says("{\"cause\":\"HEAP\",\"confidence\":0.1}"))
                        .ask(classify())
                        .isEscalated())
                .isFalse();
    }

    @Test
    void an_unsure_answer_is_kept_if_the_strong_model_is_away() {
        ChatModel away = ScriptedModel.answering(prompt -> {
            throw new InternalServerException("away");
        });
        Models models = Models.of(away).attempts(1).cheap(says("{\"cause\":\"HEAP\",\"confidence\":0.3}"));
        ModelCall.Answer answer = models.ask(classify());
        assertThat(answer.isEscalated()).isFalse();
        assertThat(answer.confidence()).hasValue(0.3);
    }

    @Test
    void what_cannot_be_read_is_asked_for_again_once_with_the_fault() {
        ScriptedModel model = says("I think it is the heap.", "{'cause': 'HEAP',}");
        ModelCall.Answer answer = Models.of(model).ask(classify());
        assertThat(answer.json()).isEqualTo("{\"cause\":\"HEAP\"}");
        assertThat(answer.repairs()).isNotEmpty();
        assertThat(answer.raw()).isEqualTo("{'cause': 'HEAP',}");
        assertThat(model.prompts().get(1)).contains("I think it is the heap.").contains("cannot be read as JSON");
    }

    @Test
    void what_does_not_fit_the_schema_is_asked_for_again_and_then_refused_with_the_raw_reply() {
        ScriptedModel model = says("{\"cause\":\"MOON\",\"more\":1}", "{\"reason\":\"HEAP\"}");
        ModelCall.NoAnswerException refused = catchThrowableOfType(
                ModelCall.NoAnswerException.class, () -> Models.of(model).ask(classify()));
        assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refused.raw()).contains("{\"reason\":\"HEAP\"}");
        assertThat(refused).hasMessageContaining("$.cause is missing").hasMessageContaining("$.reason is not wanted");
        assertThat(model.prompts()).hasSize(2);
        assertThat(model.prompts().get(1))
                .contains("$.cause must be one of [HEAP, DISK]")
                .contains("not wanted");
    }

    @Test
    void it_is_not_asked_again_over_the_budget() {
        ScriptedModel model = says("no json");
        Models models = Models.of(model).budget(Models.Budget.perDay(2_500));
        ModelCall.NoAnswerException refused =
                catchThrowableOfType(ModelCall.NoAnswerException.class, () -> models.ask(draft()));
        assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refused.raw()).contains("no json");
        // the first call held 2,000 tokens for its answer and used few of them, so there was room for both
        assertThat(model.prompts()).hasSize(2);
        Models tight = Models.of(says("no json ".repeat(800))).budget(Models.Budget.perDay(2_100));
        assertThatThrownBy(() -> tight.ask(draft())).hasMessageContaining("could not be asked again");
        assertThat(tight.figures().refused()).isEqualTo(1);
    }

    @Test
    void the_same_question_is_answered_from_the_cache_and_an_unreadable_answer_is_not() {
        ScriptedModel model = says("{\"n\":1}", "{\"n\":2}");
        Models models = Models.of(model);
        assertThat(models.ask(draft()).json()).isEqualTo(models.ask(draft()).json());
        assertThat(model.prompts()).hasSize(1);
        assertThat(models.figures().cached()).isEqualTo(1);
        ScriptedModel broken = says("no json", "none either", "{}");
        Models again = Models.of(broken);
        assertThat(reason(() -> again.ask(draft()))).isEqualTo(Reason.UNREADABLE);
        assertThat(again.ask(draft()).json()).isEqualTo("{}");
    }

    @Test
    void a_client_that_ignores_its_interruption_is_counted_and_keeps_its_slot() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(2);
        ChatModel deaf = ScriptedModel.answering(prompt -> "");
        ChatModel stubborn = new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                while (end.getCount() > 0) {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        // ignores it
                    }
                }
                ended.countDown();
                return deaf.chat(request);
            }
        };
        Models models =
                Models.of(stubborn).timeout(Duration.ofMillis(50)).attempts(1).atOnce(2);
        assertThat(reason(() -> models.chat("a"))).isEqualTo(Reason.TIMED_OUT);
        assertThat(reason(() -> models.chat("b"))).isEqualTo(Reason.TIMED_OUT);
        assertThat(models.figures().stuck()).isEqualTo(2);
        assertThat(reason(() -> models.chat("c"))).isEqualTo(Reason.BUSY);
        end.countDown();
        ended.await();
        while (models.figures().stuck() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void so_many_calls_at_a_time_and_no_more() throws Exception {
        Semaphore inside = new Semaphore(0);
        CountDownLatch go = new CountDownLatch(1);
        ChatModel slow = new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                inside.release();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return ChatResponse.builder().aiMessage(AiMessage.from("fine")).build();
            }
        };
        ChatModel two = Models.limited(slow, 2, Duration.ofMillis(20));
        Thread first = new Thread(() -> two.chat("a"));
        Thread second = new Thread(() -> two.chat("b"));
        first.start();
        second.start();
        inside.acquire(2);
        assertThat(reason(() -> two.chat("c"))).isEqualTo(Reason.BUSY);
        go.countDown();
        first.join();
        second.join();
        assertThat(two.chat("d")).isEqualTo("fine");
    }

    @Test
    void a_model_that_keeps_failing_is_left_alone_and_tried_again_later() {
        AtomicInteger calls = new AtomicInteger();
        ChatModel model = ScriptedModel.answering(prompt -> {
            if (calls.incrementAndGet() <= Models.BREAKER_WINDOW / 2) {
                throw new InternalServerException("away");
            }
            return "back";
        });
        Models models = Models.of(model).attempts(1).clock(clock);
        for (int i = 0; i < Models.BREAKER_WINDOW / 2; i++) {
            assertThat(reason(() -> models.chat("Why?"))).isEqualTo(Reason.UNAVAILABLE);
        }
        assertThat(reason(() -> models.chat("Why?"))).isEqualTo(Reason.LEFT_ALONE);
        assertThat(models.figures().leftAlone()).isTrue();
        clock.advance(Models.BREAKER_PAUSE.plusSeconds(1));
        assertThat(models.chat("Why?")).isEqualTo("back");
        assertThat(models.figures().leftAlone()).isFalse();
    }

    @Test
    void a_model_that_fails_one_time_in_three_is_never_left_alone() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ChatModel moody = ScriptedModel.answering(prompt -> {
            if (calls.incrementAndGet() % 3 == 0) {
                throw new InternalServerException("not this time");
            }
            return "fine";
        });
        ChatModel guarded = Models.breaking(moody);
        Thread[] threads = new Thread[4];
        AtomicInteger leftAlone = new AtomicInteger();
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int call = 0; call < 250; call++) {
                    try {
                        guarded.chat("Why?");
                    } catch (RuntimeException e) {
                        leftAlone.addAndGet(e instanceof ModelCall.NoAnswerException ? 1 : 0);
                    }
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(leftAlone).hasValue(0);
        assertThat(calls).hasValue(1_000);
    }

    @Test
    void an_interrupt_ends_the_wait_and_stays_set() {
        CountDownLatch never = new CountDownLatch(1);
        ChatModel slow = ScriptedModel.answering(prompt -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "";
        });
        Thread.currentThread().interrupt();
        assertThat(reason(() -> Models.timed(slow, Duration.ofSeconds(30)).chat("Why?")))
                .isEqualTo(Reason.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_answer_without_end_is_refused() {
        Models models = Models.of(says("a".repeat(Models.LONGEST_REPLY + 1)));
        assertThat(reason(() -> models.chat("Why?"))).isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void what_a_model_says_of_itself_moves_nothing_but_the_question() {
        for (String stated : new String[] {"2", "-1", "\"high\"", "null", "[]", "1e99"}) {
            ScriptedModel strong = says("{}");
            Models models = Models.of(strong).cheap(says("{\"confidence\":" + stated + "}"));
            ModelCall.Answer answer = models.ask(ModelCall.Question.classify("e-1", "", "Which?", null));
            assertThat(answer.confidence()).isEmpty();
            assertThat(strong.prompts()).isEmpty();
        }
    }

    @Test
    void settings_that_cannot_be_are_refused() {
        Models models = Models.of(says(""));
        assertThatThrownBy(() -> models.timeout(Duration.ZERO)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> models.attempts(0)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> models.atOnce(1_000)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> models.cache(-1)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Models.Budget.perDay(-1)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Models.Budget.perDay(1).money("much")).hasMessageContaining("is no amount of money");
        assertThat(Models.of(models)).isSameAs(models);
    }
}
