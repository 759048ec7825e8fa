package io.aiops4j.core.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a verification of the chain found.
 *
 * <pre>{@code
 * ChainReport report = aiops.journal().verify();
 * if (!report.intact()) alarm(report.toString());
 * }</pre>
 *
 * @param entries how many entries hang together, from the first
 * @param fault what is wrong with the entry behind them, or null when nothing is
 */
public record ChainReport(long entries, @Nullable String fault) {

    /** Whether nothing was altered, lost or put out of order. */
    public boolean intact() {
        return fault == null;
    }

    @Override
    public String toString() {
        return intact() ? entries + " entries, chain intact" : "chain broken behind position " + entries + ": " + fault;
    }
}
