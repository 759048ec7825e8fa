package io.aiops4j.learning.loop;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.learning.decide.DecisionEntries;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What was decided and tried for each active incident. */
final class IncidentHistory implements Fold.Kept<Map<String, IncidentHistory.Tried>> {

    /**
     * What was decided and tried for one incident.
     *
     * @param failed the versions that did not help
     * @param basis what was last decided on
     * @param decisions how many there were
     * @param started how many runs started by themselves
     */
    record Tried(Set<String> failed, String basis, long decisions, int started) {

        static final Tried NOTHING = new Tried(Set.of(), "", 0, 0);

        // sorted, so that equal states have equal texts
        Tried {
            failed = Collections.unmodifiableSet(new TreeSet<>(failed));
        }

        Tried decided(String on, long version) {
            return new Tried(failed, on, version, started);
        }

        Tried failed(String digest) {
            Set<String> more = new HashSet<>(failed);
            more.add(digest);
            return new Tried(more, basis, decisions, started);
        }

        Tried begun() {
            return new Tried(failed, basis, decisions, started + 1);
        }
    }

    private final Seal seal;

    IncidentHistory(Seal seal) {
        this.seal = seal;
    }

    private static final String DECISIONS = DecisionEntries.stream("");

    private record Text(Map<String, Tried> incidents) {}

    @Override
    public String name() {
        return Fold.Kept.named(
                "history/2",
                DecisionEntries.MADE,
                RunEntries.STARTED,
                RunEntries.ENDED,
                RunEntries.RECURRED,
                RunEntries.JUDGED,
                IncidentEntries.RESOLVED);
    }

    @Override
    public String write(Map<String, Tried> all) {
        return Snapshot.write(new Text(all));
    }

    @Override
    public Map<String, Tried> read(String text) {
        return new HashMap<>(Snapshot.read(text, Text.class).incidents());
    }

    @Override
    public Map<String, Tried> empty() {
        return new HashMap<>();
    }

    @Override
    public void apply(Map<String, Tried> all, Entry entry) {
        if (entry.stream().startsWith(DECISIONS)) {
            String basis = read(entry, DecisionEntries.MADE, DecisionEntries.Made.class)
                    .map(DecisionEntries.Made::basis)
                    .orElse("");
            // also one that cannot be read, so that the next decision requires the right version
            change(all, entry.stream().substring(DECISIONS.length()), tried -> tried.decided(basis, entry.version()));
        } else if (entry.is(IncidentEntries.RESOLVED)) {
            all.remove(IncidentEntries.incidentId(entry.stream()));
        } else if (seal.holds(entry)) {
            read(entry, RunEntries.STARTED, RunEntries.Started.class).ifPresent(start -> {
                if (start.incident() != null && start.isAutomatic()) {
                    change(all, start.incident(), Tried::begun);
                }
            });
            read(entry, RunEntries.ENDED, RunEntries.Ended.class).ifPresent(end -> {
                if (end.incident() != null && !end.success()) {
                    change(all, end.incident(), tried -> tried.failed(end.digest()));
                }
            });
            // what resolved it a while ago is tried against it already: it did not last
            read(entry, RunEntries.RECURRED, RunEntries.Recurred.class)
                    .ifPresent(came -> change(all, came.incident(), tried -> tried.failed(came.digest())));
            // of an incident that is open still: whoever says so wants it not tried again
            read(entry, RunEntries.JUDGED, RunEntries.Judged.class).ifPresent(said -> {
                if (said.incident() != null && !said.helped()) {
                    all.computeIfPresent(said.incident(), (same, tried) -> tried.failed(said.digest()));
                }
            });
        }
    }

    // erased or altered: what was tried is known no longer, so it may be tried again; all else is decided as before
    private static <T> Optional<T> read(Entry entry, EntryType type, Class<T> payload) {
        try {
            return entry.is(type) ? Optional.of(entry.payload().as(payload)) : Optional.empty();
        } catch (AiopsException unreadable) {
            return Optional.empty();
        }
    }

    private static void change(Map<String, Tried> all, String incident, UnaryOperator<Tried> change) {
        all.merge(incident, change.apply(Tried.NOTHING), (had, first) -> change.apply(had));
    }
}
