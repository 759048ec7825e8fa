package io.aiops4j.learning.loop;

import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.learning.decide.DecisionEntries;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What was decided and tried for each active incident. */
final class IncidentHistory implements Fold<Map<String, IncidentHistory.Tried>> {

    record Tried(Set<String> failed, String basis, long decisions) {

        static final Tried NOTHING = new Tried(Set.of(), "", 0);

        Tried decided(String on, long version) {
            return new Tried(failed, on, version);
        }

        Tried failed(String digest) {
            Set<String> more = new HashSet<>(failed);
            more.add(digest);
            return new Tried(Set.copyOf(more), basis, decisions);
        }
    }

    @Override
    public Map<String, Tried> empty() {
        return new HashMap<>();
    }

    @Override
    public void apply(Map<String, Tried> all, Entry entry) {
        if (entry.is(DecisionEntries.MADE)) {
            String incident =
                    entry.stream().substring(DecisionEntries.stream("").length());
            String basis = entry.payload().as(DecisionEntries.Made.class).basis();
            change(all, incident, tried -> tried.decided(basis, entry.version()));
        } else if (entry.is(RunEntries.ENDED)) {
            RunEntries.Ended end = entry.payload().as(RunEntries.Ended.class);
            if (end.incident() != null && !end.success()) {
                change(all, end.incident(), tried -> tried.failed(end.digest()));
            }
        } else if (entry.is(IncidentEntries.RESOLVED)) {
            all.remove(IncidentEntries.incidentId(entry.stream()));
        }
    }

    private static void change(Map<String, Tried> all, String incident, UnaryOperator<Tried> change) {
        all.merge(incident, change.apply(Tried.NOTHING), (had, first) -> change.apply(had));
    }
}
