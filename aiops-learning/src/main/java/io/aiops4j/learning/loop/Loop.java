package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.Executions;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.run.RunnerParts;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.learning.analyze.FailureAnalyzer;
import io.aiops4j.learning.confidence.Confidences;
import io.aiops4j.learning.improve.RunbookImprover;
import io.aiops4j.learning.knowledge.Patterns;
import io.aiops4j.learning.success.RunbookDrafter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Signals become incidents, incidents decisions, decisions runs, and failed runs proposals; all over one journal.
 *
 * <pre>{@code
 * Loop loop = new Loop(stores, recorder, authority, catalogue, probes, 0.7, clock, "node-1", setup, analyzer, improver, null);
 * loop.offer(signal);
 * loop.flush(Duration.ofSeconds(10));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Loop implements AutoCloseable {

    private final JournalReader reader;
    private final ActionCatalogue catalogue;
    private final Executions executions;
    private final Incidents incidents;
    private final ReviewQueue reviews;
    private final Runbooks runbooks;
    private final Confidences confidences;
    private final Learning learning;
    private final Runner runner;
    private final Threads threads;
    private final Engine engine;
    private final Forgetter forgetter;

    /**
     * A loop that begins to turn.
     *
     * @param stores where everything is kept
     * @param recorder stores what the host runs by itself, in the same place
     * @param authority whose word counts
     * @param catalogue what can be done
     * @param probes what is read before and after a run, by name
     * @param threshold the confidence from which a version may run by itself
     * @param clock what time it is
     * @param node this node's name
     * @param setup what more is to be said of the runner: what this node reaches, and limits
     * @param analyzer finds out why a run did not help
     * @param improver drafts a better version
     * @param executor decides, runs and learns, or null for threads of its own
     */
    public Loop(
            Stores stores,
            ExecutionRecorder recorder,
            Authority authority,
            ActionCatalogue catalogue,
            Map<String, StateProbe> probes,
            double threshold,
            Clock clock,
            String node,
            UnaryOperator<RunnerParts> setup,
            FailureAnalyzer analyzer,
            RunbookImprover improver,
            @Nullable Executor executor) {
        NudgingJournal journal = new NudgingJournal(stores.journal());
        this.reader = new JournalReader(journal, authority.seal());
        this.catalogue = catalogue;
        RecordStore<ExecutionResult> records = stores.records(ExecutionResult.KIND, ExecutionResult.CODEC);
        RecordStore<Snapshot> snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
        this.executions =
                new Executions(records, recorder, probes, journal, authority.seal(), new Snapshots(snapshots));
        this.incidents = new Incidents(journal, authority.seal(), snapshots);
        this.reviews = new ReviewQueue(journal, authority, clock, new Snapshots(snapshots));
        this.runbooks = new Runbooks(journal, reviews, catalogue::signature, snapshots);
        this.confidences = new Confidences(journal, authority.seal(), threshold, snapshots);
        RunnerParts parts = setup.apply(
                        RunnerParts.of(journal, stores.leases(), authority.seal(), reviews, runbooks, records))
                .actions(catalogue)
                .snapshots(new Snapshots(snapshots))
                .probes(probes)
                .proven((client, digest) -> confidences.of(client, digest).proven())
                .clock(clock);
        this.runner = new Runner(parts);
        this.threads = executor == null ? Threads.own(parts.threads()) : Threads.of(executor);
        this.engine = new Engine(journal, threads.engine());
        Responder responder = new Responder(
                journal,
                authority.seal(),
                incidents,
                reviews,
                runbooks,
                runner,
                confidences,
                records,
                snapshots,
                clock);
        RecordStore<Learned> learned = stores.records(Learned.KIND, Learned.CODEC);
        Proposer proposer = new Proposer(runbooks, improver, records, catalogue::signature);
        Patterns patterns = new Patterns(journal, reviews, new Snapshots(snapshots));
        Attempts attempts = new Attempts(learned, stores.leases(), holder(node), parts.redactor());
        Learner learner = new Learner(records, runbooks, attempts, analyzer, proposer);
        Recurring recurring = new Recurring(
                LessonView.kept(journal, authority.seal(), new ResolvedFold(), snapshots),
                incidents,
                runbooks,
                recorder,
                records,
                attempts,
                new RunbookDrafter(
                        catalogue::signature,
                        result -> learner.version(Client.of(result.client()), result),
                        parts.redactor()),
                proposer,
                patterns);
        LeasedFollower follower = new LeasedFollower(
                "learning",
                holder(node),
                stores.leases(),
                reader,
                entry -> Recurring.wants(entry) ? recurring.learnFrom(entry) : learner.learnFrom(entry));
        this.learning = new Learning(
                learner,
                attempts,
                confidences,
                patterns,
                follower::backlog,
                View.kept(journal, new ImprovementFold(authority.seal()), snapshots));
        this.forgetter = new Forgetter(journal, authority.seal(), reviews, executions, learned);
        engine.onSignal(responder::onSignal);
        engine.follow("the responder", responder::onEntry);
        engine.follow("the patterns", patterns::onEntry);
        engine.follow("the learner", entry -> {
            if (Learner.wants(entry) || Recurring.wants(entry)) {
                turn(follower);
            }
        });
        Suspender suspender = new Suspender(authority.seal(), reviews, runbooks, confidences);
        engine.follow("the comparison", suspender::onEntry);
        engine.follow("the runner", entry -> {
            if (entry.is(RunEntries.QUEUED) || entry.is(RunEntries.CANCELLED) || entry.is(RunEntries.ENDED)) {
                takeUp();
            }
        });
        journal.onAppend(engine::nudge);
        threads.poll(() -> {
            engine.poll();
            engine.guarded("taking up runs", this::takeUp);
            if (follower.isDue()) {
                // on the engine's thread, where all others ask for a turn: who waits for the engine waits for it too
                engine.dispatch("looking for what to learn", threads.engine(), () -> {
                    patterns.refresh(); // an approval may have ended
                    if (follower.backlog() > 0) { // to look costs a read, and a turn the lease
                        turn(follower);
                    }
                });
            }
        });
        engine.guarded("reading the patterns", patterns::refresh);
        turn(follower);
    }

    /** Does something in the background that will be needed soon. */
    public void prepare(Runnable work) {
        engine.dispatch("preparing", threads.learning(), work);
    }

    private void takeUp() {
        runner.turn(task -> {
            if (!engine.dispatch("a run", threads.runs(), task)) {
                throw new RejectedExecutionException("too many runs are under way on this node");
            }
        });
    }

    // unique among nodes, and among instances in one process
    private String holder(String node) {
        return node + "-" + ProcessHandle.current().pid() + "-" + Integer.toHexString(System.identityHashCode(this));
    }

    private void turn(LeasedFollower follower) {
        if (follower.wantsTurn()) {
            engine.dispatch("learning", threads.learning(), follower::turn);
        }
    }

    /**
     * Takes facts out of all lessons, as if they had never been; history, approvals and limits keep them.
     *
     * @throws io.aiops4j.core.review.ReviewException when the actor is no approver
     */
    public void forget(Selector selector, Actor actor, String why) {
        forgetter.forget(selector, actor, why);
    }

    /**
     * Destroys content and leaves the chain verifiable; says what each holder of content did.
     *
     * @throws io.aiops4j.core.review.ReviewException when the actor is no approver
     */
    public List<Erasure.Receipt> erase(Selector selector, Actor actor, String why) {
        return forgetter.erase(selector, actor, why);
    }

    /** Takes a signal without waiting; one for which there is no room is dropped and counted. */
    public void offer(Signal signal) {
        engine.offer(signal);
    }

    /** Lets a follower see every further entry, in order. One that throws is counted and goes on with the next entry. */
    public void follow(String name, Consumer<Entry> follower) {
        engine.follow(name, follower);
    }

    /** The journal, to read. */
    public JournalReader journal() {
        return reader;
    }

    /** What can be done. */
    public ActionCatalogue actions() {
        return catalogue;
    }

    /** What was run. */
    public Executions executions() {
        return executions;
    }

    /** What is open. */
    public Incidents incidents() {
        return incidents;
    }

    /** What waits for a person. */
    public ReviewQueue reviews() {
        return reviews;
    }

    /** All runbooks. */
    public Runbooks runbooks() {
        return runbooks;
    }

    /** What was learned. */
    public Learning learning() {
        return learning;
    }

    /** What runs approved runbooks. */
    public Runner runner() {
        return runner;
    }

    /** How many entries of the journal were not seen yet. */
    public long lag() {
        return engine.lag();
    }

    /** How many signals wait. */
    public int waiting() {
        return engine.waiting();
    }

    /** How many signals were dropped because too many waited. */
    public long dropped() {
        return engine.dropped();
    }

    /** How often a follower or a piece of work failed. */
    public long failures() {
        return engine.failures();
    }

    /** Waits until nothing is left to do, and says whether that was so in time. */
    public boolean flush(Duration deadline) throws InterruptedException {
        return engine.awaitIdle(deadline);
    }

    /** Ends all threads, within five seconds. */
    @Override
    public void close() {
        threads.close();
        runner.close();
    }
}
