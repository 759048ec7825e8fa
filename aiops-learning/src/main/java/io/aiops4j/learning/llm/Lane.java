package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.core.redact.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * One model with everything round it. From the outside in: transcript, cache, repetition, breaker, places, budget, time-out. So a
 * cached answer costs nothing, each attempt is held against the budget, and an attempt that never began is no failure of the model.
 */
final class Lane {

    private final String tier;
    private final ChatModel model;
    private final CachedModel cache;
    private final BreakingModel breaker;
    private final TimedModel timed;
    private final Redactor redactor;
    private final Counts counts;
    private final RecordingModel.@Nullable Desk desk;

    Lane(String tier, ChatModel model, Setup setup, Ledger ledger, Counts counts, RecordingModel.@Nullable Desk desk) {
        this.tier = tier;
        this.model = model;
        this.redactor = setup.rules();
        this.counts = counts;
        this.desk = desk;
        timed = new TimedModel(model, setup.timeout(), setup.atOnce(), Models.LONGEST_REPLY);
        ChatModel placed = new LimitedModel(new BudgetedModel(timed, ledger), setup.atOnce(), setup.timeout());
        breaker = new BreakingModel(placed, setup.time());
        ChatModel guarded = model instanceof Playback.Tape ? placed : breaker;
        cache = new CachedModel(
                new RetryingModel(guarded, setup.attempts(), setup.time(), Models::pause), setup.cacheBytes());
    }

    /** Sends what was redacted already. */
    ChatResponse chat(ChatRequest redacted, String about, ModelCall.Purpose purpose) {
        try {
            ChatModel outer = desk == null ? cache : new RecordingModel(cache, desk, about, purpose, tier);
            ChatResponse response = outer.chat(redacted);
            counts.answered(response instanceof CachedModel.Hit);
            return response;
        } catch (RuntimeException e) {
            ModelCall.NoAnswerException told = Failures.told(e, redactor);
            counts.failed(told.reason());
            throw told;
        }
    }

    // the cache knows the request as it arrives there, with the model's own parameters in it
    void forget(ChatRequest redacted) {
        cache.forget(ChatRequest.builder()
                .messages(redacted.messages())
                .parameters(model.defaultRequestParameters().overrideWith(redacted.parameters()))
                .build());
    }

    boolean takesSchemas() {
        return model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    int stuck() {
        return timed.stuck();
    }

    boolean isLeftAlone() {
        return !breaker.isClosed();
    }
}
