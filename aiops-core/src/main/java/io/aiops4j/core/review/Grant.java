package io.aiops4j.core.review;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an approver says: where and for how long, how it may run, within which bounds, which warnings they read, and why.
 *
 * <pre>{@code
 * reviews.approve(id, bob, Grant.in(Scope.service("redis"))
 *         .mode(Approval.Mode.AT_ONCE)
 *         .within(Parameter.number("mb").between(256, 1024))
 *         .ticking("risk")
 *         .saying("tried on staging"));
 * }</pre>
 *
 * @param scope where and for how long
 * @param mode how it may run; when proven, if nothing is said
 * @param envelope bounds on parameters, beyond those that the change declares itself
 * @param ticked the paths of the warnings that the approver read and accepts
 * @param note what the approver says
 */
public record Grant(Scope scope, Approval.Mode mode, List<Parameter> envelope, Set<String> ticked, String note) {

    /** Copies everything. */
    public Grant {
        envelope = List.copyOf(envelope);
        ticked = Set.copyOf(ticked);
    }

    /** Within this scope, to run when proven. */
    public static Grant in(Scope scope) {
        return new Grant(scope, Approval.Mode.WHEN_PROVEN, List.of(), Set.of(), "");
    }

    /** The same, to run in this mode. */
    public Grant mode(Approval.Mode other) {
        return new Grant(scope, other, envelope, ticked, note);
    }

    /** The same within these bounds on parameters. */
    public Grant within(Parameter... bounds) {
        return new Grant(scope, mode, List.of(bounds), ticked, note);
    }

    /** The same, having read the warnings with these paths too. */
    public Grant ticking(String... paths) {
        Set<String> more = new LinkedHashSet<>(ticked);
        more.addAll(List.of(paths));
        return new Grant(scope, mode, envelope, more, note);
    }

    /** The same with these words. */
    public Grant saying(String words) {
        return new Grant(scope, mode, envelope, ticked, words);
    }
}
