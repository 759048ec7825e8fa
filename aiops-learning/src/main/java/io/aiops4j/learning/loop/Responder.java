package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.GuardrailException;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.learning.confidence.Confidences;
import io.aiops4j.learning.decide.Decision;
import io.aiops4j.learning.decide.DecisionEngine;
import io.aiops4j.learning.decide.DecisionEntries;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only one that calls both decide and run. It decides about an incident whenever a signal feeds it and something is new
 * to decide on; it queues what was decided, or what a person allowed, for a node that reaches the target, and closes or escalates
 * the incident by what came of it.
 *
 * <pre>{@code
 * engine.onSignal(responder::onSignal);
 * engine.follow("responder", responder::onEntry);
 * }</pre>
 *
 * <p>Used by the engine's thread.
 */
final class Responder {

    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    private static final Actor DECISION = Actor.system("decision");
    private static final int MOST_CONSIDERED = 1_000;

    private final Journal journal;
    private final Seal seal;
    private final Incidents incidents;
    private final ReviewQueue reviews;
    private final Runbooks runbooks;
    private final Runner runner;
    private final Confidences confidences;
    private final Escalation escalation;
    private final Clock clock;
    private final View<Map<String, IncidentHistory.Tried>> history;
    // where the journal ended when an incident was last looked at: in a storm nothing is new, and nothing is read
    private final Map<String, Long> considered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_CONSIDERED;
        }
    };

    /** A responder over these parts. */
    public Responder(
            Journal journal,
            Seal seal,
            Incidents incidents,
            ReviewQueue reviews,
            Runbooks runbooks,
            Runner runner,
            Confidences confidences,
            RecordStore<ExecutionResult> executions,
            RecordStore<Snapshot> snapshots,
            Clock clock) {
        this.journal = journal;
        this.seal = seal;
        this.incidents = incidents;
        this.reviews = reviews;
        this.runbooks = runbooks;
        this.runner = runner;
        this.confidences = confidences;
        this.escalation = new Escalation(executions);
        this.clock = clock;
        this.history = View.kept(journal, new IncidentHistory(seal), snapshots);
    }

    /** Takes a signal into its incident and decides about it if something is new. */
    public Incident onSignal(Signal signal) {
        Incident incident = incidents.feed(signal);
        Long head = journal.head().position();
        if (!head.equals(considered.get(incident.id()))) {
            runner.lookBack(); // whether it came back is to be known before anything is decided
            considered.put(incident.id(), head);
            decide(incident);
        }
        return incident;
    }

    private void decide(Incident incident) {
        Incidents.Custody custody = incidents.custody(incident.id());
        if (custody.holder() != null) {
            return; // a person has it in hand
        }
        List<Decision.Option> options =
                runbooks.candidates(incident.client(), incident.type(), incident.target()).stream()
                        .map(candidate -> option(incident, candidate))
                        .toList();
        String basis = basis(options, custody);
        IncidentHistory.Tried tried = tried(incident.id());
        if (tried.basis().equals(basis)) {
            return;
        }
        Decision decision = DecisionEngine.decide(options);
        try {
            if (note(incident, decision, options, basis, tried.decisions())) {
                act(incident, decision);
            }
        } catch (GuardrailException full) {
            // too many runs wait already: it cannot even be queued
            List<String> reasons = new ArrayList<>(decision.reasons());
            reasons.add(String.valueOf(full.getMessage()));
            Decision instead = new Decision.Escalate(List.copyOf(reasons));
            if (note(incident, instead, options, basis, tried.decisions())) {
                act(incident, instead);
            }
        }
    }

    private Decision.Option option(Incident incident, Runbooks.Candidate candidate) {
        RunbookVersion version = candidate.version();
        return new Decision.Option(
                version,
                candidate.approval().mode(),
                confidences.of(incident.client(), version.digest()),
                tried(incident.id()).failed().contains(version.digest().hex()),
                reviews.isCritical(incident.target()));
    }

    private IncidentHistory.Tried tried(String incident) {
        return history.ask(all -> all.getOrDefault(incident, IncidentHistory.Tried.NOTHING));
    }

    private static String basis(List<Decision.Option> options, Incidents.Custody custody) {
        // what a person handed back is decided about afresh
        StringBuilder text = new StringBuilder(custody.version() == 0 ? "" : custody.version() + "\n");
        for (Decision.Option option : options) {
            text.append(option.version().digest())
                    .append(option.mode())
                    .append(option.failedHere())
                    .append(option.confidence().proven())
                    .append('\n');
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).abbreviated();
    }

    // the node whose entry comes first acts; the others see that it was decided
    private boolean note(
            Incident incident, Decision decision, List<Decision.Option> options, String basis, long decisions) {
        String outcome = decision instanceof Decision.AutoRun
                ? "auto_run"
                : decision instanceof Decision.AskHuman ? "ask_human" : "escalate";
        String runbook = version(decision).map(v -> v.runbook().label()).orElse("");
        String stream = DecisionEntries.stream(incident.id());
        Append append = Append.by(DECISION)
                .client(incident.client())
                .causedBy(cause(incident))
                .require(stream, decisions)
                .add(
                        stream,
                        DecisionEntries.MADE,
                        new DecisionEntries.Made(outcome, runbook, decision.reasons(), basis))
                .add(DecisionEntries.weighed(incident.id()), DecisionEntries.WEIGHED, DecisionEntries.weighed(options));
        try {
            // what was decided and that it waits to be run are one: no node can go down in between
            journal.append(decision instanceof Decision.AutoRun auto ? queueing(append, incident, auto) : append);
            return true;
        } catch (StaleAppendException faster) {
            return false;
        }
    }

    private Append queueing(Append append, Incident incident, Decision.AutoRun auto) {
        RunRequest.Grounds grounds = auto.vouched() ? RunRequest.Grounds.VOUCHED : RunRequest.Grounds.PROVEN;
        return runner.queueing(append, request(incident, auto.version(), grounds));
    }

    private long cause(Incident incident) {
        List<Entry> told = new JournalReader(journal).stream(IncidentEntries.stream(incident.id()));
        return told.get(told.size() - 1).position();
    }

    private static Optional<RunbookVersion> version(Decision decision) {
        if (decision instanceof Decision.AutoRun auto) {
            return Optional.of(auto.version());
        }
        return decision instanceof Decision.AskHuman ask ? Optional.of(ask.version()) : Optional.empty();
    }

    private void act(Incident incident, Decision decision) {
        if (decision instanceof Decision.AskHuman ask) {
            String why = String.join("; ", ask.reasons());
            RunRequest request = request(incident, ask.version(), RunRequest.Grounds.ALLOWED);
            reviews.submit(runner.requests(), request, incident.client(), DECISION, why);
        } else if (decision instanceof Decision.Escalate && incident.status() == Incident.Status.OPEN) {
            String why = escalation.text(incident.id(), String.join("; ", decision.reasons()));
            incidents.escalate(incident.id(), DECISION, why);
        }
    }

    private RunRequest request(Incident incident, RunbookVersion version, RunRequest.Grounds grounds) {
        return RunRequest.of(version, incident.target(), DECISION)
                .against(incident)
                .on(grounds, clock.instant());
    }

    /** Acts on what a person allowed, on runs that ended, and on incidents that come back. */
    public void onEntry(Entry entry) {
        if (entry.is(IncidentEntries.OPENED)) {
            runner.lookBack(); // also what another node opened, which may have gone down since
        } else if (entry.is(ReviewEntries.APPROVED)) {
            runIfAllowed(ReviewEntries.proposalId(entry.stream()));
        } else if (entry.is(RunEntries.ENDED) && seal.holds(entry)) {
            close(entry, entry.payload().as(RunEntries.Ended.class));
        }
    }

    private void runIfAllowed(String proposalId) {
        Optional<Proposal> proposal = reviews.byId(proposalId)
                .filter(p -> p.kind().equals(runner.requests().name()))
                .filter(p -> p.state() == Proposal.State.APPROVED);
        try {
            proposal.map(p -> reviews.approved(runner.requests(), p.id())).ifPresent(this::queueIfEnough);
        } catch (NotApprovedException revokedMeanwhile) {
            LOG.warn(revokedMeanwhile.getMessage());
        }
    }

    // a critical target takes the words of several people: the next one brings another entry
    private void queueIfEnough(Approved<RunRequest> allowed) {
        RunRequest request = allowed.value();
        String refusal = allowed.refusal(request.client(), request.target());
        if (refusal == null) {
            runner.queue(request);
        } else {
            LOG.info("{} waits: {}", request.label(), refusal);
        }
    }

    private void close(Entry entry, RunEntries.Ended end) {
        String id = end.incident();
        Incident incident = id == null ? null : incidents.byId(id).orElse(null);
        if (id == null
                || incident == null
                || !incident.isActive()
                || incidents.custody(id).holder() != null) {
            return;
        }
        String run = end.runbook() + " v" + end.version();
        if (end.success()) {
            try {
                incidents.resolve(id, DECISION, run + " helped, verified");
            } catch (AiopsException faster) {
                LOG.debug("Another node closed it: {}", faster.getMessage());
            }
        } else {
            incidents.escalate(id, DECISION, escalation.text(id, run + failed(end) + spent(id)), entry);
        }
    }

    private static String failed(RunEntries.Ended end) {
        return switch (end.status()) {
            case NOT_STARTED -> " was not run";
            case COMPLETED -> " did not help: verification " + end.verification();
            default -> " did not help: it ended " + end.status();
        };
    }

    private String spent(String incident) {
        int most = runner.guardrails().limits().perIncident();
        int started = tried(incident).started();
        return started < most
                ? ""
                : "; it was the last, for " + most + " is the most that may start by themselves against one incident";
    }
}
