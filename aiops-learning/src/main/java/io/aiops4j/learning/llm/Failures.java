package io.aiops4j.learning.llm;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.JsonException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client's exception means. A server's words may quote a key or the prompt: they are redacted and cut before they are told. */
final class Failures {

    /** So much of what a server says is told, in characters. */
    static final int LONGEST_TOLD = 500;

    private static final int MOST_CAUSES = 20;
    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;
    private static final int SERVER = 500;

    private Failures() {}

    static Reason reason(Throwable failure) {
        for (Throwable each : causes(failure)) {
            Reason found = of(each);
            if (found != null) {
                return found;
            }
        }
        return Reason.FAILED;
    }

    private static @Nullable Reason of(Throwable failure) {
        if (failure instanceof ModelCall.NoAnswerException known) {
            return known.reason();
        }
        if (failure instanceof RateLimitException) {
            return Reason.RATE_LIMITED;
        }
        if (failure instanceof TimeoutException) {
            return Reason.TIMED_OUT;
        }
        if (failure instanceof InternalServerException) {
            return Reason.UNAVAILABLE;
        }
        if (failure instanceof AuthenticationException || failure instanceof NonRetriableException) {
            return Reason.REFUSED;
        }
        if (failure instanceof HttpException http) {
            return byStatus(http.statusCode());
        }
        // Jackson's own is an IOException too, and a reply that is no JSON does not get better by itself
        if (failure instanceof JsonException || failure.getClass().getName().contains(".jackson.")) {
            return Reason.UNREADABLE;
        }
        return failure instanceof IOException ? Reason.UNAVAILABLE : null;
    }

    private static Reason byStatus(int status) {
        if (status == TOO_MANY) {
            return Reason.RATE_LIMITED;
        }
        if (status == TIMED_OUT) {
            return Reason.TIMED_OUT;
        }
        return status >= SERVER ? Reason.UNAVAILABLE : Reason.REFUSED;
    }

    /** Whether a server said no before it did anything, or was not there: nothing was used up then. */
    static boolean isFree(Throwable failure) {
        Reason reason = reason(failure);
        return reason == Reason.RATE_LIMITED
                || reason == Reason.REFUSED
                || reason == Reason.BUSY
                || causes(failure).stream()
                        .anyMatch(each -> each instanceof HttpException
                                || each instanceof ConnectException
                                || each instanceof UnknownHostException);
    }

    /** Whether a model may have been answering, so that a vendor may count an answer that nobody got. */
    static boolean isAnswerLost(Throwable failure) {
        return !isFree(failure) && reason(failure) != Reason.FAILED;
    }

    /** When the server wants to be asked again, in its own words. */
    static @Nullable String retryAfter(Throwable failure) {
        for (Throwable each : causes(failure)) {
            if (each instanceof HttpRefusal refusal) {
                return refusal.retryAfter();
            }
        }
        return null;
    }

    /** The one exception that callers see. */
    static ModelCall.NoAnswerException told(Throwable failure, Redactor redactor) {
        if (failure instanceof ModelCall.NoAnswerException known) {
            return known;
        }
        Reason reason = reason(failure);
        String said = HostCode.line(
                redactor.redact(cut(String.valueOf(failure.getMessage()))).text(), LONGEST_TOLD);
        String what = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        // without the cause: its message holds what was not redacted
        return new ModelCall.NoAnswerException(
                reason, "The model gave no answer (" + what + "): " + said + ". " + hint(reason), null, null);
    }

    // redacting is linear, and what a server sends may be long
    private static String cut(String text) {
        return text.length() > 2 * LONGEST_TOLD ? text.substring(0, 2 * LONGEST_TOLD) : text;
    }

    private static String hint(Reason reason) {
        return switch (reason) {
            case REFUSED -> "Look at the key, the name of the model and its address.";
            case RATE_LIMITED -> "Ask less often, or ask the provider for more.";
            case TIMED_OUT, UNAVAILABLE -> "It was asked as often as is allowed; rules alone decide until it is back.";
            default -> "Look at what the server sent.";
        };
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable each = failure; each != null && causes.size() < MOST_CAUSES; each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }
}
