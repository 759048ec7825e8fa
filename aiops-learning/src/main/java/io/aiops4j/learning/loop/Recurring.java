package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
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

    // what was noticed by a pattern is recognised already, and what a detector or a person says stands in no line
    private static final List<String> OTHERS = List.of("pattern:", "detector:", "person:");

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
        Optional<Incident> known = incident(IncidentEntries.incidentId(entry.stream()));
        if (known.isEmpty()) {
            return LeasedFollower.Worked.NOTHING;
        }
        Incident incident = known.get();
        List<ResolvedFold.Over> past = past(incident);
        boolean enough = past.size() >= RunbookDrafter.LEAST
                && attempts.known(incident.id()).isEmpty();
        // what was begun may have come as far as its proposal, which is a runbook already
        if (!enough || (hasRunbook(incident) && !attempts.isBegun(incident.id()))) {
            return LeasedFollower.Worked.NOTHING;
        }
        return attempts.learn(fresh(incident, entry), begun -> draft(incident, past, begun))
                        .isPresent()
                ? LeasedFollower.Worked.DONE
                : LeasedFollower.Worked.LATER;
    }

    // altered: it must not hold up what comes behind it
    private Optional<Incident> incident(String id) {
        try {
            return incidents.byId(id);
        } catch (AiopsException unreadable) {
            return Optional.empty();
        }
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
                "its node went down during it",
                null);
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
        List<Incident> known =
                past.stream().flatMap(over -> incident(over.id()).stream()).toList();
        boolean text = incident.client().equals(Client.DEFAULT)
                && known.stream().noneMatch(each -> OTHERS.stream().anyMatch(each.source()::startsWith));
        return Patterns.common(
                        incident.type(),
                        incident.target().service(),
                        incident.severity(),
                        known.stream().map(Incident::message).toList())
                .filter(pattern -> text)
                .map(pattern -> propose(pattern, known, without))
                .orElse(without);
    }

    private Learned propose(AlertPattern pattern, List<Incident> known, Learned without) {
        if (patterns.isKnown(pattern.id())) {
            return without.came(
                    Learned.Outcome.KNOWN,
                    "a pattern '" + pattern.id() + "' was proposed before, and there is no runbook: "
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
        Query whose = Query.all().where("client", client.id()).limit(MOST_DONE);
        List<ExecutionResult> against = executions.find(whose.where("incident", over.id())).records().stream()
                // runs that were forgotten are not known of the incident any more
                .filter(result -> result.runbookVersion() == 0 || over.runs().contains(result.executionId()))
                .toList();
        return new Resolved(over.id(), target, against.isEmpty() ? meanwhile(whose, target, over) : against);
    }

    /** What the host did on the target while the incident was open, where nobody said what was done against it. */
    private List<ExecutionResult> meanwhile(Query whose, Target target, ResolvedFold.Over over) {
        Query open = whose.since(over.opened()).before(over.over());
        Map<String, ExecutionResult> done = new LinkedHashMap<>();
        for (String named : List.of(target.toString(), target.service())) {
            executions.find(open.where("target", named)).records().stream()
                    .filter(result -> result.incidentId() == null && result.runbookVersion() == 0)
                    .forEach(result -> done.put(result.executionId(), result));
        }
        return List.copyOf(done.values());
    }
}
