package io.aiops4j;

import dev.langchain4j.model.chat.ChatModel;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.Verifier;
import io.aiops4j.core.verify.Verifiers;
import io.aiops4j.learning.analyze.FailureAnalyzer;
import io.aiops4j.learning.improve.RunbookImprover;
import io.aiops4j.learning.llm.ModelCall;
import io.aiops4j.learning.llm.Models;
import io.aiops4j.learning.loop.Loop;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts an instance together. Everything has a default: in memory, without a key, with the built-in patterns and rules.
 *
 * <pre>{@code
 * Aiops aiops = Aiops.builder().authority(Authority.of(key).approver("bob")).action(restart).build();
 * }</pre>
 *
 * <p>Used by one thread.
 */
public final class AiopsBuilder {

    private final List<Sensor> sensors = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final Map<String, StateProbe> probes = new LinkedHashMap<>();
    private final List<AiopsListener> listeners = new ArrayList<>();
    private @Nullable PatternLibrary patterns; // the built-in ones take a while to compile: only if nobody gives others
    private Redactor redactor = Redactor.standard();
    private Authority authority = Authority.withoutKey();
    private Clock clock = Clock.systemUTC();
    private String node = "local";
    private Guardrails guardrails = Guardrails.DEFAULT;
    private Verifiers verifiers = Verifiers.standard();
    private Predicate<Target> reach = target -> true;
    private @Nullable Stores stores;
    private @Nullable Path spill;
    private @Nullable ChatModel model;
    private @Nullable Executor executor;
    private ThreadFactory threads = Thread::new;

    AiopsBuilder() {}

    /** Where things are kept; in memory when nothing is said. */
    public AiopsBuilder stores(Stores where) {
        stores = where;
        return this;
    }

    /**
     * A folder on the local disk where records of executions wait while the stores are slow or gone, at most 256 MB of them; without
     * one they wait in memory. Each instance needs its own.
     */
    public AiopsBuilder spill(Path folder) {
        spill = folder;
        return this;
    }

    /** Whose word counts, and the host's key; without it nobody can approve. */
    public AiopsBuilder authority(Authority who) {
        authority = who;
        return this;
    }

    /** Which failures are known in logs, also those that are put in later; {@link PatternLibrary#builtIn()} when nothing is said. */
    public AiopsBuilder patterns(PatternLibrary known) {
        patterns = known;
        return this;
    }

    /** What is secret in lines, states and what handlers say, and is never stored; {@link Redactor#standard()} when nothing is said. */
    public AiopsBuilder redactor(Redactor rules) {
        redactor = rules;
        return this;
    }

    /** Adds something that watches metrics, such as {@code Detection.adaptive()} from aiops-detect. */
    public AiopsBuilder sensor(Sensor sensor) {
        sensors.add(sensor);
        return this;
    }

    /** Adds something that runbooks can do. */
    public AiopsBuilder action(Action action) {
        actions.add(action);
        return this;
    }

    /** Adds something that reads a part of a target's state before and after runs. */
    public AiopsBuilder probe(String name, StateProbe probe) {
        if (probes.put(name, probe) != null) {
            throw new AiopsException("There are two probes named '" + name + "'. Rename one of them.");
        }
        return this;
    }

    /**
     * Says whether an incident of this type is over, in the place of what {@link Verifiers#standard()} says, or beside it for a type that it
     * does not know.
     */
    public AiopsBuilder verifier(String incidentType, Verifier verifier) {
        verifiers = verifiers.with(incidentType, verifier);
        return this;
    }

    /**
     * A model for what rules leave open; without it rules alone decide. A plain one is asked within the bounds of
     * {@link Models#of}; with {@link Models} they are yours, and where they say nothing of it, clock, redactor and stores are those
     * of this builder.
     */
    public AiopsBuilder model(ChatModel chatModel) {
        model = chatModel;
        return this;
    }

    /** Adds a follower of the journal. */
    public AiopsBuilder listener(AiopsListener listener) {
        listeners.add(listener);
        return this;
    }

    /** What time it is; for tests. */
    public AiopsBuilder clock(Clock time) {
        clock = time;
        return this;
    }

    /** Limits that hold whatever was approved; {@link Guardrails#DEFAULT} when nothing is said. */
    public AiopsBuilder guardrails(Guardrails limits) {
        guardrails = limits;
        return this;
    }

    /**
     * What this node reaches: only there does it act. Everything when nothing is said; with many nodes, say it. Said more than once, all
     * must hold; it is asked whenever a run could begin here.
     */
    public AiopsBuilder reach(Predicate<Target> reaches) {
        reach = reach.and(reaches);
        return this;
    }

    /** This node's name; {@code local} when nothing is said. */
    public AiopsBuilder node(String name) {
        node = name;
        return this;
    }

    /**
     * What makes the threads that run, learn, and call handlers and probes, such as virtual ones where the host has them; they get names of
     * ours. Those that decide, and those that other threads wait for, stay as they are.
     */
    public AiopsBuilder threads(ThreadFactory factory) {
        threads = factory;
        return this;
    }

    /** Decides, runs and learns on this executor instead of threads of its own; for tests that crank by hand. */
    public AiopsBuilder executor(Executor other) {
        executor = other;
        return this;
    }

    /** Puts the instance together and starts its threads. */
    public Aiops build() {
        Stores kept = stores == null ? Stores.inMemory(clock) : stores;
        ActionCatalogue catalogue = ActionCatalogue.of(actions);
        ExecutionRecorder recorder = new ExecutionRecorder(
                kept.records(ExecutionResult.KIND, ExecutionResult.CODEC), spill, clock, node, redactor);
        Models models = model == null
                ? null
                : Models.of(model).within(clock, redactor, kept.records(ModelCall.KIND, ModelCall.CODEC));
        PatternLibrary known = patterns == null ? PatternLibrary.builtIn() : patterns;
        Loop loop = new Loop(
                kept,
                recorder,
                authority,
                catalogue,
                known,
                probes,
                guardrails.threshold(),
                clock,
                node,
                parts -> parts.node(node, reach)
                        .threads(threads)
                        .guardrails(guardrails)
                        .redactor(redactor)
                        .verifiers(verifiers),
                analyzer(catalogue, models),
                improver(catalogue, models, kept),
                executor);
        loop.prepare(known::current); // so that the first line need not wait for it
        List<Escalations> telling = Escalations.among(listeners, loop.incidents());
        listeners.forEach(listener -> loop.follow("a listener", listener::onEntry));
        return new Aiops(new Parts(
                kept, loop, new Observer(known, redactor, sensors, loop), recorder, authority.seal(), telling, models));
    }

    private static RunbookImprover improver(ActionCatalogue catalogue, @Nullable Models models, Stores kept) {
        RunbookImprover rules = RunbookImprover.byRules(catalogue::signature);
        return models == null
                ? rules
                : RunbookImprover.byModel(
                        models,
                        rules,
                        catalogue.signatures(),
                        kept.records(ExecutionResult.KIND, ExecutionResult.CODEC));
    }

    private static FailureAnalyzer analyzer(ActionCatalogue catalogue, @Nullable Models models) {
        FailureAnalyzer rules = FailureAnalyzer.byRules(catalogue::signature);
        return models == null ? rules : FailureAnalyzer.byModel(models, rules);
    }
}
