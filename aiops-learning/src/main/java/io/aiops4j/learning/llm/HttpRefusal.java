package io.aiops4j.learning.llm;

import dev.langchain4j.exception.HttpException;
import org.jspecify.annotations.Nullable;

/** A status that is no success, and when the server wants to be asked again, which LangChain4j's own exception does not hold. */
final class HttpRefusal extends HttpException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String retryAfter;

    HttpRefusal(int status, String body, @Nullable String retryAfter) {
        super(status, body);
        this.retryAfter = retryAfter;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
