package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Id;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.store.RecordStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was asked and answered. A store that fails costs a transcript, never an answer. */
final class RecordingModel extends Wrapped {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingModel.class);

    private final Desk desk;
    private final String about;
    private final ModelCall.Purpose purpose;
    private final String tier;

    /**
     * Where transcripts go.
     *
     * @param store what keeps them
     * @param clock gives them their time
     * @param redactor what the words of a failure pass
     * @param prices what a call cost
     * @param ordinals their order where times are equal
     * @param lost how many could not be kept
     */
    record Desk(
            RecordStore<ModelCall> store,
            Clock clock,
            Redactor redactor,
            Prices prices,
            AtomicLong ordinals,
            AtomicLong lost) {}

    RecordingModel(ChatModel inner, Desk desk, String about, ModelCall.Purpose purpose, String tier) {
        super(inner);
        this.desk = desk;
        this.about = about;
        this.purpose = purpose;
        this.tier = tier;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Instant time = desk.clock().instant();
        try {
            ChatResponse response = inner().chat(request);
            boolean cached = response instanceof CachedModel.Hit;
            TokenUsage used = cached ? new TokenUsage(0, 0) : Tokens.of(request, response);
            String text = response.aiMessage().text();
            String raw = text == null ? "" : text;
            keep(request, time, raw, used, cached ? ModelCall.CACHED : ModelCall.ANSWERED, "");
            return response;
        } catch (RuntimeException e) {
            ModelCall.NoAnswerException told = Failures.told(e, desk.redactor());
            keep(
                    request,
                    time,
                    told.raw().orElse(""),
                    new TokenUsage(0, 0),
                    told.reason().name().toLowerCase(Locale.ROOT),
                    String.valueOf(told.getMessage()));
            throw told;
        }
    }

    private void keep(ChatRequest request, Instant time, String reply, TokenUsage used, String outcome, String error) {
        String prompt = PromptText.of(request.messages());
        String model = Tokens.model(request, this);
        long ordinal = desk.ordinals().incrementAndGet();
        String digest = Digest.of(prompt.getBytes(StandardCharsets.UTF_8)).hex();
        try {
            desk.store()
                    .save(new ModelCall(
                            Id.derived("call", about, digest, time.toString(), Long.toString(ordinal)),
                            time,
                            ordinal,
                            about,
                            purpose,
                            tier,
                            model,
                            prompt,
                            digest,
                            reply,
                            used.inputTokenCount(),
                            used.outputTokenCount(),
                            desk.prices()
                                    .micros(model, used.inputTokenCount(), used.outputTokenCount())
                                    .orElse(0),
                            outcome,
                            error));
        } catch (RuntimeException e) {
            if (desk.lost().incrementAndGet() == 1) {
                LOG.warn("A transcript could not be kept; further ones are counted only", e);
            }
        }
    }
}
