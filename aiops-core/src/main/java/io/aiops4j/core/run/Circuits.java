package io.aiops4j.core.run;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which actions failed how often in a row, by client. */
final class Circuits {

    private final int failures;
    private final Map<String, Deque<Instant>> failed = new HashMap<>();

    /** Actions that are left alone after so many failures. */
    Circuits(int failures) {
        this.failures = failures;
    }

    void failed(String client, String action, Instant time) {
        if (failures == Guardrails.UNLIMITED) {
            return;
        }
        Deque<Instant> last = failed.computeIfAbsent(key(client, action), first -> new ArrayDeque<>());
        last.addLast(time);
        if (last.size() > failures) {
            last.removeFirst();
        }
    }

    void done(String client, String action) {
        failed.remove(key(client, action));
    }

    /** When it failed last, if it failed so often in a row since then; else null. */
    @Nullable
    Instant brokenSince(String client, String action, Instant since) {
        Deque<Instant> last = failed.get(key(client, action));
        return last != null && last.size() == failures && last.getFirst().isAfter(since) ? last.getLast() : null;
    }

    /** Forgets what is of no consequence any more. */
    void forgetBefore(Instant since) {
        failed.values().removeIf(last -> !last.getLast().isAfter(since));
    }

    // neither an action's name nor a client's id has a line break
    private static String key(String client, String action) {
        return client + "\n" + action;
    }
}
