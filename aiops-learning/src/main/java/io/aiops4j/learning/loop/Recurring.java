package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.learning.knowledge.Patterns;
import io.aiops4j.learning.success.Resolved;
import io.aiops4j.learning.success.RunbookDrafter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Learns from each incident of a kind that was resolved several times and has no runbook: what was done each time is put before the
 * reviewers as a first one; or, where nobody knows what was done, a pattern that recognises it.
 */
final class Recurring {

    /** How long what the host recorded a moment ago is waited for. */
    static final Duration LONGEST_FLUSH = Duration.ofSeconds(5);

    private static final Actor EXPERIENCE = Actor.system("experience");

    // what was noticed by a pattern is recognised already, and what a detector says stands in no line
    private static final List<String> OTHERS = List.of("pattern:", "detector:");

    // of one incident: a fix that takes more runs than these is not learned
    private static final int MOST_DONE = 100;

    private final LessonView<ResolvedFold.State> resolved;
    private final Incidents incidents;
    private final Runbooks runbooks;
    private final ExecutionRecorder recorder;
    private final RecordStore<ExecutionResult> executions;
    private final Attempts attempts;
    private final RunbookDrafter drafter;
    private final Proposer proposer;
    private final Patterns patterns;

    Recurring(
            LessonView<ResolvedFold.State> resolved,
            Incidents incidents,
            Runbooks runbooks,
            ExecutionRecorder recorder,
            RecordStore<ExecutionResult> executions,
            Attempts attempts,
            RunbookDrafter drafter,
            Proposer proposer,
            Patterns patterns) {
        this.resolved = resolved;
        this.incidents = incidents;
        this.runbooks = runbooks;
        this.recorder = recorder;
        this.executions = executions;
        this.attempts = attempts;
        this.drafter = drafter;
        this.proposer = proposer;
        this.patterns = patterns;
    }

    /** Whether there may be something to learn from this entry. */
    static boolean wants(Entry entry) {
        return entry.is(IncidentEntries.RESOLVED);
    }

    /** Learns from an incident that was resolved; says what it came to. */
    LeasedFollower.Worked learnFrom(Entry entry) {
        String id = IncidentEntries.incidentId(entry.stream());
        Optional<Incident> incident = incidents.byId(id);
        if (incident.isEmpty() || attempts.known(id).isPresent()) {
            return LeasedFollower.Worked.NOTHING;
        }
        List<ResolvedFold.Over> past = past(incident.get());
        if (past.size() < RunbookDrafter.LEAST || hasRunbook(incident.get())) {
            return LeasedFollower.Worked.NOTHING;
        }
        return attempts.learn(fresh(incident.get(), entry), begun -> draft(incident.get(), past, begun))
                        .isPresent()
                ? LeasedFollower.Worked.DONE
                : LeasedFollower.Worked.LATER;
    }

    /** The incidents of its kind that were resolved, up to this one; none when it was forgotten. */
    private List<ResolvedFold.Over> past(Incident incident) {
        List<ResolvedFold.Over> all =
                resolved.ask(state -> state.over.getOrDefault(ResolvedFold.kind(incident), List.of()));
        List<String> ids = all.stream().map(ResolvedFold.Over::id).toList();
        return all.subList(0, ids.indexOf(incident.id()) + 1);
    }

    private boolean hasRunbook(Incident incident) {
        return !runbooks.against(incident.client(), incident.type()).isEmpty();
    }

    private static Learned fresh(Incident incident, Entry entry) {
        return new Learned(
                incident.id(),
                incident.client().id(),
                "",
                0,
                incident.id(),
                entry.time(),
                0,
                null,
                Learned.Outcome.BEGUN,
                "its node went down during it");
    }

    private Learned draft(Incident incident, List<ResolvedFold.Over> past, Learned begun) {
        try {
            recorder.flush(LONGEST_FLUSH); // often it is resolved in the moment in which the last fix was recorded
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Client client = incident.client();
        List<Resolved> done = past.stream().map(over -> resolved(client, over)).toList();
        Learned first = proposer.propose(client, drafter.draft(client, incident.type(), done), begun);
        return first.outcome() == Learned.Outcome.NO_PROPOSAL ? pattern(incident, past, first) : first;
    }

    /** Where nobody knows a first runbook, it is at least recognised in lines, if something else noticed it until now. */
    private Learned pattern(Incident incident, List<ResolvedFold.Over> past, Learned without) {
        List<Incident> known = past.stream()
                .flatMap(over -> incidents.byId(over.id()).stream())
                .toList();
        boolean text = incident.client().equals(Client.DEFAULT)
                && known.stream().noneMatch(each -> OTHERS.stream().anyMatch(each.source()::startsWith));
        return Patterns.common(
                        incident.type(),
                        incident.severity(),
                        known.stream().map(Incident::message).toList())
                .filter(pattern -> text)
                .map(pattern -> propose(pattern, known, without))
                .orElse(without);
    }

    private Learned propose(AlertPattern pattern, List<Incident> known, Learned without) {
        Optional<Proposal> before = patterns.proposal(pattern);
        if (before.isPresent()) {
            return without.came(
                    Learned.Outcome.KNOWN,
                    "its pattern was proposed before (" + before.get().id() + "), and there is no runbook: "
                            + without.detail());
        }
        String why = known.size() + " incidents of type " + pattern.incidentType()
                + " that were resolved have these words in common ("
                + known.stream().map(Incident::id).collect(Collectors.joining(", "))
                + "); where a line has them it opens one. There is no runbook: " + without.detail();
        try {
            return without.came(Learned.Outcome.PROPOSED, patterns.submit(pattern, EXPERIENCE, why));
        } catch (ReviewException refused) {
            return without.came(
                    Learned.Outcome.NO_PROPOSAL,
                    without.detail() + "; its pattern was refused: " + refused.getMessage());
        }
    }

    private Resolved resolved(Client client, ResolvedFold.Over over) {
        Target target = Target.parse(over.target());
        Map<String, ExecutionResult> done = new LinkedHashMap<>();
        Query whose = Query.all().where("client", client.id()).limit(MOST_DONE);
        find(whose.where("incident", over.id()), done);
        Query meanwhile = whose.since(over.opened()).before(over.over());
        find(meanwhile.where("target", target.toString()), done);
        find(meanwhile.where("target", target.service()), done);
        return new Resolved(over.id(), target, List.copyOf(done.values()));
    }

    // what was run against another incident has nothing to do with this one
    private void find(Query query, Map<String, ExecutionResult> done) {
        String incident = query.keys().get("incident");
        executions.find(query).records().stream()
                .filter(result -> incident != null || result.incidentId() == null)
                .forEach(result -> done.put(result.executionId(), result));
    }
}
