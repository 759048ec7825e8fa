package io.aiops4j.core.run;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When runs started by themselves, by whom or what it is counted for: the last ones, as many as a limit can ask about. */
final class StartTimes {

    private final int most;
    private final Map<String, Deque<Instant>> times = new HashMap<>();

    /** Times against a limit; there is nothing to keep for one that limits nothing. */
    StartTimes(int limit) {
        this.most = limit == Guardrails.UNLIMITED ? 0 : limit;
    }

    void add(String key, Instant time) {
        if (most == 0) {
            return;
        }
        Deque<Instant> of = times.computeIfAbsent(key, first -> new ArrayDeque<>());
        of.addLast(time);
        if (of.size() > most) {
            of.removeFirst();
        }
    }

    /** The times after this one, the earliest first. */
    List<Instant> since(String key, Instant since) {
        Deque<Instant> of = times.get(key);
        return of == null
                ? List.of()
                : of.stream().filter(time -> time.isAfter(since)).toList();
    }

    /** Forgets what is of no consequence any more. */
    void forgetBefore(Instant since) {
        times.values().removeIf(of -> !of.getLast().isAfter(since));
    }
}
