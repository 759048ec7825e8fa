package io.aiops4j.core.http;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP services that may be called: base addresses by name, with the headers that each wants. Secrets stand here and nowhere
 * else; whoever calls names a base and a path below it, and cannot choose another host. Redirects are not followed.
 *
 * <pre>{@code
 * HttpAccess access = HttpAccess.to("scaler", URI.create("https://scaler.internal/v1"), Map.of("Authorization", "Bearer " + token))
 *         .and("shop", URI.create("https://shop.internal"), Map.of());
 * HttpAccess.Answer answer = access.send(HttpAccess.Call.get("shop", "/health"));
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class HttpAccess {

    /** How long an answer may take with all that is in it, when nothing is said. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** How many bytes of an answer are read, when nothing is said; the connection is dropped behind them. */
    public static final int MOST_BYTES = 64 << 10;

    private final Map<String, Base> bases;
    private final Transport transport;

    private HttpAccess(Map<String, Base> bases, Transport transport) {
        this.bases = bases;
        this.transport = transport;
    }

    /**
     * What is asked of a service.
     *
     * @param base the name of a configured address
     * @param method such as {@code GET}
     * @param path below the base, with a query if there is one; empty for the base itself
     * @param headers beside those that are configured
     * @param body what is sent, or null for nothing
     * @param timeout how long the whole answer may take
     * @param mostBytes how much of the answer is read
     */
    public record Call(
            String base,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String body,
            Duration timeout,
            int mostBytes) {

        /** Copies the headers. */
        public Call {
            headers = Map.copyOf(headers);
        }

        /** Reads what is there. */
        public static Call get(String base, String path) {
            return of("GET", base, path);
        }

        /** Any method, without a body. */
        public static Call of(String method, String base, String path) {
            return new Call(base, method, path, Map.of(), null, TIMEOUT, MOST_BYTES);
        }

        /** The same call with a JSON body. */
        public Call json(String text) {
            return new Call(base, method, path, headers, text, timeout, mostBytes)
                    .header("Content-Type", "application/json");
        }

        /** The same call with one header more. */
        public Call header(String name, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(name, value);
            return new Call(base, method, path, more, body, timeout, mostBytes);
        }

        /** The same call with another bound on time. */
        public Call within(Duration limit) {
            return new Call(base, method, path, headers, body, limit, mostBytes);
        }

        /** The same call with another bound on what is read. */
        public Call atMost(int bytes) {
            return new Call(base, method, path, headers, body, timeout, bytes);
        }
    }

    /**
     * What a service answered.
     *
     * @param status such as 200; a redirect is an answer like any other
     * @param text the beginning of the body, read as UTF-8
     * @param whole whether that is all of it
     * @param retryAfter when to try again, as the service says it, or null
     * @param took how long it took
     */
    public record Answer(
            int status,
            String text,
            boolean whole,
            @Nullable String retryAfter,
            Duration took) {}

    /** One address that may be called, with the headers that go with each call. */
    public static HttpAccess to(String name, URI base, Map<String, String> headers) {
        return new HttpAccess(Map.of(), new Transport()).and(name, base, headers);
    }

    /** The same, and one address more. */
    public HttpAccess and(String name, URI base, Map<String, String> headers) {
        Map<String, Base> more = new LinkedHashMap<>(bases);
        if (more.put(name, new Base(name, base, headers)) != null) {
            throw new AiopsException("There are two bases named '" + name + "'. Rename one of them.");
        }
        return new HttpAccess(more, transport);
    }

    /** The names of what may be called. */
    public Set<String> names() {
        return new TreeSet<>(bases.keySet());
    }

    /**
     * Where a call would go: scheme, host, port and path, without what may be secret.
     *
     * @throws AiopsException if there is no such base, or the path would lead elsewhere
     */
    public URI address(String base, String path) {
        return base(base).resolve(path);
    }

    /**
     * Asks and waits for the answer. An interrupt ends the exchange at once.
     *
     * @throws AiopsException if the call is refused: no such base, a path that would lead elsewhere, a header that cannot be sent
     * @throws IOException if there is no answer within the time-out, or what comes is none
     */
    public Answer send(Call call) throws IOException, InterruptedException {
        Base base = base(call.base());
        return transport.send(base.request(call), base.shown(), call.timeout(), call.mostBytes());
    }

    private Base base(String name) {
        Base base = bases.get(name);
        if (base == null) {
            throw new AiopsException("There is no base '" + name + "'. Configure it, or use one of " + names() + ".");
        }
        return base;
    }

    /** The names and hosts; no header. */
    @Override
    public String toString() {
        return bases.values().toString();
    }
}
