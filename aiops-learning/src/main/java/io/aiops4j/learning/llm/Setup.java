package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.store.RecordStore;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was said about models.
 *
 * @param strong drafts
 * @param cheap classifies; the strong one itself if nothing was said
 * @param timeout how long one attempt may take
 * @param attempts how often one call is tried
 * @param atOnce calls of each model at a time
 * @param cacheBytes of each model's cache
 * @param budget of a day
 * @param redactor what prompts pass, or null for the standard one until something else is said
 * @param clock what time it is, or null for the system's until something else is said
 * @param transcripts where calls are kept, or null for nowhere
 * @param told what models are told beside the case
 */
record Setup(
        ChatModel strong,
        ChatModel cheap,
        Duration timeout,
        int attempts,
        int atOnce,
        long cacheBytes,
        Models.Budget budget,
        @Nullable Redactor redactor,
        @Nullable Clock clock,
        @Nullable RecordStore<ModelCall> transcripts,
        Told told) {

    /** Refuses what cannot be. */
    Setup {
        Checks.positive("time-out", timeout, Models.LONGEST_TIMEOUT);
        Checks.between("attempts", attempts, 1, Models.MOST_ATTEMPTS);
        Checks.between("calls at a time", atOnce, 1, Models.MOST_AT_ONCE);
        Checks.notNegative("bytes of a cache", cacheBytes);
    }

    Setup cheap(ChatModel model) {
        return new Setup(
                strong, model, timeout, attempts, atOnce, cacheBytes, budget, redactor, clock, transcripts, told);
    }

    Setup timeout(Duration limit) {
        return new Setup(
                strong, cheap, limit, attempts, atOnce, cacheBytes, budget, redactor, clock, transcripts, told);
    }

    Setup attempts(int most) {
        return new Setup(strong, cheap, timeout, most, atOnce, cacheBytes, budget, redactor, clock, transcripts, told);
    }

    Setup atOnce(int most) {
        return new Setup(
                strong, cheap, timeout, attempts, most, cacheBytes, budget, redactor, clock, transcripts, told);
    }

    Setup cache(long bytes) {
        return new Setup(strong, cheap, timeout, attempts, atOnce, bytes, budget, redactor, clock, transcripts, told);
    }

    Setup budget(Models.Budget perDay) {
        return new Setup(
                strong, cheap, timeout, attempts, atOnce, cacheBytes, perDay, redactor, clock, transcripts, told);
    }

    Setup redactor(Redactor rules) {
        return new Setup(strong, cheap, timeout, attempts, atOnce, cacheBytes, budget, rules, clock, transcripts, told);
    }

    Setup clock(Clock time) {
        return new Setup(
                strong, cheap, timeout, attempts, atOnce, cacheBytes, budget, redactor, time, transcripts, told);
    }

    Setup transcripts(RecordStore<ModelCall> store) {
        return new Setup(strong, cheap, timeout, attempts, atOnce, cacheBytes, budget, redactor, clock, store, told);
    }

    Setup told(Told other) {
        return new Setup(
                strong, cheap, timeout, attempts, atOnce, cacheBytes, budget, redactor, clock, transcripts, other);
    }

    Redactor rules() {
        return redactor == null ? Redactor.standard() : redactor;
    }

    Clock time() {
        return clock == null ? Clock.systemUTC() : clock;
    }

    boolean isSingle() {
        return strong == cheap;
    }
}
