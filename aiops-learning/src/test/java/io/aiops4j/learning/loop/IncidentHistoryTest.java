package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.KeptFolds;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.decide.DecisionEntries;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentHistoryTest {

    private static List<Entry> failedTwice() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            toy.fail();
            toy.fail();
            return toy.aiops.journal().entries(0, 1_000);
        }
    }

    @Test
    void it_goes_on_from_any_snapshot_as_if_it_had_read_all() {
        List<Entry> entries = failedTwice();
        assertThat(entries).anyMatch(entry -> entry.is(RunEntries.ENDED));
        KeptFolds.check(new IncidentHistory(Seal.none()), entries);
    }

    @Test
    void a_decision_is_caused_by_what_was_last_said_of_its_incident() {
        List<Entry> entries = failedTwice();
        List<Entry> decisions =
                entries.stream().filter(entry -> entry.is(DecisionEntries.MADE)).toList();
        assertThat(decisions).isNotEmpty().allSatisfy(decision -> {
            String incident = decision.stream().replace("decision/", "incident/");
            long last = entries.stream()
                    .filter(entry -> entry.stream().equals(incident) && entry.position() < decision.position())
                    .mapToLong(Entry::position)
                    .max()
                    .orElseThrow();
            assertThat(decision.causes()).containsExactly(last);
        });
        String id = IncidentEntries.incidentId(
                entries.stream().filter(entry -> entry.is(IncidentEntries.OPENED)).findFirst().orElseThrow().stream());
        assertThat(entries)
                .filteredOn(entry ->
                        entry.is(RunEntries.STARTED) || entry.is(RunEntries.ENDED) || entry.is(DecisionEntries.MADE))
                .allMatch(Selector.incident(id)::matches);
    }

    @Test
    void a_decision_that_was_erased_still_counts_for_the_version_of_its_stream() {
        Journal journal =
                Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z")).journal();
        Actor bob = Actor.person("bob");
        String stream = DecisionEntries.stream("inc-1");
        journal.append(Append.by(bob)
                .add(stream, DecisionEntries.MADE, new DecisionEntries.Made("escalate", "", List.of(), "basis")));
        View<java.util.Map<String, IncidentHistory.Tried>> view = new View<>(journal, new IncidentHistory(Seal.none()));
        Erasure erasure = new Erasure(Selector.incident("inc-1"), "asked to", List.of(1L));
        journal.erase(List.of(1L), Append.by(bob).add(Erasure.STREAM, Erasure.ERASED, erasure));
        IncidentHistory.Tried tried = view.ask(all -> all.get("inc-1"));
        assertThat(tried.decisions()).isEqualTo(1);
        assertThat(tried.basis()).isEmpty();
    }
}
