package io.aiops4j.learning.confidence;

import io.aiops4j.core.run.Guardrails;
import smile.stat.distribution.BetaDistribution;

/**
 * What the runs of one version of a runbook have shown: with 95 % certainty it helps at least as often as the lower bound
 * says. A version without runs has shown nothing.
 *
 * <pre>{@code
 * Confidence confidence = aiops.learning().confidence(Client.DEFAULT, digest);
 * System.out.println(confidence.successesNeeded() + " more successes until it may run by itself");
 * }</pre>
 *
 * @param successes runs after which the world was verified to be better
 * @param failures runs after which it was verified not to be, or that failed
 * @param threshold the lower bound from which a version may run by itself
 */
public record Confidence(int successes, int failures, double threshold) {

    /** The lower bound from which a version may run by itself, when nothing is said. */
    public static final double DEFAULT_THRESHOLD = Guardrails.DEFAULT_THRESHOLD;

    /** How uncertain the lower bound may be: one version in twenty helps less often than its bound says. */
    public static final double UNCERTAINTY = 0.05;

    private static final int MOST_NEEDED = 10_000;

    /** Nothing shown yet. */
    public static Confidence none(double threshold) {
        return new Confidence(0, 0, threshold);
    }

    /** The share of runs that it helps in, at least, with 95 % certainty. */
    public double lowerBound() {
        return lowerBound(successes, failures);
    }

    // every share of successes is as likely as any other before the first run, hence the ones
    private static double lowerBound(int successes, int failures) {
        return new BetaDistribution(1 + successes, 1 + failures).quantile(UNCERTAINTY);
    }

    /** Whether it may run by itself, where that was approved. */
    public boolean proven() {
        return lowerBound() >= threshold;
    }

    /** How many more successes in a row it takes until it is proven; 0 when it is. */
    public int successesNeeded() {
        int needed = 0;
        while (needed < MOST_NEEDED && lowerBound(successes + needed, failures) < threshold) {
            needed++;
        }
        return needed;
    }
}
