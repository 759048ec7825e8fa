package io.aiops4j.core.execution;

/** The one list of why an execution did not help, and whether a better runbook could. */
public enum FailureType {
    /** All steps did what they say, and it was not enough. */
    RUNBOOK_INSUFFICIENT(true),
    /** The runbook treats another failure than the one that happened. */
    WRONG_DIAGNOSIS(true),
    /** It should not have started in this state. */
    MISSING_PRECONDITION(true),
    /** A step came too early, too late or beside another. */
    TIMING_OR_RACE(true),
    /** The world got better, and the verification did not see it. */
    VERIFICATION_TOO_STRICT(true),
    /** The world did not get better, and the verification did not see it. */
    VERIFICATION_TOO_WEAK(true),
    /** The right steps with a wrong value. */
    PARAMETER_WRONG(true),
    /** A step names something that cannot be done here. */
    ACTION_UNSUPPORTED(true),
    /** The host, its rights or its configuration stood in the way. */
    ENVIRONMENT_OR_PERMISSION(false),
    /** Something outside did not answer. */
    EXTERNAL_DEPENDENCY(false),
    /** It may work when tried again. */
    TRANSIENT(true),
    /** No rule tells. */
    UNKNOWN(false);

    private final boolean improvable;

    FailureType(boolean improvable) {
        this.improvable = improvable;
    }

    /** Whether a better runbook could help. */
    public boolean isImprovable() {
        return improvable;
    }
}
