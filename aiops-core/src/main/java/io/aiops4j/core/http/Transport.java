package io.aiops4j.core.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client, made when it is first needed. The time-out covers the whole answer: the JDK's own ends with the headers, and a
 * body that drips would hold a thread for ever.
 */
final class Transport {

    static final Duration CONNECT = Duration.ofSeconds(5);

    private @Nullable HttpClient client;

    // HTTP/1.1, so that no service is asked to upgrade; no redirects, so that none leads elsewhere with the headers of
    // this base
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();
        }
        return client;
    }

    HttpAccess.Answer send(HttpRequest request, String where, Duration timeout, int mostBytes)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        CompletableFuture<HttpResponse<Body>> exchange = client().sendAsync(request, head -> new Reading(mostBytes));
        try {
            HttpResponse<Body> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new HttpAccess.Answer(
                    response.statusCode(),
                    response.body().text(),
                    response.body().whole(),
                    response.headers().firstValue("Retry-After").orElse(null),
                    Duration.ofNanos(System.nanoTime() - begin));
        } catch (TimeoutException e) {
            throw new IOException(where + " did not answer in full within " + timeout.toMillis() + " ms.", e);
        } catch (ExecutionException e) {
            throw failure(where, e);
        } catch (CancellationException e) {
            throw new IOException("The call of " + where + " was cancelled.", e);
        } finally {
            exchange.cancel(true); // closes the connection if the answer is not over
        }
    }

    private static IOException failure(String where, ExecutionException wrapped) {
        Throwable failure = wrapped.getCause();
        if (failure instanceof HttpConnectTimeoutException) {
            return new IOException(
                    where + " did not accept a connection within " + CONNECT.toSeconds() + " s.", failure);
        }
        if (failure instanceof ConnectException) {
            return new IOException(where + " does not accept connections.", failure);
        }
        // an answer that is no HTTP is quoted by the JDK
        return new IOException(
                where + " did not answer as it should: " + PathRule.shown(String.valueOf(failure)), failure);
    }
}
