package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** So many calls at a time; more wait for a place, and not for ever. */
final class LimitedModel extends Wrapped {

    private final Bulkhead bulkhead;
    private final int atOnce;

    LimitedModel(ChatModel inner, int atOnce, Duration wait) {
        super(inner);
        this.atOnce = Checks.between("calls at a time", atOnce, 1, Models.MOST_AT_ONCE);
        this.bulkhead = Bulkhead.of(
                "aiops-model",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(atOnce)
                        .maxWaitDuration(wait)
                        .build());
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        try {
            return bulkhead.executeSupplier(() -> inner().chat(request));
        } catch (BulkheadFullException e) {
            throw new ModelCall.NoAnswerException(
                    Reason.BUSY,
                    "The model is busy: " + atOnce + " calls are under way, and no place was free in time. Allow more"
                            + " at once, or ask less.",
                    e);
        } catch (CancellationException e) {
            throw new ModelCall.NoAnswerException(Reason.INTERRUPTED, "Interrupted while a model was busy.", e);
        }
    }
}
