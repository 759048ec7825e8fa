package io.aiops4j.core.run;

import io.aiops4j.core.review.NotApprovedException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Refused by a guardrail: it was approved, and may not start now. The message says which rule refused it, what that saw, and when to
 * try again.
 *
 * <pre>{@code
 * try {
 *     aiops.runs().run(request);
 * } catch (GuardrailException refused) {
 *     System.out.println(refused.rule() + " until " + refused.retryAt() + ": " + refused.saw());
 * }
 * }</pre>
 */
public final class GuardrailException extends NotApprovedException {

    /** Everything is halted. */
    public static final String KILL_SWITCH = "kill-switch";

    /** A critical target: a person allows each run. */
    public static final String CRITICAL_TARGET = "critical-target";

    /** Nothing starts by itself now, or nothing at all. */
    public static final String FREEZE = "freeze";

    /** Nothing starts by itself outside the change windows. */
    public static final String CHANGE_WINDOW = "change-window";

    /** Too many runs started by themselves within the hour. */
    public static final String PER_HOUR = "per-hour";

    /** Too many runs started by themselves against one incident. */
    public static final String PER_INCIDENT = "per-incident";

    /** Too many runs started by themselves within the hour on one service. */
    public static final String PER_TARGET = "per-target";

    /** An action that keeps failing is left alone, or is tried by another run. */
    public static final String CIRCUIT_BREAKER = "circuit-breaker";

    /** A run on the service ended a moment ago. */
    public static final String COOL_DOWN = "cool-down";

    /** Another fix, against another incident, is at work on the service or was a moment ago. */
    public static final String CONFLICT = "conflict";

    /** Too many runs wait. */
    public static final String QUEUE = "queue";

    /** What was run before cannot be read, so nobody can tell whether the rules are kept. */
    public static final String HISTORY = "history";

    private static final long serialVersionUID = 1L;

    private final String rule;
    private final String saw;
    private final @Nullable Instant retryAt;
    private final @Nullable Duration pause;
    private final boolean waits;

    /** Refuses what is labelled so; the pause is how long it is until it may be tried again, whatever this node's clock says. */
    GuardrailException(String label, Refusal refusal, @Nullable Duration pause, @Nullable Throwable cause) {
        super(message(label, refusal), cause);
        this.rule = refusal.rule();
        this.saw = refusal.saw();
        this.retryAt = refusal.retryAt();
        this.pause = pause;
        this.waits = refusal.waits();
    }

    private static String message(String label, Refusal refusal) {
        Instant retry = refusal.retryAt();
        String when = retry != null
                ? "Try again at " + retry + ", or let a person allow this run."
                : refusal.waits() ? "Try again when that is over." : "Waiting does not help: a person has to look.";
        return "Refused to run " + label + " by the rule " + refusal.rule() + ": " + refusal.saw() + ". " + when;
    }

    /** Which rule refused it, such as {@code per-hour}. */
    public String rule() {
        return rule;
    }

    /** What the rule saw, in words. */
    public String saw() {
        return saw;
    }

    /** From when on this rule has nothing against it, by the store's clock; null when time alone does not help, or nobody can tell. */
    public @Nullable Instant retryAt() {
        return retryAt;
    }

    /** How long it is until then, or null. */
    @Nullable
    Duration pause() {
        return pause;
    }

    /** Whether what is queued goes on waiting instead of being ended. */
    boolean waits() {
        return waits;
    }
}
