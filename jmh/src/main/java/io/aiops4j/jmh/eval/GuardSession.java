package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.run.RunnerParts;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Two nodes on one database that try what they can and are killed one after the other, and what they said. */
final class GuardSession implements AutoCloseable {

    private static final Duration BEGINNING = Duration.ofMinutes(1);
    private static final Duration KILL_SWITCH = Duration.ofSeconds(1);
    private static final long ALIVE_MILLIS = 1_500;

    private final Scratch scratch;
    private final StorePlace place;
    private final long seed;
    private final int clients;
    private final Stores stores;
    private final Runner runner;
    private final Map<String, Long> said = new TreeMap<>();
    private long began;
    private long restarts;
    private Child a;
    private Child b;

    GuardSession(Scratch scratch, StorePlace place, long seconds, long seed) {
        this.scratch = scratch;
        this.place = place;
        this.seed = seed;
        this.clients = (int) seconds + 1;
        this.stores = place.open();
        Clock clock = Clock.systemUTC();
        ActionCatalogue catalogue = GuardNode.catalogue(new Random(seed), () -> {});
        ReviewQueue reviews = new ReviewQueue(stores.journal(), EvalHost.authority(), clock);
        Runbooks runbooks = new Runbooks(stores.journal(), reviews, catalogue::signature);
        this.runner = new Runner(RunnerParts.of(
                        stores.journal(),
                        stores.leases(),
                        EvalHost.authority().seal(),
                        reviews,
                        runbooks,
                        stores.records(ExecutionResult.KIND, ExecutionResult.CODEC))
                .actions(catalogue)
                .node("parent", target -> false));
        approve(runbooks, reviews);
    }

    private void approve(Runbooks runbooks, ReviewQueue reviews) {
        for (int i = 0; i < clients; i++) {
            Client client = GuardNode.client(i);
            approve(runbooks, reviews, client, GuardNode.RUNBOOKS.get(0), "{name: s, action: steady}");
            approve(runbooks, reviews, client, GuardNode.RUNBOOKS.get(1), "{name: s, action: moody}");
            approve(
                    runbooks,
                    reviews,
                    client,
                    GuardNode.RUNBOOKS.get(2),
                    "{name: s, action: steady}, {name: t, action: moody}");
        }
        StringBuilder ticks = new StringBuilder("{name: tick 0, action: tick}");
        for (int i = 1; i < GuardNode.TICKS; i++) {
            ticks.append(", {name: tick ").append(i).append(", action: tick}");
        }
        approve(runbooks, reviews, Client.DEFAULT, GuardNode.TICKING, ticks.toString());
    }

    private static void approve(Runbooks runbooks, ReviewQueue reviews, Client client, String id, String steps) {
        String yaml = "id: " + id + "\nincidentTypes: [guarded]\nsteps: [" + steps
                + "]\nverification: [\"status = 'running'\"]\n";
        String proposal = runbooks.submit(RunbookCodec.fromYaml(yaml), client, Actor.person("alice"), "to be guarded");
        reviews.approve(
                proposal, GuardNode.APPROVER, Grant.in(Scope.client(client)).mode(Approval.Mode.AT_ONCE));
    }

    /** Both try what they can for so long, and one after the other is killed in the middle of it. */
    void attempt(long seconds) throws IOException, InterruptedException {
        began = System.currentTimeMillis();
        a = start("a");
        b = start("b");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(ALIVE_MILLIS);
            Child killed = restarts % 2 == 0 ? a : b;
            killed.kill();
            count(killed);
            restarts++;
            if (killed == a) {
                a = start("a");
            } else {
                b = start("b");
            }
        }
    }

    private Child start(String name) throws IOException, InterruptedException {
        List<String> args = List.of(
                place.place(),
                name,
                Long.toString(seed + 100 * restarts + name.hashCode()),
                Long.toString(began),
                Integer.toString(clients));
        Child child = Child.start(GuardNode.class, scratch.folder(), args);
        child.require(0, line -> line.equals("ready"), BEGINNING);
        return child;
    }

    private void count(Child node) {
        for (String line : node.lines(0)) {
            String word = line.startsWith("failed") ? "failed" : line;
            said.merge(word, 1L, Long::sum);
            if (line.startsWith("failed")) {
                Progress.say("guardrails: a node " + line);
            }
        }
    }

    /** Everything is halted here while both carry out a long run; says until when each called a handler, and when its run had ended. */
    Figures halt(Figures figures) throws IOException, InterruptedException {
        List<Stopping> both = List.of(new Stopping("a", a), new Stopping("b", b));
        for (Stopping node : both) {
            node.begin();
        }
        long start = System.nanoTime();
        runner.halt(GuardNode.APPROVER, "nothing may be touched");
        figures.with("halt_word_ms", millisSince(start));
        while (!both.stream().allMatch(node -> node.isOver(start))) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        for (Stopping node : both) {
            figures.with("halt_" + node.name + "_ms", node.actedMillis)
                    .with("ended_" + node.name + "_ms", node.endedMillis)
                    .floor(
                            node.actedMillis <= KILL_SWITCH.toMillis(),
                            "No node calls a handler later than " + KILL_SWITCH.toMillis() + " ms after the halt.");
            node.child.say("stop");
            node.child.require(0, line -> line.equals("end"), BEGINNING);
            count(node.child);
        }
        return figures;
    }

    /** A node in the middle of a long run, and what it says since the halt. */
    private static final class Stopping {

        private final String name;
        private final Child child;
        private final int from;
        private int ticks;
        private long actedMillis;
        private long endedMillis = -1;

        Stopping(String name, Child child) {
            this.name = name;
            this.child = child;
            this.from = child.said();
        }

        void begin() throws IOException, InterruptedException {
            child.say("tick");
            child.require(from, line -> line.equals("tick"), BEGINNING);
            ticks = ticks();
        }

        private int ticks() {
            return (int) child.lines(from).stream().filter("tick"::equals).count();
        }

        boolean isOver(long start) {
            if (endedMillis >= 0) {
                return true;
            }
            long now = millisSince(start);
            if (now > BEGINNING.toMillis()) {
                throw new IllegalStateException("Node " + name + " did not stop: " + child.lines(from));
            }
            boolean over = child.lines(from).contains("stopped " + ExecutionResult.Status.STOPPED);
            if (ticks() > ticks) {
                ticks = ticks();
                actedMillis = now;
            }
            endedMillis = over ? now : -1;
            return over;
        }
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** What was tried, run and refused by which rule, and whether the journal says that each rule was kept. */
    Figures figures(Figures figures) {
        long ran = said.getOrDefault("ran", 0L);
        long refused = said.entrySet().stream()
                .filter(word -> word.getKey().startsWith("refused "))
                .mapToLong(Map.Entry::getValue)
                .sum();
        figures.with("tried", ran + refused).with("ran", ran).with("refused", refused);
        said.forEach((word, times) -> {
            if (word.startsWith("refused ")) {
                figures.with("refused_" + word.substring("refused ".length()).replace('-', '_'), times);
            }
        });
        JournalReader journal =
                new JournalReader(stores.journal(), EvalHost.authority().seal());
        GuardCheck check = new GuardCheck(GuardNode.RULES);
        long entries = journal.follow(0, check::take);
        return check.figures(figures.with("restarts", restarts).with("entries", entries))
                .with("failures", said.getOrDefault("failed", 0L))
                .with("chain_faults", journal.verify().intact() ? 0 : 1);
    }

    @Override
    public void close() {
        for (Child node : new Child[] {a, b}) {
            if (node != null) {
                node.close();
            }
        }
        runner.close();
        stores.close();
    }
}
