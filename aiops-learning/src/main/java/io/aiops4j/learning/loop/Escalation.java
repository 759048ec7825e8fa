package io.aiops4j.learning.loop;

import io.aiops4j.core.HostCode;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person is told who is called to an incident: everything that was tried against it, the latest last. */
final class Escalation {

    /** So many runs are told; of earlier ones only that there were some. */
    static final int MOST_TOLD = 10;

    /** What is told of one run is cut to so many characters, so that all of them find room in an incident's note. */
    static final int LONGEST_TOLD = 160;

    private final RecordStore<ExecutionResult> executions;

    Escalation(RecordStore<ExecutionResult> executions) {
        this.executions = executions;
    }

    /** Why a person is needed, and what was tried. */
    String text(String incident, String why) {
        Page<ExecutionResult> page =
                executions.find(Query.all().where("incident", incident).limit(MOST_TOLD + 1));
        List<String> told = new ArrayList<>();
        for (ExecutionResult run : page.records()) { // the newest first
            told.add(0, told(run));
        }
        if (told.isEmpty()) {
            return why;
        }
        boolean more = told.size() > MOST_TOLD;
        List<String> last = more ? told.subList(1, told.size()) : told;
        return why + ". Tried against it" + (more ? ", last of all" : "") + ": " + String.join("; ", last);
    }

    private static String told(ExecutionResult run) {
        String what = run.runbookId() + " v" + run.runbookVersion() + " at " + run.started() + " ";
        return HostCode.cut(what + outcome(run), LONGEST_TOLD);
    }

    /** How a run ended, in words. */
    static String outcome(ExecutionResult run) {
        String status = run.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (run.success()) {
            return "helped";
        }
        if (run.status() != ExecutionResult.Status.COMPLETED) {
            return status + ": " + run.error();
        }
        String detail = run.verification().detail();
        String unknown = run.verification().outcome() == Verification.Outcome.UNKNOWN
                ? "nobody can tell whether it helped"
                : "it did not help";
        return "completed, and " + unknown + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
