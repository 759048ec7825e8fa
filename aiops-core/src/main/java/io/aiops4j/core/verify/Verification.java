package io.aiops4j.core.verify;

import io.aiops4j.core.redact.Redaction;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the world got better, by which method and how sure that is. "Could not verify" is not "passed".
 *
 * <pre>{@code
 * Verification verification = Verification.of(runbook.verification(), after, parameters::get);
 * }</pre>
 *
 * @param outcome passed, not passed or unknown
 * @param method how it was found out
 * @param confidence from 0 to 1: how much its word counts; of conditions, the share whose values were known
 * @param detail what did not hold or is in doubt, in words; empty when there is nothing of the kind
 */
public record Verification(Outcome outcome, String method, double confidence, String detail) {

    private static final String NO_METHOD = "none";

    /** What a verification came to. */
    public enum Outcome {
        /** The world got better. */
        PASSED,
        /** It did not. */
        NOT_PASSED,
        /** Nobody can tell. */
        UNKNOWN
    }

    /** Not verified, for this reason. */
    public static Verification unknown(String why) {
        return new Verification(Outcome.UNKNOWN, NO_METHOD, 0, why);
    }

    /** Passed, by this method, and so sure. */
    public static Verification passed(String method, double confidence) {
        return new Verification(Outcome.PASSED, method, confidence, "");
    }

    /** Not passed, by this method, for this reason. */
    public static Verification notPassed(String method, String why) {
        return new Verification(Outcome.NOT_PASSED, method, 1, why);
    }

    /** Nobody can tell, and this is what stands in doubt: with {@link #and} it makes another verification no surer than that. */
    public static Verification doubtful(String method, double confidence, String why) {
        return new Verification(Outcome.UNKNOWN, method, confidence, why);
    }

    /**
     * The same with what the verifier of the incident's type found. That may refute a verification, or make it less sure, and never improves
     * it. One without a method of its own, because it knows nothing, changes nothing.
     */
    public Verification and(Verification evidence) {
        if (evidence.method.equals(NO_METHOD)) {
            return this;
        }
        boolean refuted = outcome != Outcome.NOT_PASSED && evidence.outcome == Outcome.NOT_PASSED;
        return new Verification(
                refuted ? Outcome.NOT_PASSED : outcome,
                method.equals(NO_METHOD) ? evidence.method : method + "; " + evidence.method,
                refuted ? evidence.confidence : doubted(evidence),
                joined(detail, evidence.detail));
    }

    // a condition that does not hold does so however little else is known
    private double doubted(Verification evidence) {
        return outcome == Outcome.PASSED ? Math.min(confidence, evidence.confidence) : confidence;
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
    }

    /** The same with placeholders for what is secret; itself when nothing is. */
    public Verification redacted(Redaction redaction) {
        String shown = redaction.text(detail);
        return shown.equals(detail) ? this : new Verification(outcome, method, confidence, shown);
    }

    /** Whether it passed. */
    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /** Holds all conditions against the state after a run. */
    public static Verification of(
            List<Check> checks, StateSnapshot after, Function<String, @Nullable String> parameters) {
        if (checks.isEmpty()) {
            return unknown("the runbook has no verification");
        }
        StringBuilder detail = new StringBuilder();
        int unknown = 0;
        boolean failed = false;
        for (Check check : checks) {
            Check.Result result = check.test(after, parameters);
            failed |= result == Check.Result.FAILS;
            unknown += result == Check.Result.UNKNOWN ? 1 : 0;
            if (result != Check.Result.HOLDS) {
                detail.append(detail.isEmpty() ? "" : "; ").append(describe(check, result, after, parameters));
            }
        }
        Outcome outcome = failed ? Outcome.NOT_PASSED : unknown > 0 ? Outcome.UNKNOWN : Outcome.PASSED;
        double known = (checks.size() - unknown) / (double) checks.size();
        return new Verification(outcome, "state checks", known, detail.toString());
    }

    private static String describe(
            Check check, Check.Result result, StateSnapshot after, Function<String, @Nullable String> parameters) {
        if (result == Check.Result.UNKNOWN) {
            return check + " cannot be told";
        }
        return check + " does not hold (" + after.value(check.subject()) + " against " + check.bound(after, parameters)
                + ")";
    }
}
