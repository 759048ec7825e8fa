package io.aiops4j.learning.loop;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsBuilder;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.testkit.HandCrank;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A shop whose queue is as long as its workers let it be, and an engine that is cranked by hand. */
final class Toy implements AutoCloseable {

    static final Actor ALICE = Actor.person("alice");
    static final Actor BOB = Actor.person("bob");
    static final byte[] KEY = "a key that only this test knows.".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    final HandCrank crank = new HandCrank();
    final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    final AtomicInteger scaled = new AtomicInteger();
    final Aiops aiops;
    int configured = 2;
    int workers = 2;
    int backlog = 500;

    @Nullable
    RuntimeException fault;

    Toy() {
        this(builder -> builder);
    }

    Toy(java.util.function.UnaryOperator<AiopsBuilder> more) {
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

    void fail() {
        aiops.observe(LogLine.of("shop", "request timed out after 30000 ms"));
        crank.turn();
    }

    List<ExecutionResult> executions() {
        return aiops.executions().find(Query.all()).records();
    }

    @Override
    public void close() {
        aiops.close();
    }
}
