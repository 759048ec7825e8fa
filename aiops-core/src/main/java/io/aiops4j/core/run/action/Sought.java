package io.aiops4j.core.run.action;

import io.aiops4j.core.run.StepContext;

/** Which sessions a step wants ended. */
record Sought(boolean idle, long longerThan, String database, String user, int most) {

    static Sought of(StepContext step) {
        return new Sought(
                step.text("what").equals("idle_transactions"),
                step.number("longer_than").longValue(),
                step.text("database"),
                step.text("user"),
                step.number("most").intValue());
    }

    /** Such as: queries that run for more than 60 s. */
    @Override
    public String toString() {
        return (idle ? "transactions that idle for more than " : "queries that run for more than ") + longerThan + " s"
                + (database.isEmpty() ? " in this database" : " in '" + database + "'")
                + (user.isEmpty() ? "" : " by '" + user + "'");
    }
}
