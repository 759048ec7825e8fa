package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A model that keeps failing is left alone for a while, then tried with one call. */
final class BreakingModel extends Wrapped {

    // these say nothing of the model, or are the fault of one prompt
    private static final Set<Reason> OURS =
            Set.copyOf(EnumSet.of(Reason.BUSY, Reason.OVER_BUDGET, Reason.INTERRUPTED, Reason.TOO_LONG));

    private final CircuitBreaker breaker;

    BreakingModel(ChatModel inner, Clock clock) {
        super(inner);
        this.breaker = CircuitBreaker.of(
                "aiops-model",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowSize(Models.BREAKER_WINDOW)
                        .minimumNumberOfCalls(Models.BREAKER_WINDOW / 2)
                        .failureRateThreshold(Models.BREAKER_PERCENT)
                        .waitDurationInOpenState(Models.BREAKER_PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .slowCallDurationThreshold(Models.LONGEST_TIMEOUT)
                        .ignoreException(failure -> OURS.contains(Failures.reason(failure)))
                        .build());
    }

    /** Such as closed, open or half open. */
    String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    boolean isClosed() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        try {
            return breaker.executeSupplier(() -> inner().chat(request));
        } catch (CallNotPermittedException e) {
            throw new ModelCall.NoAnswerException(
                    Reason.LEFT_ALONE,
                    "The model failed in most of its last calls and is left alone for "
                            + Models.BREAKER_PAUSE.toSeconds() + " s. Look at the log for what it said.",
                    e);
        }
    }
}
