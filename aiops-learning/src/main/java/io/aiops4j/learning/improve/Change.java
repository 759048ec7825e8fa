package io.aiops4j.learning.improve;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One small change of a runbook.
 *
 * @param runbook the runbook with it, still with the number and origin of its parent
 * @param what it is, in words
 */
record Change(Runbook runbook, String what) {

    /** The draft of this number that it makes. */
    Runbook draft(int version, Runbook.Origin origin) {
        return made(
                runbook,
                version,
                runbook.parameters(),
                runbook.preconditions(),
                runbook.steps(),
                runbook.watch(),
                runbook.rollback(),
                origin);
    }

    static Change ofSteps(Runbook parent, List<Step> steps, String what) {
        return of(parent, parent.preconditions(), steps, parent.watch(), parent.rollback(), what);
    }

    static Change ofParameter(Runbook parent, Parameter old, Parameter fresh, String what) {
        List<Parameter> parameters = parent.parameters().stream()
                .map(each -> each.equals(old) ? fresh : each)
                .toList();
        return new Change(
                made(
                        parent,
                        parent.version(),
                        parameters,
                        parent.preconditions(),
                        parent.steps(),
                        parent.watch(),
                        parent.rollback(),
                        parent.origin()),
                what);
    }

    static Change ofPrecondition(Runbook parent, Check more, String what) {
        List<Check> all = new ArrayList<>(parent.preconditions());
        all.add(more);
        return of(parent, all, parent.steps(), parent.watch(), parent.rollback(), what);
    }

    static Change ofWatch(Runbook parent, Duration watch, String what) {
        return of(parent, parent.preconditions(), parent.steps(), watch, parent.rollback(), what);
    }

    static Change ofRollback(Runbook parent, List<Step> steps, List<Step> rollback, String what) {
        return of(parent, parent.preconditions(), steps, parent.watch(), rollback, what);
    }

    private static Change of(
            Runbook parent,
            List<Check> preconditions,
            List<Step> steps,
            Duration watch,
            List<Step> rollback,
            String what) {
        return new Change(
                made(
                        parent,
                        parent.version(),
                        parent.parameters(),
                        preconditions,
                        steps,
                        watch,
                        rollback,
                        parent.origin()),
                what);
    }

    private static Runbook made(
            Runbook from,
            int version,
            List<Parameter> parameters,
            List<Check> preconditions,
            List<Step> steps,
            Duration watch,
            List<Step> rollback,
            Runbook.Origin origin) {
        return new Runbook(
                from.id(),
                version,
                from.title(),
                from.platform(),
                from.incidentTypes(),
                parameters,
                preconditions,
                steps,
                from.verification(),
                watch,
                rollback,
                origin);
    }
}
