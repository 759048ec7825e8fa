package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Three nodes on one database, of which mostly only the first one reaches the targets, and what they are told. */
final class ReachSession implements AutoCloseable {

    private static final Duration BEGINNING = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final int SERVICES = 4;
    private static final int MOST_WAITING = 50;
    private static final int TICKING = 5;

    private final Scratch scratch;
    private final StorePlace place;
    private final long leaseMillis;
    private final Stores stores;
    private final JournalReader journal;
    private final Incidents incidents;
    private final ReachCheck check = new ReachCheck();
    private final Map<String, Integer> carriedOut = new HashMap<>();
    private final Child b;
    private final Child c;
    private Child a;
    private long wrongNode;
    private long actions;
    private long takenOver;
    private long repeatedSteps;
    private long escalated;
    private long stuck;
    private long failures;

    ReachSession(Scratch scratch, StorePlace place, long leaseMillis) throws IOException, InterruptedException {
        this.scratch = scratch;
        this.place = place;
        this.leaseMillis = leaseMillis;
        this.stores = place.open();
        this.journal = new JournalReader(stores.journal());
        this.incidents = new Incidents(stores.journal(), EvalHost.authority().seal());
        this.a = start("a");
        this.b = start("b");
        this.c = start("c");
        tell(a, "reach true");
        tell(b, "approve");
    }

    private Child start(String name) throws IOException, InterruptedException {
        Child child = Child.start(
                ReachNode.class, scratch.folder(), List.of(place.place(), name, Long.toString(leaseMillis)));
        child.require(0, line -> line.equals("ready"), BEGINNING);
        return child;
    }

    private static void tell(Child node, String word) throws IOException, InterruptedException {
        int from = node.said();
        node.say(word);
        node.require(from, line -> line.equals("done " + word), BEGINNING);
    }

    // the journal is asked, until it says so or it takes too long
    private boolean await(BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + BEGINNING.toNanos() + 4 * leaseMillis * 1_000_000;
        while (!what.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                stuck++;
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return true;
    }

    /** Runs are allowed where their target is not reached. */
    void allow(long seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; System.nanoTime() - end < 0; i++) {
            tell(b, "allow " + ReachNode.COUNT + " shop-" + i % SERVICES);
            if (i % MOST_WAITING == 0) {
                await(() -> isQuiet());
            }
        }
        await(() -> isQuiet());
    }

    private boolean isQuiet() {
        check.read(journal);
        return check.ended() == check.queued() && check.queued() > 0;
    }

    /** The node that acts is killed in a step; another one may reach its target. */
    void kill(int number, boolean otherReaches) throws IOException, InterruptedException {
        String service = "held-" + number;
        tell(b, "signal " + service);
        a.require(0, line -> line.equals("held " + service), BEGINNING);
        tell(c, "reach " + otherReaches);
        a.kill();
        leave(a, true);
        if (await(() -> !check.read(journal).endsOn(service).isEmpty())) {
            ExecutionResult.Status status = check.endsOn(service).get(0);
            takenOver += otherReaches && status == ExecutionResult.Status.COMPLETED ? 1 : 0;
            boolean left = !otherReaches && status == ExecutionResult.Status.IN_DOUBT;
            escalated += left && await(() -> isEscalated(service)) ? 1 : 0;
        }
        tell(c, "reach false");
        a = start("a");
        tell(a, "reach true");
    }

    private boolean isEscalated(String service) {
        return incidents.open().stream()
                .filter(incident -> incident.target().service().equals(service))
                .anyMatch(incident -> incident.status() == Incident.Status.ESCALATED);
    }

    /** Everything is halted on a node that does not act, in the middle of a run on the one that does. */
    void halt(int number) throws IOException, InterruptedException {
        int from = a.said();
        tell(b, "allow " + ReachNode.LONG + " long-" + number);
        a.require(from, line -> line.endsWith(" " + TICKING), BEGINNING);
        tell(b, "halt");
        tell(b, "allow " + ReachNode.COUNT + " halted-" + number);
        TimeUnit.MILLISECONDS.sleep(SILENCE.toMillis());
        await(() -> isQuiet());
        tell(b, "resume");
    }

    private void leave(Child node, boolean mayAct) {
        for (String line : node.lines(0)) {
            if (line.startsWith("did ")) {
                actions++;
                wrongNode += mayAct ? 0 : 1;
                repeatedSteps += carriedOut.merge(line, 1, Integer::sum) > 1 ? 1 : 0;
            } else if (line.startsWith("failures ")) {
                failures += Long.parseLong(line.substring("failures ".length()));
            }
        }
    }

    /** Ends all nodes, and says what was found. */
    Figures figures(Figures figures) throws IOException, InterruptedException {
        for (Child node : List.of(a, b, c)) {
            node.say("stop");
            node.require(0, line -> line.equals("end"), BEGINNING);
        }
        leave(a, true);
        leave(b, false);
        leave(c, true);
        check.read(journal);
        // the step in which the first node was killed is idempotent, and repeated by the one that went on
        long twice = check.twice() + Math.abs(repeatedSteps - takenOver);
        return figures.with("runs", check.ended(ExecutionResult.Status.COMPLETED))
                .with("runs_twice", twice)
                .with("on_wrong_node", wrongNode)
                .with("actions_unaccounted", Math.abs(actions - check.steps()))
                .with("taken_over", takenOver)
                .with("escalated", escalated)
                .with("escalated_twice", check.escalatedTwice())
                .with("halted", check.ended(ExecutionResult.Status.STOPPED))
                .with("halted_within_ms", check.haltMillis())
                .with("starts_after_halt", check.startsAfterHalt())
                .with("stuck", stuck)
                .with("wait_ms_p50", check.waited(50))
                .with("wait_ms_max", check.waited(100))
                .with("failures", failures)
                .with("chain_faults", journal.verify().intact() ? 0 : 1);
    }

    @Override
    public void close() {
        a.close();
        b.close();
        c.close();
        stores.close();
    }
}
