package io.aiops4j;

import io.aiops4j.core.Actor;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.Executions;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Observable;
import io.aiops4j.learning.loop.Learning;
import java.time.Duration;
import java.util.List;

/**
 * Notices, fixes and learns from failures of the host's services, with a person holding the key: nothing that was generated
 * or changed runs before somebody approved exactly those bytes.
 *
 * <pre>{@code
 * try (Aiops aiops = Aiops.builder()
 *         .authority(Authority.of(key).approver("bob"))
 *         .action(Action.named("restart_service").parameter("service").idempotent()
 *                 .run(step -> ops.restart(step.text("service"))))
 *         .build()) {
 *     aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads. Observing and recording neither block nor throw.
 */
public final class Aiops implements AutoCloseable {

    private final Parts parts;

    Aiops(Parts parts) {
        this.parts = parts;
    }

    /** Begins an instance; everything has a default, and the defaults need no network, no key and no database. */
    public static AiopsBuilder builder() {
        return new AiopsBuilder();
    }

    /**
     * Looks for known failures in a log line, shows a metric point to the sensors, or takes a signal that something else
     * noticed. Returns at once.
     */
    public void observe(Observable observed) {
        parts.observer().observe(observed);
    }

    /** Takes in a log line like {@link #observe(Observable)}, and gives the patterns that were found in it. */
    public List<AlertPattern> observe(LogLine line) {
        return parts.observer().match(line);
    }

    /** Runs the host's own code on this thread and records what came of it; value and exception are the host's own. */
    public <T, X extends Exception> T record(String name, ExecutionRecorder.Work<T, X> work) throws X {
        return parts.loop().executions().recorder().record(name, work);
    }

    /** Runs what was approved, shows what would happen, tells what is under way, and stops it. */
    public Runner runs() {
        return parts.loop().runner();
    }

    /** Everything that runbooks can do on this host. */
    public ActionCatalogue actions() {
        return parts.loop().actions();
    }

    /** Which failures are known in logs, as the host gave them; beside them what people approved, {@code learning().patterns()}. */
    public PatternLibrary patterns() {
        return parts.observer().patterns();
    }

    /** All versions of all runbooks, and the way into the review queue. */
    public Runbooks runbooks() {
        return parts.loop().runbooks();
    }

    /** What waits for a person, and the person's word. */
    public ReviewQueue reviews() {
        return parts.loop().reviews();
    }

    /** What is open. */
    public Incidents incidents() {
        return parts.loop().incidents();
    }

    /** What was run, in full, what it adds up to, and what records the host's own. */
    public Executions executions() {
        return parts.loop().executions();
    }

    /** What was learned from runs: how far a version is proven, and why runs did not help. */
    public Learning learning() {
        return parts.loop().learning();
    }

    /**
     * Takes facts out of what was learned, as if they had never been: confidences are then what they would be without them.
     * History, approvals and limits keep them. Only an approver may.
     */
    public void forget(Selector selector, Actor actor, String why) {
        parts.loop().forget(selector, actor, why);
    }

    /** Destroys content for good and leaves the chain verifiable; each holder gives a receipt. Only an approver may. */
    public List<Erasure.Receipt> erase(Selector selector, Actor actor, String why) {
        return parts.loop().erase(selector, actor, why);
    }

    /** Who allowed what, what was started, what came of it. */
    public JournalReader journal() {
        return parts.loop().journal();
    }

    /** How it goes. */
    public AiopsHealth health() {
        return parts.health();
    }

    /** Waits until everything that was observed and approved so far is dealt with, and says whether that was so in time. */
    public boolean flush(Duration deadline) throws InterruptedException {
        return parts.flush(deadline);
    }

    /** Ends all threads of this instance, after storing what waits, within ten seconds. */
    @Override
    public void close() {
        parts.close();
    }
}
