package io.aiops4j.core.run;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.runbook.Runbook;
import java.util.List;
import java.util.Map;

/** The journal's side of one run: every start requires what the run was cleared on; an end never does. */
final class Run {

    private final Journal journal;
    private final RunRequest request;
    private final Clearance.Granted granted;
    private final String stream;
    private long version;
    private long started;

    Run(Journal journal, RunRequest request, Clearance.Granted granted, String executionId) {
        this.journal = journal;
        this.request = request;
        this.granted = granted;
        this.stream = RunEntries.stream(executionId);
    }

    void start(Runbook runbook) {
        RunEntries.Started payload = new RunEntries.Started(
                runbook.id(),
                runbook.version(),
                request.runbookDigest().hex(),
                request.target().toString(),
                request.incidentId(),
                request.parameters(),
                request.grounds());
        Append append = append().requireAll(granted.preconditions()).add(stream, RunEntries.STARTED, payload);
        for (long cause : granted.causes()) {
            append = append.causedBy(cause);
        }
        if (granted.permission() != null) {
            append = append.add(
                    ReviewEntries.stream(granted.permission()), ReviewEntries.USED, Map.of("note", "by " + stream));
        }
        started = written(journal.append(append)).position();
    }

    void startStep(RunEntries.StepStarted step) {
        append(append().requireAll(granted.afterStart()), RunEntries.STEP_STARTED, step);
    }

    void endStep(int index, StepResult result) {
        append(
                append(),
                RunEntries.STEP_ENDED,
                new RunEntries.StepEnded(index, result.name(), result.status(), result.attempts(), result.error()));
    }

    void end(ExecutionResult result) {
        append(
                append(),
                RunEntries.ENDED,
                new RunEntries.Ended(
                        result.runbookId(),
                        result.runbookVersion(),
                        result.runbookDigest(),
                        result.incidentId(),
                        result.status(),
                        result.verification().outcome(),
                        result.success()));
    }

    private void append(Append append, EntryType type, Object payload) {
        written(journal.append(append.causedBy(started).add(stream, type, payload)));
    }

    private Append append() {
        return Append.by(request.requestedBy()).client(request.client()).require(stream, version);
    }

    private Entry written(List<Entry> entries) {
        version++;
        return entries.get(0);
    }
}
