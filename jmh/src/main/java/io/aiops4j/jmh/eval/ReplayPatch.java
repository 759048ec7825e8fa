package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.Runbook;
import java.util.List;

/**
 * A patch of which it is known whether it is good.
 *
 * @param kind good, or what is bad about it
 * @param world what its actions declare
 * @param parent what was run
 * @param draft what is to be run
 * @param past the executions, the newest first
 */
record ReplayPatch(Kind kind, ReplayWorld world, Runbook parent, Runbook draft, List<ExecutionResult> past) {

    /** What a patch is. */
    enum Kind {
        GOOD,
        RESTART_LOOP,
        WRONG_TARGET,
        NO_VERIFICATION,
        HARMFUL_ORDER
    }
}
