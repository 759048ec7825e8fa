package io.aiops4j.learning.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.exception.InternalServerException;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import io.aiops4j.learning.testkit.ScriptedModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What was asked and answered is exported, replayed without a model, and refused when somebody touched it. */
class ReplayTest {

    private static final Seal SEAL = Seal.with("sixteen bytes or more".getBytes(StandardCharsets.UTF_8));

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final RecordStore<ModelCall> store = Stores.inMemory(clock).records(ModelCall.KIND, ModelCall.CODEC);

    private Models recorded() {
        AtomicInteger calls = new AtomicInteger();
        return Models.of(ScriptedModel.answering(prompt -> "{\"draft\":" + calls.incrementAndGet() + ",}"))
                .cheap(ScriptedModel.answering(prompt -> {
                    if (prompt.contains("away")) {
                        throw new InternalServerException("it is away");
                    }
                    if (prompt.contains("unsure")) {
                        return "{\"confidence\":0.2}";
                    }
                    return prompt.contains("cannot be read") ? "{\"confidence\":0.9}" : "no json";
                }))
                .attempts(1)
                .clock(clock)
                .transcripts(store);
    }

    // drafts, classifies, is asked again, escalates, fails, is answered from the cache
    private static List<String> investigate(Models models) {
        List<String> seen = new ArrayList<>();
        List<ModelCall.Question> questions = List.of(
                ModelCall.Question.draft("exec-1", "Draft.", "login failed for password=hunter2-Sommer", null),
                ModelCall.Question.classify("exec-1", "Choose.", "a riddle", null),
                ModelCall.Question.classify("exec-1", "Choose.", "unsure of it", null),
                ModelCall.Question.classify("exec-1", "Choose.", "away now", null),
                ModelCall.Question.draft("exec-1", "Draft.", "login failed for password=hunter2-Sommer", null));
        for (ModelCall.Question question : questions) {
            try {
                ModelCall.Answer answer = models.ask(question);
                seen.add(answer.raw() + answer.json() + answer.confidence() + answer.isEscalated());
            } catch (ModelCall.NoAnswerException e) {
                seen.add(e.reason() + String.valueOf(e.getMessage()));
            }
        }
        return seen;
    }

    @Test
    void it_replays_bit_for_bit_without_a_model() {
        Models models = recorded();
        List<String> first = investigate(models);
        models.ask(ModelCall.Question.draft("exec-2", "Draft.", "another one", null));
        String file = models.export("exec-1", SEAL);
        assertThat(file).doesNotContain("hunter2").doesNotContain("exec-2");
        assertThat(investigate(Models.replaying(file, SEAL))).isEqualTo(first);
        // and an export of the replay says the same
        RecordStore<ModelCall> again = Stores.inMemory(clock).records(ModelCall.KIND, ModelCall.CODEC);
        Models replaying = Models.replaying(file, SEAL).clock(clock).transcripts(again);
        investigate(replaying);
        assertThat(replaying.export("exec-1", SEAL).lines().count())
                .isEqualTo(file.lines().count());
        // the same call, exported twice, gives the same bytes
        assertThat(models.export("exec-1", SEAL)).isEqualTo(file);
    }

    @Test
    void many_failures_in_a_row_replay_as_they_were() {
        Models away = Models.of(ScriptedModel.answering(prompt -> {
                    throw new InternalServerException("it is away");
                }))
                .attempts(1)
                .clock(clock)
                .transcripts(store);
        List<String> first = fail(away);
        assertThat(first).anyMatch(each -> each.contains("left alone"));
        assertThat(fail(Models.replaying(away.export("exec-1", SEAL), SEAL))).isEqualTo(first);
    }

    private static List<String> fail(Models models) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 2 * Models.BREAKER_WINDOW; i++) {
            try {
                models.ask(ModelCall.Question.draft("exec-1", "Draft.", "question " + i, null));
            } catch (ModelCall.NoAnswerException e) {
                seen.add(e.reason() + String.valueOf(e.getMessage()));
            }
        }
        return seen;
    }

    @Test
    void another_question_is_refused_with_its_place() {
        Models models = recorded();
        investigate(models);
        Models replaying = Models.replaying(models.export("exec-1", SEAL), SEAL);
        ModelCall.NoAnswerException refused = catchThrowableOfType(
                ModelCall.NoAnswerException.class,
                () -> replaying.ask(ModelCall.Question.draft("exec-1", "Draft.", "login was fine", null)));
        assertThat(refused.reason()).isEqualTo(Reason.DIFFERENT);
        assertThat(refused)
                .hasMessageContaining("Call 1 is not the one that was recorded")
                .hasMessageContaining("login was fine");
        investigate(replaying);
        assertThatThrownBy(() -> replaying.ask(ModelCall.Question.draft("exec-1", "Draft.", "one more", null)))
                .hasMessageContaining("and no more");
    }

    @Test
    void whatever_is_changed_in_it_is_refused() {
        Models models = recorded();
        investigate(models);
        String file = models.export("exec-1", SEAL);
        List<String> touched = new ArrayList<>();
        for (int at = 0; at < file.length(); at += 7) {
            touched.add(file.substring(0, at) + (file.charAt(at) == 'x' ? 'y' : 'x') + file.substring(at + 1));
            touched.add(file.substring(0, at) + file.substring(at + 1));
        }
        List<String> lines = file.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(i);
            touched.add(String.join("\n", fewer) + "\n");
        }
        touched.add("");
        touched.add(file + "\n");
        touched.add(file.substring(0, file.length() / 2));
        for (String each : touched) {
            assertThatThrownBy(() -> Models.replaying(each, SEAL))
                    .isInstanceOf(ModelCall.NoAnswerException.class)
                    .hasMessageContaining("The transcript is refused");
        }
        assertThatThrownBy(() -> Models.replaying(file.replace("\"draft\\\":1", "\"draft\\\":9"), SEAL))
                .hasMessageContaining("line 2 is not the one that was written");
    }

    @Test
    void without_the_key_nobody_makes_one() {
        Models models = recorded();
        investigate(models);
        String unsealed = models.export("exec-1", Seal.none());
        assertThat(investigate(Models.replaying(unsealed, Seal.none()))).hasSize(5);
        assertThatThrownBy(() -> Models.replaying(unsealed, SEAL)).hasMessageContaining("no seal of this host's key");
        Seal other = Seal.with("another key of 16 bytes".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Models.replaying(models.export("exec-1", other), SEAL))
                .hasMessageContaining("no seal of this host's key");
        assertThatThrownBy(() -> models.export("exec-9", SEAL)).hasMessageContaining("No call about 'exec-9'");
        assertThatThrownBy(() -> Models.of(ScriptedModel.saying("")).export("exec-1", SEAL))
                .hasMessageContaining("Nothing was kept");
    }

    @Test
    void a_store_that_fails_costs_a_transcript_and_no_answer() {
        RecordStore<ModelCall> broken = new RecordStore<>() {
            @Override
            public void save(List<ModelCall> records) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public io.aiops4j.core.store.Page<ModelCall> find(io.aiops4j.core.store.Query query) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public java.util.Map<String, Long> tally(String of) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public int purge(java.time.Instant olderThan) {
                return 0;
            }

            @Override
            public int erase(List<String> ids) {
                return 0;
            }
        };
        Models models = Models.of(ScriptedModel.saying("fine")).transcripts(broken);
        assertThat(models.chat("Why?")).isEqualTo("fine");
        assertThat(models.figures().unrecorded()).isEqualTo(1);
    }

    @Test
    void each_call_is_kept_with_its_purpose_tokens_cost_and_outcome() {
        Models models = recorded();
        investigate(models);
        List<ModelCall> calls = TranscriptFile.of("exec-1", store);
        assertThat(calls)
                .extracting(ModelCall::outcome)
                .containsExactly("answered", "answered", "answered", "answered", "answered", "unavailable", "cached");
        assertThat(calls)
                .extracting(ModelCall::tier)
                .containsExactly("strong", "cheap", "cheap", "cheap", "strong", "cheap", "strong");
        assertThat(calls.get(0).tokensIn()).isPositive();
        assertThat(calls.get(6).tokensIn()).isZero();
        assertThat(calls.get(5).error()).contains("it is away");
    }
}
