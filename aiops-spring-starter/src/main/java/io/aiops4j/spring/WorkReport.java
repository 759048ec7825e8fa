package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.store.Query;
import io.aiops4j.learning.loop.Learned;
import io.aiops4j.learning.loop.Learning;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is open, what waits for a person, and what was learned. What lines, states and payloads say is left out: it is for who reviews. */
final class WorkReport {

    private final Aiops aiops;
    private final Clock clock;
    private final Redactor redactor;

    WorkReport(Aiops aiops, Clock clock, Redactor redactor) {
        this.aiops = aiops;
        this.clock = clock;
        this.redactor = redactor;
    }

    /** The oldest first. */
    Map<String, Object> incidents() {
        return Listing.of(aiops.incidents().open(), this::incident);
    }

    private Map<String, Object> incident(Incident incident) {
        return Listing.row(
                "id", incident.id(),
                "client", incident.client().id(),
                "type", incident.type(),
                "target", incident.target().toString(),
                "severity", word(incident.severity()),
                "status", word(incident.status()),
                "since", incident.opened().toString(),
                "signals", incident.signals());
    }

    /** The most urgent first, as a reviewer finds them. */
    Map<String, Object> proposals() {
        return Listing.of(aiops.reviews().pending(), this::proposal);
    }

    private Map<String, Object> proposal(Proposal proposal) {
        return Listing.row(
                "id", proposal.id(),
                "kind", proposal.kind(),
                "client", proposal.client().id(),
                "title", redactor.begin().text(proposal.title()),
                "priority", word(proposal.priority()),
                "risk", word(proposal.risk()),
                "state", word(proposal.state()),
                "created", proposal.created().toString(),
                "ageSeconds",
                        Math.max(
                                0,
                                Duration.between(proposal.created(), clock.instant())
                                        .toSeconds()));
    }

    /** What was counted since the start, and what came of the newest of all. */
    Map<String, Object> learning() {
        Learning learning = aiops.learning();
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Learned.Outcome outcome : Learned.Outcome.values()) {
            outcomes.put(word(outcome), 0);
        }
        learning.find(Query.all().limit(Query.GREATEST_LIMIT))
                .records()
                .forEach(each -> outcomes.merge(word(each.outcome()), 1, Integer::sum));
        return Listing.row(
                "backlog", learning.backlog(),
                "analysed", learning.analysed(),
                "parked", learning.parked(),
                "newest", outcomes);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
