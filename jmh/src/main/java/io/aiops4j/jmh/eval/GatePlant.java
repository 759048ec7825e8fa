package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.run.RunnerParts;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.stores.Stores;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One node of a small plant: a journal in memory, a review, a runner, and handlers whose calls are counted. */
final class GatePlant implements AutoCloseable {

    static final Actor ALICE = Actor.person("alice");
    static final Actor BOB = Actor.person("bob");
    static final Actor CAROL = Actor.person("carol");
    static final Actor MALLORY = Actor.person("mallory");
    static final Actor RESPONDER = Actor.system("responder");
    static final Target REDIS = Target.service("redis");
    static final String INCIDENT_TYPE = "out_of_memory";
    static final String YAML = """
            id: redis-oom
            incidentTypes: [out_of_memory]
            parameters:
              - {name: mb, type: number, min: 256, max: 4096}
            steps:
              - {name: limit, action: limit, parameters: {mb: "${mb}"}}
              - {name: restart, action: restart, parameters: {service: "${target.service}"}}
            verification: ["status = running"]
            """;
    static final Runbook RUNBOOK = RunbookCodec.fromYaml(YAML);
    static final Digest DIGEST = RunbookCodec.digest(RUNBOOK);

    /** What a run calls: one handler for each step. */
    static final int STEPS = RUNBOOK.steps().size();

    private static final byte[] KEY = "the key of an attacked host".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WRONG_KEY = "a key that an attacker made up".getBytes(StandardCharsets.US_ASCII);

    final GateClock clock;
    final AtomicInteger calls;
    final Authority authority;
    final Stores stores;
    final Journal journal;
    final ReviewQueue reviews;
    final Runbooks runbooks;
    final Incidents incidents;
    final Runner runner;
    private final String node;
    volatile boolean proven = true;

    private GatePlant(
            String node,
            Authority authority,
            GateClock clock,
            AtomicInteger calls,
            Stores stores,
            Journal journal,
            Guardrails guardrails,
            Snapshots snapshots) {
        this.node = node;
        this.authority = authority;
        this.clock = clock;
        this.calls = calls;
        this.stores = stores;
        this.journal = journal;
        ActionCatalogue catalogue = ActionCatalogue.of(List.of(
                Action.named("limit")
                        .parameter(Parameter.number("mb").between(1, 8192))
                        .run(step -> calls.incrementAndGet()),
                Action.named("restart").parameter("service").run(step -> calls.incrementAndGet())));
        this.reviews = snapshots == null
                ? new ReviewQueue(journal, authority, clock)
                : new ReviewQueue(journal, authority, clock, snapshots);
        this.runbooks = new Runbooks(journal, reviews, catalogue::signature);
        this.incidents = new Incidents(journal, authority.seal());
        this.runner = new Runner(RunnerParts.of(
                        journal,
                        stores.leases(),
                        authority.seal(),
                        reviews,
                        runbooks,
                        stores.records(ExecutionResult.KIND, ExecutionResult.CODEC))
                .actions(catalogue)
                .probes(Map.of("state", target -> Map.of("status", "running")))
                .proven((client, digest) -> proven)
                .guardrails(guardrails)
                .clock(clock)
                .node(node, target -> true));
    }

    /** An empty plant with the host's key. */
    static GatePlant fresh() {
        return of(authority(), Guardrails.NONE);
    }

    static GatePlant of(Authority authority, Guardrails guardrails) {
        GateClock clock = new GateClock();
        return over(Stores.inMemory(clock), authority, clock, new AtomicInteger(), guardrails);
    }

    private static GatePlant over(
            Stores stores, Authority authority, GateClock clock, AtomicInteger calls, Guardrails guardrails) {
        return new GatePlant("node-1", authority, clock, calls, stores, stores.journal(), guardrails, null);
    }

    static Authority authority() {
        return staffed(Authority.of(KEY));
    }

    private static Authority staffed(Authority authority) {
        return authority.approver("bob", "dba").approver("carol", "dba").approver("dave");
    }

    /** What somebody sets up elsewhere, who knows everything of the host but its key. */
    GatePlant playground() {
        return over(Stores.inMemory(clock), staffed(Authority.of(WRONG_KEY)), clock, calls, Guardrails.NONE);
    }

    /** The same plant after its store was rewritten. */
    GatePlant over(Stores rewritten) {
        GatePlant plant = over(rewritten, authority, clock, calls, Guardrails.NONE);
        plant.proven = proven;
        return plant;
    }

    /** Another node on the same journal, with what it is configured with. */
    GatePlant node(String name, Authority configured) {
        return node(name, configured, null);
    }

    /** Another node, whose lists begin with these snapshots. */
    GatePlant node(String name, Snapshots snapshots) {
        return node(name, authority, snapshots);
    }

    private GatePlant node(String name, Authority configured, Snapshots snapshots) {
        GatePlant other = new GatePlant(name, configured, clock, calls, stores, journal, Guardrails.NONE, snapshots);
        other.proven = proven;
        return other;
    }

    GatePlant node(String name) {
        return node(name, authority);
    }

    String submit(Actor author) {
        return runbooks.submit(RUNBOOK, author);
    }

    /** Submitted by alice, and approved by bob to run at once on redis with 512 to 2048 megabytes. */
    String approve(Approval.Mode mode) {
        String id = submit(ALICE);
        reviews.approve(id, BOB, grant(mode));
        return id;
    }

    static Grant grant(Approval.Mode mode) {
        return Grant.in(Scope.service("redis"))
                .mode(mode)
                .within(Parameter.number("mb").between(512, 2048));
    }

    Approved<Runbook> approved() {
        return runbooks.approved(Client.DEFAULT, DIGEST);
    }

    /** A request that a sound plant runs. */
    RunRequest request(RunRequest.Grounds grounds) {
        return new RunRequest(
                RUNBOOK.id(),
                RUNBOOK.version(),
                DIGEST,
                Client.DEFAULT,
                REDIS,
                null,
                INCIDENT_TYPE,
                Map.of("mb", "1024"),
                grounds,
                RESPONDER,
                clock.instant());
    }

    /** Puts the question whether to run now, and gives the proposal's id. */
    String ask(RunRequest request) {
        return reviews.submit(runner.requests(), request, request.client(), RESPONDER, "nothing is proven yet");
    }

    RunRequest allowed() {
        RunRequest request = request(RunRequest.Grounds.ALLOWED);
        reviews.approve(ask(request), CAROL);
        return request;
    }

    /** An incident that carol took over. */
    String takenOver() {
        String incident = incidents
                .feed(Signal.of(INCIDENT_TYPE, REDIS, Severity.ERROR, "out of memory"))
                .id();
        incidents.takeOver(incident, CAROL, "mine");
        return incident;
    }

    /** Writes, under the host's seal, that a run began: so a node leaves it that goes down before the first step. */
    String begin(RunRequest request) {
        runner.queue(request);
        String id = runner.open().get(0).id();
        String stream = RunEntries.stream(id);
        journal.append(Append.by(request.requestedBy())
                .client(request.client())
                .require(stream, 1)
                .add(stream, RunEntries.STARTED, started(request))
                .sealedWith(authority.seal()));
        return id;
    }

    static RunEntries.Started started(RunRequest request) {
        return new RunEntries.Started(
                request.runbookId(),
                request.runbookVersion(),
                request.runbookDigest().hex(),
                request.target().toString(),
                request.incidentId(),
                request.parameters(),
                request.grounds(),
                Set.of("limit", "restart"));
    }

    /** What a person asks for: on a critical target nothing runs by itself. */
    RunRequest asked(Actor person) {
        return GateRequestAttacks.by(request(RunRequest.Grounds.ASKED), person);
    }

    void run(RunRequest request) throws InterruptedException {
        runner.run(request);
    }

    /** Takes up on this node what waits. */
    void turn() {
        runner.turn(Runnable::run);
    }

    /** Runs, though it may be refused: what matters comes behind it. */
    boolean tryToRun(RunRequest request) throws InterruptedException {
        try {
            runner.run(request);
            return true;
        } catch (AiopsException refused) {
            return false;
        }
    }

    @Override
    public void close() {
        runner.close();
    }

    @Override
    public String toString() {
        return node;
    }
}
