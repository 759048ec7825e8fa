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
 * @param confidence from 0 to 1: the share of conditions whose values were known
 * @param detail which conditions did not hold, in words; empty when all did
 */
public record Verification(Outcome outcome, String method, double confidence, String detail) {

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
        return new Verification(Outcome.UNKNOWN, "none", 0, why);
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
