package io.aiops4j.core.review;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Fault;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A move that the review queue does not allow: a faulty change was submitted, somebody without the right reviews, or the
 * proposal is no longer pending.
 *
 * <pre>{@code
 * catch (ReviewException e) {
 *     e.faults().forEach(System.out::println);
 * }
 * }</pre>
 */
public class ReviewException extends AiopsException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of records; never sent anywhere
    private final List<Fault> faults;

    /** Says which move is not allowed and what to do. */
    public ReviewException(String message) {
        super(message);
        this.faults = List.of();
    }

    /** Lists everything that is wrong with a change. */
    public ReviewException(String what, List<Fault> faults) {
        super(what + " has " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + ":\n  "
                + faults.stream().map(Fault::toString).collect(Collectors.joining("\n  ")));
        this.faults = List.copyOf(faults);
    }

    /** Everything that is wrong with the change; empty when something else is. */
    public final List<Fault> faults() {
        return faults;
    }
}
