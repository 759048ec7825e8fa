package io.aiops4j.core.notify;

import io.aiops4j.core.http.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Posts signed JSON, and tries again what may work when it is tried again. Each attempt is signed anew: its time is part of it. */
final class WebhookNotifier implements Notifier {

    static final int MOST_ATTEMPTS = 4;
    static final Duration ATTEMPT = Duration.ofSeconds(10);
    static final Duration TOTAL = Duration.ofMinutes(2);
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    static final int MOST_BYTES = 4 << 10;

    private static final String BASE = "webhook";
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final Set<Integer> RETRIABLE = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How time passes between two attempts. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    private final HttpAccess access;
    private final Signature signature;
    private final Clock clock;
    private final Duration attempt;
    private final Pause pause;

    WebhookNotifier(URI address, byte[] key, Clock clock, Duration attempt) {
        this(address, key, clock, attempt, duration -> Thread.sleep(duration.toMillis()));
    }

    WebhookNotifier(URI address, byte[] key, Clock clock, Duration attempt, Pause pause) {
        this.access = HttpAccess.to(BASE, address, Map.of());
        this.signature = new Signature(key);
        this.clock = clock;
        this.attempt = attempt;
        this.pause = pause;
    }

    @Override
    public void send(Notice notice) throws IOException, InterruptedException {
        String body = body(notice);
        long end = System.nanoTime() + TOTAL.toNanos();
        for (int tried = 1; ; tried++) {
            Failure failure = attempt(notice.id(), body);
            if (failure == null) {
                return;
            }
            Duration wait = failure.waits() == null ? FIRST_PAUSE.multipliedBy(1L << (tried - 1)) : failure.waits();
            boolean over = tried == MOST_ATTEMPTS
                    || wait.compareTo(LONGEST_PAUSE) > 0
                    || System.nanoTime() + wait.toNanos() + attempt.toNanos() > end;
            if (!failure.retriable() || over) {
                String asked =
                        failure.waits() == null ? "" : " It wants to be asked again in " + wait.toSeconds() + " s.";
                throw new IOException(
                        "Notice " + notice.id() + " was not accepted after " + tried + " of " + MOST_ATTEMPTS
                                + " attempts: " + failure.why() + asked,
                        failure.cause());
            }
            pause.of(wait);
        }
    }

    /** Why an attempt did not do, and how long the receiver wants to be left alone, or null. */
    private record Failure(
            String why,
            boolean retriable,
            @Nullable Duration waits,
            @Nullable Throwable cause) {}

    private @Nullable Failure attempt(String id, String body) throws InterruptedException {
        long timestamp = clock.instant().getEpochSecond();
        HttpAccess.Call call = HttpAccess.Call.of("POST", BASE, "")
                .json(body)
                .header("Idempotency-Key", id)
                .header("Aiops-Timestamp", Long.toString(timestamp))
                .header("Aiops-Signature", signature.of(timestamp, body))
                .within(attempt)
                .atMost(MOST_BYTES);
        try {
            HttpAccess.Answer answer = access.send(call);
            boolean accepted = answer.status() >= OK && answer.status() < REDIRECT;
            return accepted
                    ? null
                    : new Failure(
                            access.address(BASE, "").getHost() + " answered " + answer.status() + ".",
                            RETRIABLE.contains(answer.status()),
                            RetryAfter.read(answer.retryAfter(), clock.instant()),
                            null);
        } catch (IOException e) {
            return new Failure(String.valueOf(e.getMessage()), true, null, e);
        }
    }

    private static String body(Notice notice) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", notice.id());
        fields.put("title", notice.title());
        fields.put("text", notice.text());
        fields.put("severity", notice.severity().name());
        fields.put("client", notice.client().id());
        fields.put("incident", notice.incident());
        fields.put("time", notice.time().toString());
        fields.put("labels", notice.labels());
        return JSON.writeValueAsString(fields);
    }
}
