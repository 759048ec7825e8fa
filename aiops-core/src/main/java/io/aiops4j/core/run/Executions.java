package io.aiops4j.core.run;

import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.runbook.Lineage;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.verify.StateProbe;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was run, in full, what it adds up to, and what records it.
 *
 * <pre>{@code
 * Page<ExecutionResult> refused = aiops.executions().find(Query.all().where("status", "failed").text("connection refused"));
 * ExecutionStatistics nightly = aiops.executions().statistics(Client.DEFAULT, "nightly-import");
 * ExecutorService jobs = aiops.executions().recorder().executor("job", pool);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Executions {

    /**
     * What the steps of runs that called one action add up to.
     *
     * <pre>{@code
     * Usage restarts = aiops.executions().usage(Client.DEFAULT).get("restart_service");
     * long failed = restarts.steps().runs() - restarts.steps().completed();
     * }</pre>
     *
     * @param steps how many there were, how many did what they say, and how long one takes usually
     * @param last when the last one ended
     */
    public record Usage(ExecutionStatistics steps, Instant last) {}

    private final RecordStore<ExecutionResult> store;
    private final ExecutionRecorder recorder;
    private final Map<String, StateProbe> probes;
    private final View<RunStatisticsFold.State> runs;
    private final View<ActionFold.State> actions;

    /**
     * The executions of this store, with what is about to get there, and the statistics of the journal's runs; that one did not last counts
     * only under this seal. The probes read the state for what is done against an incident.
     */
    public Executions(
            RecordStore<ExecutionResult> store,
            ExecutionRecorder recorder,
            Map<String, StateProbe> probes,
            Journal journal,
            Seal seal,
            Snapshots snapshots) {
        this.store = store;
        this.recorder = recorder;
        this.probes = probes;
        this.runs = snapshots.view(journal, new RunStatisticsFold(seal));
        this.actions = snapshots.view(journal, new ActionFold());
    }

    /** One page of executions, the newest first. */
    public Page<ExecutionResult> find(Query query) {
        return store.find(query);
    }

    /** One execution. */
    public Optional<ExecutionResult> byId(String executionId) {
        return store.find(Query.all().where("id", executionId).limit(1)).records().stream()
                .findFirst();
    }

    /** What the runs of one version of a runbook add up to. */
    public ExecutionStatistics statistics(Client client, Digest version) {
        return runs.ask(state -> state.of(client.id(), version.hex()));
    }

    /** What the runs of each version of a runbook add up to, by the version's number. */
    public Map<Integer, ExecutionStatistics> statistics(Lineage lineage) {
        Map<Integer, ExecutionStatistics> byVersion = new TreeMap<>();
        for (Lineage.Version each : lineage.versions()) {
            byVersion.put(
                    each.number(),
                    statistics(each.version().client(), each.version().digest()));
        }
        return byVersion;
    }

    /** What the steps of a client's runs add up to, by the name of their action; what was never called is not in it. */
    public Map<String, Usage> usage(Client client) {
        return actions.ask(state -> state.of(client.id()));
    }

    /** What the host's own executions under this name add up to, those included that were purged or erased. */
    public ExecutionStatistics statistics(Client client, String name) {
        return ExecutionStatistics.of(store.tally(ExecutionStatistics.tallyOf(client.id(), name)));
    }

    /** What records the host's own executions. */
    public ExecutionRecorder recorder() {
        return recorder;
    }

    /**
     * What records the host's own code that is run against an incident, with the state before and after as the probes of this instance read
     * it. What was done so in several incidents of one kind is offered as a runbook.
     *
     * <pre>{@code
     * aiops.executions().against(incident).run("restart_service", () -> ops.restart("redis"));
     * }</pre>
     */
    public ExecutionRecorder against(Incident incident) {
        return recorder.against(incident).probing(probes);
    }

    /** Deletes executions that began before this time and says how many. */
    public int purge(Instant olderThan) {
        return store.purge(olderThan);
    }

    /** Destroys these executions, also those that still wait to be stored, and says how many there were. */
    public int erase(Query which) throws InterruptedException {
        return recorder.erase(which);
    }
}
