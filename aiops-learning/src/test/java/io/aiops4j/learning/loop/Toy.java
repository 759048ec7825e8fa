package io.aiops4j.learning.loop;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsBuilder;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.testkit.HandCrank;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A shop whose queue is as long as its workers let it be, and an engine that is cranked by hand. */
final class Toy implements AutoCloseable {

    static final Actor ALICE = Actor.person("alice");
    static final Actor BOB = Actor.person("bob");
    static final byte[] KEY = "a key that only this test knows.".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    final HandCrank crank = new HandCrank();
    final SettableClock clock;
    final AtomicInteger scaled = new AtomicInteger();
    final Aiops aiops;
    int configured = 2;
    int workers = 2;
    int backlog = 500;

    @Nullable
    RuntimeException fault;

    Toy() {
        this(SettableClock.at("2026-01-01T00:00:00Z"), builder -> builder);
    }

    Toy(java.util.function.UnaryOperator<AiopsBuilder> more) {
        this(SettableClock.at("2026-01-01T00:00:00Z"), more);
    }

    Toy(SettableClock clock, java.util.function.UnaryOperator<AiopsBuilder> more) {
        this.clock = clock;
        this.aiops = more.apply(Aiops.builder()
                        .authority(Authority.of(KEY).approver("bob").approver("carol"))
                        .action(Action.named("scale")
                                .parameter(Parameter.number("to"))
                                .idempotent()
                                .effect("workers.configured = ${to}")
                                .run(step -> {
                                    scaled.incrementAndGet();
                                    configured = step.number("to").intValueExact();
                                }))
                        .action(Action.named("restart")
                                .idempotent()
                                .effect("workers = workers.configured")
                                .run(step -> restart()))
                        .probe(
                                "shop",
                                target -> Map.of(
                                        "workers.configured",
                                        configured,
                                        "workers",
                                        workers,
                                        "workers.needed",
                                        backlog / 100))
                        .clock(clock)
                        .guardrails(Guardrails.NONE)
                        .executor(crank))
                .build();
    }

    private void restart() {
        if (fault != null) {
            throw fault;
        }
        workers = configured;
    }

    /** Submits and approves a version; steps are given by name. */
    RunbookVersion approved(Approval.Mode mode, int to, String... steps) {
        StringBuilder yaml = new StringBuilder("""
                id: shop-slow
                incidentTypes: [timeout]
                parameters: [{name: to, type: number, preset: %d, min: 1, max: 64}]
                verification: ["workers >= workers.needed"]
                steps:
                """.formatted(to));
        for (String step : steps) {
            yaml.append("- {name: ").append(step).append(", action: ").append(step);
            yaml.append(step.equals("scale") ? ", parameters: {to: \"${to}\"}}\n" : "}\n");
        }
        String id = aiops.runbooks().submit(RunbookCodec.fromYaml(yaml.toString()), ALICE);
        aiops.reviews().approve(id, BOB, Grant.in(Scope.service("shop")).mode(mode));
        crank.turn();
        return aiops.runbooks().versions(Client.DEFAULT, "shop-slow").get(0);
    }

    /** A runbook that helps, approved at once, against incidents of another type than those here. */
    RunbookVersion againstSomethingElse() {
        String yaml = """
                id: more-workers
                incidentTypes: [queue_stuck]
                parameters: [{name: to, type: number, preset: 8, min: 1, max: 64}]
                verification: ["workers >= workers.needed"]
                steps:
                - {name: scale, action: scale, parameters: {to: "${to}"}}
                - {name: restart, action: restart}
                """;
        String id = aiops.runbooks().submit(RunbookCodec.fromYaml(yaml), ALICE);
        aiops.reviews().approve(id, BOB, Grant.in(Scope.service("shop")).mode(Approval.Mode.AT_ONCE));
        return aiops.runbooks().versions(Client.DEFAULT, "more-workers").get(0);
    }

    void fail() {
        aiops.observe(LogLine.of("shop", "request timed out after 30000 ms"));
        crank.turn();
    }

    /** An incident that the host resolves by itself, hours after the last one; what is done against it is recorded. */
    @Nullable
    Learned resolved(Consumer<ExecutionRecorder> fix) {
        Incident incident = failed();
        fix.accept(aiops.executions().against(incident));
        return resolved(incident);
    }

    /** An incident that was opened a minute ago. */
    Incident failed() {
        workers = 2;
        configured = 2;
        clock.advance(Duration.ofHours(2));
        fail();
        clock.advance(Duration.ofMinutes(1));
        return aiops.incidents().open().get(0);
    }

    @Nullable
    Learned resolved(Incident incident) {
        clock.advance(Duration.ofMinutes(1));
        aiops.incidents().resolve(incident.id(), ALICE, "it is over");
        crank.turn();
        return learned(incident);
    }

    /** An alert from outside about a service, that a person resolves. */
    @Nullable
    Learned alerted(String type, String service, String message) {
        clock.advance(Duration.ofHours(2));
        aiops.observe(Signal.of(type, Target.service(service), Severity.ERROR, message));
        crank.turn();
        return resolved(aiops.incidents().open().get(0));
    }

    /** What was learned from an incident, if anything was. */
    @Nullable
    Learned learned(Incident incident) {
        return aiops.learning().find(Query.all().where("id", incident.id())).records().stream()
                .findFirst()
                .orElse(null);
    }

    /** What helps here: more workers, and a start that knows of them. */
    void scale(ExecutionRecorder recorder) {
        recorder.label("to", "8").label("ticket", "T-" + clock.instant()).record("scale", () -> configured = 8);
        clock.advance(Duration.ofSeconds(1));
        recorder.record("restart", () -> workers = configured);
    }

    List<ExecutionResult> executions() {
        return aiops.executions().find(Query.all()).records();
    }

    @Override
    public void close() {
        aiops.close();
    }
}
