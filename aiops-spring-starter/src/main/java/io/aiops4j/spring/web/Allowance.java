package io.aiops4j.spring.web;

import io.aiops4j.spring.web.Problem.Kind;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** So many requests of one caller in a minute, and no more. It is kept in this process, for the callers that were here last. */
final class Allowance {

    /** How many callers are remembered. */
    static final int MOST_CALLERS = 10_000;

    private static final long WINDOW = 60;

    private final int most;
    private final Clock clock;
    private final Map<String, Spent> spent = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Spent> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    Allowance(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    private record Spent(long window, int requests) {}

    /** Counts one request, or says when to come back. */
    void take(String caller) {
        long now = clock.instant().getEpochSecond();
        long window = Math.floorDiv(now, WINDOW);
        int requests;
        synchronized (spent) {
            Spent before = spent.get(caller);
            requests = before == null || before.window() != window ? 1 : before.requests() + 1;
            spent.put(caller, new Spent(window, Math.min(requests, most + 1)));
        }
        if (requests > most) {
            long wait = WINDOW - Math.floorMod(now, WINDOW);
            throw new Problem(
                    Kind.TOO_MANY,
                    "More than " + most + " requests came from one caller within a minute. Wait for " + wait
                            + " seconds, or raise aiops.web.requests-per-minute.",
                    List.of(),
                    Map.of("Retry-After", Long.toString(wait)));
        }
    }
}
