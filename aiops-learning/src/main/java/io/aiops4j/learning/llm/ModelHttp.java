package io.aiops4j.learning.llm;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.http.HttpAccess;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Models.Http} is: LangChain4j's own way over HTTP reads an answer whole, however long it is, ends a time-out with the
 * headers, and drops what a server says of when to ask again.
 */
class ModelHttp implements HttpClientBuilder {

    /** How many bytes of an answer are read. */
    static final int MOST_BYTES = 4 << 20;

    private Duration connectTimeout = Models.TIMEOUT;
    private Duration readTimeout = Models.TIMEOUT;

    ModelHttp() {}

    @Override
    public Duration connectTimeout() {
        return connectTimeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return this;
    }

    @Override
    public Duration readTimeout() {
        return readTimeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        readTimeout = timeout;
        return this;
    }

    @Override
    public HttpClient build() {
        return new Client(readTimeout);
    }

    private static final class Client implements HttpClient {

        private static final String BASE = "model";

        private final Duration timeout;
        private volatile @Nullable Known known;

        private record Known(String url, HttpAccess access) {}

        Client(Duration timeout) {
            this.timeout = timeout;
        }

        // a client of a model calls one address all its life
        private HttpAccess access(String url) {
            Known last = known;
            if (last == null || !last.url().equals(url)) {
                last = new Known(url, HttpAccess.to(BASE, URI.create(url), Map.of()));
                known = last;
            }
            return last.access();
        }

        @Override
        public SuccessfulHttpResponse execute(HttpRequest request) {
            HttpAccess.Call call = HttpAccess.Call.of(request.method().name(), BASE, "")
                    .within(timeout)
                    .atMost(MOST_BYTES);
            if (request.body() != null) {
                call = call.json(request.body());
            }
            for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
                call = call.header(header.getKey(), String.join(", ", header.getValue()));
            }
            HttpAccess.Answer answer = send(access(request.url()), call);
            if (!answer.whole()) {
                throw new ModelCall.NoAnswerException(
                        Reason.TOO_LONG,
                        "The server's answer has more than " + MOST_BYTES + " bytes, and no more are read. Limit the"
                                + " model's output tokens.");
            }
            if (answer.status() / 100 != 2) {
                throw new HttpRefusal(answer.status(), answer.text(), answer.retryAfter());
            }
            return SuccessfulHttpResponse.builder()
                    .statusCode(answer.status())
                    .headers(Map.of())
                    .body(answer.text().getBytes(StandardCharsets.UTF_8))
                    .build();
        }

        private static HttpAccess.Answer send(HttpAccess access, HttpAccess.Call call) {
            try {
                return access.send(call);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModelCall.NoAnswerException(Reason.INTERRUPTED, "Interrupted while a model was asked.", e);
            }
        }

        @Override
        public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
            throw new AiopsException("Answers in pieces are not read here. Use a ChatModel that is not streaming.");
        }
    }
}
