package io.aiops4j.spring.web;

import io.aiops4j.core.incident.Incident;
import io.aiops4j.learning.loop.Noticed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of what was noticed: waited for as long as the caller wants to, and no longer. */
final class Noticings {

    /** The longest that a request waits, in seconds. */
    static final int LONGEST_WAIT = 10;

    /** How long one waits when nothing is said. */
    static final int WAIT = 2;

    /** Of so many an answer tells. */
    static final int MOST = 200;

    private final Function<String, @Nullable Map<String, Object>> decision;
    private final String base;
    private final Waits waits;

    Noticings(Function<String, @Nullable Map<String, Object>> decision, String base, Waits waits) {
        this.decision = decision;
        this.base = base;
        this.waits = waits;
    }

    List<Map<String, Object>> rows(List<Noticed> noticed, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Map<String, Map<String, Object>> decisions = new HashMap<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Noticed each : noticed.subList(0, Math.min(MOST, noticed.size()))) {
            Optional<Incident> incident = waits.await(each, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            Map<String, Object> row = Rows.row(
                    "client", each.signal().client().id(),
                    "type", each.signal().incidentType(),
                    "target", each.signal().target().toString(),
                    "severity", Rows.word(each.signal().severity()),
                    "source", each.signal().source());
            if (incident.isPresent()) {
                String id = incident.get().id();
                row.put("incident", id);
                row.put("link", base + "/incidents/" + id);
                Map<String, Object> decided = decisions.computeIfAbsent(id, this::decided);
                if (!decided.isEmpty()) {
                    row.put("decision", decided);
                }
            } else if (each.isLost()) {
                row.put("lost", true);
            } else {
                row.put("pending", true);
                row.put("link", base + "/incidents");
            }
            rows.add(row);
        }
        return rows;
    }

    private Map<String, Object> decided(String incident) {
        Map<String, Object> last = decision.apply(incident);
        return last == null ? Map.of() : last;
    }
}
