package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one real PostgreSQL: the run of one is said to have helped, and the incident comes back at the other. */
@Timeout(60)
class RecurrenceOnPostgresTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicInteger restarts = new AtomicInteger();

    private Aiops node(String name, Stores stores) {
        return Aiops.builder()
                .stores(stores)
                .node(name)
                .authority(EvalHost.authority())
                .action(Action.named("restart").idempotent().run(step -> restarts.incrementAndGet()))
                .probe("shop", target -> Map.of("status", "running"))
                .build();
    }

    private static void fails(Aiops seenBy) {
        seenBy.observe(LogLine.of("shop", "request timed out after 30000 ms"));
    }

    // whichever node was first acts, and the other one hears of it
    private static void untilBoth(Aiops a, Aiops b, Predicate<Aiops> saw) throws InterruptedException {
        do {
            assertThat(a.flush(SOON)).isTrue();
            assertThat(b.flush(SOON)).isTrue();
        } while (!saw.test(a) || !saw.test(b));
    }

    private static boolean isEscalated(Aiops node) {
        return node.incidents().open().stream()
                .map(Incident::status)
                .toList()
                .equals(List.of(Incident.Status.ESCALATED));
    }

    private static long recurred(Aiops aiops) {
        return aiops.journal().entries(0, 1_000).stream()
                .filter(entry -> entry.is(RunEntries.RECURRED))
                .count();
    }

    @Test
    void what_helped_on_one_node_and_comes_back_at_another_has_not_helped_for_both(@TempDir Path folder)
            throws Exception {
        try (StorePlace place = StorePlace.in(folder, StoreChoice.POSTGRESQL);
                Stores first = place.open();
                Stores second = place.open();
                Aiops a = node("a", first);
                Aiops b = node("b", second)) {
            String proposal = a.runbooks().submit(RunbookCodec.fromYaml("""
                    id: shop-slow
                    incidentTypes: [timeout]
                    steps: [{name: restart, action: restart}]
                    verification: ["status = 'running'"]
                    """), Actor.person("alice"));
            a.reviews()
                    .approve(
                            proposal,
                            Actor.person("bob"),
                            Grant.in(Scope.service("shop")).mode(Approval.Mode.AT_ONCE));
            Digest digest =
                    a.runbooks().versions(Client.DEFAULT, "shop-slow").get(0).digest();
            fails(a);
            untilBoth(
                    a,
                    b,
                    node -> node.learning().confidence(Client.DEFAULT, digest).successes() == 1
                            && node.incidents().open().isEmpty());
            assertThat(restarts).hasValue(1);

            fails(b);
            untilBoth(
                    a,
                    b,
                    node -> node.learning().confidence(Client.DEFAULT, digest).failures() == 1 && isEscalated(node));
            fails(a);
            untilBoth(a, b, RecurrenceOnPostgresTest::isEscalated);

            assertThat(recurred(a)).isEqualTo(1);
            assertThat(restarts).as("what did not help is not tried again").hasValue(1);
            for (Aiops node : new Aiops[] {a, b}) {
                assertThat(node.learning().confidence(Client.DEFAULT, digest).successes())
                        .isZero();
                ExecutionResult result =
                        node.executions().find(Query.all()).records().get(0);
                assertThat(result.verification().outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
                assertThat(result.verification().detail()).contains("came back");
            }
        }
    }
}
