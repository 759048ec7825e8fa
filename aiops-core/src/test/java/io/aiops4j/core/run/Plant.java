package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.StateProbe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A toy plant with a real journal, a real review and a real runner; what its actions did is counted. */
final class Plant implements AutoCloseable {

    static final Actor ALICE = Actor.person("alice");
    static final Actor BOB = Actor.person("bob");
    static final Actor CAROL = Actor.person("carol");
    static final Target REDIS = Target.service("redis");
    static final String RUNBOOK = """
            id: redis-oom
            incidentTypes: [out_of_memory]
            parameters:
              - {name: mb, type: number, min: 256, max: 4096, preset: 1024}
            steps:
              - {name: limit, action: set_limit, parameters: {mb: "${mb}"}}
              - {name: restart, action: restart, parameters: {service: "${target.service}"}}
            verification: ["heap.limit > heap.used"]
            """;

    final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    final Map<String, String> state = new ConcurrentHashMap<>(
            Map.of("heap.limit", "512", "heap.configured", "512", "heap.used", "900", "status", "down"));
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Intercepted journal;
    final Leases leases;
    final Authority authority;
    final ReviewQueue reviews;
    final Runbooks runbooks;
    final RecordStore<ExecutionResult> executions;
    final ActionCatalogue catalogue;
    final Runner runner;
    volatile boolean proven;

    /** A journal into which a test can reach. */
    static final class Intercepted implements Journal {

        private final Journal sound;
        volatile UnaryOperator<Append> onAppend = UnaryOperator.identity();
        volatile UnaryOperator<Entry> onRead = UnaryOperator.identity();

        Intercepted(Journal sound) {
            this.sound = sound;
        }

        @Override
        public List<Entry> append(Append append) {
            return sound.append(onAppend.apply(append));
        }

        /** Behind the back of whoever intercepts. */
        void appendUnseen(Append append) {
            sound.append(append);
        }

        @Override
        public List<Entry> read(String stream, long afterVersion, int limit) {
            return sound.read(stream, afterVersion, limit).stream().map(onRead).toList();
        }

        @Override
        public List<Entry> readAll(long afterPosition, int limit) {
            return sound.readAll(afterPosition, limit).stream().map(onRead).toList();
        }

        @Override
        public Head head() {
            return sound.head();
        }

        @Override
        public List<Entry> erase(List<Long> positions, Append receipt) {
            return sound.erase(positions, receipt);
        }
    }

    Plant(Action... more) {
        this(Map.of(), more);
    }

    Plant(Map<String, StateProbe> moreProbes, Action... more) {
        Stores stores = Stores.inMemory(clock);
        this.journal = new Intercepted(stores.journal());
        this.executions = stores.records(ExecutionResult.KIND, ExecutionResult.CODEC);
        List<Action> actions = new ArrayList<>(List.of(more));
        actions.add(Action.named("set_limit")
                .parameter(Parameter.number("mb").between(1, 8192))
                .effect("heap.configured = ${mb}")
                .run(step -> {
                    calls.add("set_limit " + step.number("mb"));
                    state.put("heap.configured", step.text("mb"));
                }));
        actions.add(Action.named("restart")
                .parameter("service")
                .idempotent()
                .effect("heap.limit = heap.configured")
                .run(step -> {
                    calls.add("restart " + step.text("service"));
                    state.put("heap.limit", state.get("heap.configured"));
                    state.put("status", "running");
                    step.output("restarted");
                }));
        this.catalogue = ActionCatalogue.of(actions);
        this.leases = stores.leases();
        this.authority = Authority.of("a key of thirty-two bytes or more".getBytes())
                .approver("alice")
                .approver("bob")
                .approver("carol");
        this.reviews = new ReviewQueue(journal, authority, clock);
        this.runbooks = new Runbooks(journal, reviews, catalogue::signature);
        Map<String, StateProbe> probes = new LinkedHashMap<>();
        probes.put("plant", target -> state);
        probes.putAll(moreProbes);
        this.runner = new Runner(parts("node-1", catalogue).probes(probes));
    }

    /** A runner's parts on another node of the same plant. */
    RunnerParts parts(String node, ActionCatalogue actions) {
        return RunnerParts.of(journal, leases, authority.seal(), reviews, runbooks, executions)
                .actions(actions)
                .proven((client, digest) -> proven)
                .clock(clock)
                .guardrails(Guardrails.NONE)
                .node(node, target -> true);
    }

    /** Submits by alice and approves by bob. */
    Approved<Runbook> approve(String yaml, Approval.Mode mode, Parameter... envelope) {
        Runbook runbook = RunbookCodec.fromYaml(yaml);
        String id = runbooks.submit(runbook, ALICE);
        reviews.approve(id, BOB, Grant.in(Scope.service("redis")).mode(mode).within(envelope));
        return runbooks.approved(Client.DEFAULT, RunbookCodec.digest(runbook));
    }

    Approved<Runbook> approve(String yaml) {
        return approve(yaml, Approval.Mode.AT_ONCE);
    }

    /** A request that fits an approval, on these grounds, now. */
    RunRequest request(Approved<Runbook> approved, RunRequest.Grounds grounds) {
        Runbook runbook = approved.value();
        return new RunRequest(
                runbook.id(),
                runbook.version(),
                RunbookCodec.digest(runbook),
                Client.DEFAULT,
                REDIS,
                "inc-1",
                "out_of_memory",
                Map.of(),
                grounds,
                Actor.system("responder"),
                clock.instant());
    }

    /** Asks a person for permission, who gives it. */
    RunRequest allowed(RunRequest request) {
        String id = ask(request);
        reviews.approve(id, CAROL);
        return request;
    }

    String ask(RunRequest request) {
        return reviews.submit(
                runner.requests(), request, request.client(), Actor.system("responder"), "nothing is proven yet");
    }

    ExecutionResult run(String yaml) throws InterruptedException {
        Approved<Runbook> approved = approve(yaml);
        return runner.run(approved, request(approved, RunRequest.Grounds.VOUCHED));
    }

    /** The types of all entries about runs, in order. */
    List<String> story() {
        return journal.readAll(0, 10_000).stream()
                .filter(entry -> entry.stream().startsWith("run/"))
                .map(entry -> entry.type().name())
                .toList();
    }

    @Override
    public void close() {
        runner.close();
    }
}
