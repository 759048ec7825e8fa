package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Asks again where that can help: too many calls, a server that failed or was cut off, a time-out. It waits as long as the server
 * says; if that is longer than it may wait, it gives up at once.
 */
final class RetryingModel extends Wrapped {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final int attempts;
    private final Clock clock;
    private final Pause pause;

    /** How time is let pass. */
    @FunctionalInterface
    interface Pause {

        void during(Duration time) throws InterruptedException;
    }

    RetryingModel(ChatModel inner, int attempts, Clock clock, Pause pause) {
        super(inner);
        this.attempts = Checks.between("attempts", attempts, 1, Models.MOST_ATTEMPTS);
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return inner().chat(request);
            } catch (RuntimeException e) {
                Duration wait = pauseAfter(attempt, Failures.retryAfter(e));
                if (attempt == attempts
                        || !Failures.reason(e).isRetriable()
                        || wait.compareTo(Models.LONGEST_PAUSE) > 0) {
                    throw e;
                }
                await(wait);
            }
        }
    }

    private void await(Duration time) {
        try {
            pause.during(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelCall.NoAnswerException(Reason.INTERRUPTED, "Interrupted before a model was asked again.", e);
        }
    }

    private Duration pauseAfter(int attempt, @Nullable String retryAfter) {
        Duration own = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        Duration theirs = retryAfter == null ? Duration.ZERO : read(retryAfter.strip());
        return theirs.compareTo(own) > 0 ? theirs : own;
    }

    // seconds, or a date; what is neither is not heard
    private Duration read(String retryAfter) {
        try {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        } catch (NumberFormatException notSeconds) {
            try {
                return Duration.between(
                        clock.instant(), ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME));
            } catch (DateTimeException notDate) {
                return Duration.ZERO;
            }
        }
    }
}
