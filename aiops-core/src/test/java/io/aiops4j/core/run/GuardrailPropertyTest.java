package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is asked for, on whichever node, however clocks jump and nodes go down: no rule is ever exceeded. */
final class GuardrailPropertyTest {

    private static final Guardrails RULES = Guardrails.DEFAULT
            .perHour(4)
            .perIncident(3)
            .perTarget(3)
            .breaker(2, Duration.ofMinutes(10))
            .coolDown(Duration.ofMinutes(1), Duration.ofMinutes(7))
            .apart(Duration.ofMinutes(5));

    private static final int NODES = 3;

    enum What {
        RUN,
        RUN_BY_ITSELF,
        LET_TIME_PASS,
        SET_CLOCK_OF_NODE,
        SET_CLOCK_OF_STORE,
        RESTART_NODE
    }

    record Move(What what, int node, int service, int incident, int runbook, boolean fails, int minutes) {}

    @Provide
    Arbitrary<List<Move>> schedules() {
        Arbitrary<What> what = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(2, What.RUN),
                net.jqwik.api.Tuple.of(14, What.RUN_BY_ITSELF),
                net.jqwik.api.Tuple.of(10, What.LET_TIME_PASS),
                net.jqwik.api.Tuple.of(2, What.SET_CLOCK_OF_NODE),
                net.jqwik.api.Tuple.of(1, What.SET_CLOCK_OF_STORE),
                net.jqwik.api.Tuple.of(2, What.RESTART_NODE));
        Arbitrary<Move> move = Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, NODES - 1),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false, false),
                        Arbitraries.integers().between(0, 25))
                .as(Move::new);
        return move.list().ofMinSize(10).ofMaxSize(60);
    }

    @Property(tries = 20)
    void no_rule_is_ever_exceeded(@ForAll("schedules") List<Move> schedule) throws Exception {
        try (Factory factory = new Factory(true)) {
            for (Move move : schedule) {
                factory.make(move);
            }
            assertThat(new NaiveGuard(RULES).broken(factory.entries())).isEmpty();
        }
    }

    @Property(tries = 15)
    void where_no_clock_jumps_only_what_breaks_a_rule_is_refused(@ForAll("schedules") List<Move> schedule)
            throws Exception {
        try (Factory factory = new Factory(false)) {
            for (Move move : schedule) {
                factory.make(move);
            }
            assertThat(new NaiveGuard(RULES).broken(factory.entries())).isEmpty();
            assertThat(factory.unfounded).isEmpty();
        }
    }

    private static final class Factory implements AutoCloseable {

        private final AtomicBoolean fails = new AtomicBoolean();
        private final Plant plant = new Plant(action("a"), action("b"));
        private final List<SettableClock> clocks = new ArrayList<>();
        private final List<Runner> nodes = new ArrayList<>();
        private final List<String> unfounded = new ArrayList<>();
        private final boolean clocksJump;

        Factory(boolean clocksJump) {
            this.clocksJump = clocksJump;
            for (int i = 0; i < NODES; i++) {
                clocks.add(clocksJump ? SettableClock.at("2026-01-01T00:00:00Z") : plant.clock);
                nodes.add(node(i));
            }
            approve("one", "{name: s, action: a}");
            approve("two", "{name: s, action: b}");
            approve("three", "{name: s, action: b}, {name: t, action: a}");
        }

        private Action action(String name) {
            return Action.named(name).run(step -> {
                if (fails.get()) {
                    throw new IllegalStateException("no");
                }
            });
        }

        private Runner node(int number) {
            return new Runner(plant.parts("node-" + number, plant.catalogue)
                    .clock(clocks.get(number))
                    .probes(Map.of("plant", target -> plant.state))
                    .guardrails(RULES));
        }

        private void approve(String id, String steps) {
            String proposal = plant.runbooks.submit(RunbookCodec.fromYaml("""
                    id: %s
                    incidentTypes: [out_of_memory]
                    steps: [%s]
                    verification: ["status = 'down'"]
                    """.formatted(id, steps)), Plant.ALICE);
            Scope scope = Scope.client(Client.DEFAULT).expiresIn(Duration.ofDays(1_000));
            plant.reviews.approve(proposal, Plant.BOB, Grant.in(scope).mode(Approval.Mode.AT_ONCE));
        }

        List<Entry> entries() {
            return plant.journal.readAll(0, 100_000);
        }

        void make(Move move) throws InterruptedException {
            switch (move.what()) {
                case RUN -> run(move, RunRequest.Grounds.ASKED);
                case RUN_BY_ITSELF -> run(move, RunRequest.Grounds.VOUCHED);
                case LET_TIME_PASS -> pass(Duration.ofMinutes(move.minutes()));
                case SET_CLOCK_OF_NODE -> {
                    if (clocksJump) {
                        clocks.get(move.node()).advance(Duration.ofHours(move.minutes() - 12));
                    }
                }
                case SET_CLOCK_OF_STORE -> {
                    if (clocksJump) {
                        plant.clock.advance(Duration.ofMinutes(-move.minutes()));
                    }
                }
                case RESTART_NODE -> {
                    nodes.get(move.node()).close();
                    nodes.set(move.node(), node(move.node()));
                }
            }
        }

        private void pass(Duration time) {
            plant.clock.advance(time);
            if (clocksJump) {
                clocks.forEach(clock -> clock.advance(time));
            }
        }

        private void run(Move move, RunRequest.Grounds grounds) throws InterruptedException {
            String runbook = List.of("one", "two", "three").get(move.runbook());
            RunRequest asked = RunRequest.of(
                    plant.runbooks.versions(Client.DEFAULT, runbook).get(0),
                    Target.service("service-" + move.service()),
                    Plant.BOB);
            RunRequest request = new RunRequest(
                    asked.runbookId(),
                    asked.runbookVersion(),
                    asked.runbookDigest(),
                    asked.client(),
                    asked.target(),
                    move.incident() == 0 ? null : "inc-" + move.incident(),
                    null,
                    Map.of(),
                    grounds,
                    Plant.BOB,
                    null);
            fails.set(move.fails());
            try {
                nodes.get(move.node()).run(request);
            } catch (GuardrailException refused) {
                if (!refusals(request).contains(refused.rule())) {
                    unfounded.add(refused.getMessage());
                }
            }
        }

        private List<String> refusals(RunRequest request) {
            NaiveGuard naive = new NaiveGuard(RULES);
            naive.broken(entries());
            Instant now = plant.clock.instant();
            return naive.against(
                    new RunEntries.Started(
                            request.runbookId(),
                            request.runbookVersion(),
                            request.runbookDigest().hex(),
                            request.target().toString(),
                            request.incidentId(),
                            Map.of(),
                            request.grounds(),
                            Run.actions(plant.runbooks
                                    .approved(request.client(), request.runbookDigest())
                                    .value())),
                    request.client().id(),
                    now);
        }

        @Override
        public void close() {
            nodes.forEach(Runner::close);
            plant.close();
        }
    }
}
