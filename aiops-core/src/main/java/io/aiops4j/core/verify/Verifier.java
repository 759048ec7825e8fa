package io.aiops4j.core.verify;

import java.util.Arrays;
import java.util.List;

/**
 * Whether an incident of some type is over, by the state before a run and after it (SPI). {@link Verifiers} has those that come with the
 * library. It may refute what the conditions of a runbook say, and never replaces them.
 *
 * <pre>{@code
 * Verifiers verifiers = Verifiers.standard()
 *         .with("cache_cold", Verifier.holding("cache.hit_percent >= 80"))
 *         .with("drained", (before, after) -> Drain.isOver(after) ? Verification.passed("drain", 1) : Verification.unknown("no tank"));
 * }</pre>
 */
@FunctionalInterface
public interface Verifier {

    /**
     * Passed, not passed, or unknown where the state does not tell: {@link Verification#unknown} if it holds nothing that this looks at.
     *
     * @param before the state before the first step; nothing of it is known where the node that read it went down
     * @param after the states since the last step, in the order in which they were taken; at least one, the last one counts most
     */
    Verification verify(StateSnapshot before, List<StateSnapshot> after);

    /**
     * A verifier that wants these conditions to hold after the run, and at least one of them not to have held before. What stands on their
     * left is looked for under the names of instances too: {@code pool.waiting} is also {@code pool/orders.waiting}.
     */
    static Verifier holding(String... conditions) {
        return new RuleVerifier(
                "own rule",
                Arrays.stream(conditions).map(Measure::of).toList(),
                RuleVerifier.SURE,
                RuleVerifier.RESTARTED);
    }
}
